package org.wvtoolkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rules for the source text of all modules that the formatter does not enforce. */
class SourceRulesTest {
    private static final int MAX_COLUMNS = 120;
    private static final int MAX_PARAMETERS = 6;

    /** Package of the vector kernels, whose signatures may have more parameters. */
    private static final String KERNELS = "org.wvtoolkit.linalg.kernel";

    /** The comment that justifies a signature, with the name that follows. */
    private static final Pattern JUSTIFICATION =
            Pattern.compile("// More than six parameters: .+\\n(?:\\s*(?://|@).*\\n)*[^(\\n]*?(\\w+)\\(");

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("toolkit-core"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("the root folder of the project was not found");
        }
        return folder;
    }

    /** Returns the overlong lines of each module, as {@code file:line}. */
    private static Map<String, List<String>> longLines() throws IOException {
        Path root = root();
        Map<String, List<String>> byModule = new TreeMap<>();
        try (Stream<Path> folders = Files.list(root)) {
            for (Path module : folders.sorted().toList()) {
                if (Files.isDirectory(module.resolve("src"))) {
                    byModule.put(String.valueOf(module.getFileName()), longLines(root, module.resolve("src")));
                }
            }
        }
        return byModule;
    }

    private static List<String> longLines(Path root, Path folder) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> file.toString().endsWith(".java")).sorted().forEach(file -> {
                try {
                    List<String> lines = Files.readAllLines(file);
                    for (int i = 0; i < lines.size(); i++) {
                        if (lines.get(i).length() > MAX_COLUMNS) {
                            found.add(root.relativize(file) + ":" + (i + 1));
                        }
                    }
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            });
        }
        return found;
    }

    @Test
    @DisplayName("Lines, comments included, have at most 120 columns")
    void lineLength() throws IOException {
        Map<String, List<String>> byModule = longLines();
        assertFalse(byModule.isEmpty());
        byModule.forEach((module, lines) ->
                System.out.println(module + ": lines over " + MAX_COLUMNS + " columns: " + lines.size()));
        byModule.forEach((module, lines) -> assertEquals(List.of(), lines, module));
    }

    private static boolean isWritable(JavaCodeUnit unit) {
        return !unit.getModifiers().contains(JavaModifier.SYNTHETIC)
                && !(unit instanceof JavaConstructor && isGeneratedConstructor(unit.getOwner()));
    }

    /** Components of records are options or results, and constructors of enums have hidden parameters. */
    private static boolean isGeneratedConstructor(JavaClass owner) {
        return owner.isRecord() || owner.isEnum();
    }

    /** Returns the methods and constructors with a justification, as {@code path of the class#name}. */
    private static Set<String> justified() throws IOException {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> modules = Files.list(root())) {
            for (Path module : modules.sorted().toList()) {
                Path sources = module.resolve("src/main/java");
                if (Files.isDirectory(sources)) {
                    try (Stream<Path> files = Files.walk(sources)) {
                        files.filter(file -> file.toString().endsWith(".java")).forEach(file -> {
                            try {
                                JUSTIFICATION
                                        .matcher(Files.readString(file))
                                        .results()
                                        .forEach(match -> found.add(sources.relativize(file)
                                                        .toString()
                                                        .replace(".java", "")
                                                + "#"
                                                + match.group(1)));
                            } catch (IOException failure) {
                                throw new UncheckedIOException(failure);
                            }
                        });
                    }
                }
            }
        }
        return found;
    }

    /** Returns the key of a method or constructor in {@link #justified}. */
    private static String key(JavaCodeUnit unit) {
        JavaClass owner = unit.getOwner();
        String name = unit instanceof JavaConstructor ? owner.getSimpleName() : unit.getName();
        while (owner.getEnclosingClass().isPresent()) {
            owner = owner.getEnclosingClass().get();
        }
        return owner.getName().replace('.', '/') + "#" + name;
    }

    @Test
    @DisplayName("Signatures with more than six parameters outside the kernels have a justification")
    void parameters() throws IOException {
        List<JavaCodeUnit> wide = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("org.wvtoolkit").stream()
                        .filter(type -> !type.getPackageName().equals(KERNELS))
                        .flatMap(type -> type.getCodeUnits().stream())
                        .filter(SourceRulesTest::isWritable)
                        .filter(unit -> unit.getRawParameterTypes().size() > MAX_PARAMETERS)
                        .toList();
        System.out.println("signatures over " + MAX_PARAMETERS + " parameters: " + wide.size());
        Set<String> justified = justified();
        Set<String> keys = new TreeSet<>();
        Set<String> unjustified = new TreeSet<>();
        for (JavaCodeUnit unit : wide) {
            System.out.println("  " + unit.getFullName());
            keys.add(key(unit));
            if (!justified.contains(key(unit))) {
                unjustified.add(key(unit));
            }
        }
        assertEquals(
                Set.of(), unjustified, "reduce the parameters, or write \"// More than six parameters: REASON\" above");
        justified.removeAll(keys);
        assertEquals(Set.of(), justified, "justifications that are no longer needed");
    }
}
