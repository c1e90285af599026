package org.wvtoolkit.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The public API is what {@code docs/api.md} and the listings in the folder {@code api} say. The test is in the last
 * library module, because it covers all of them.
 */
class ApiTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern ROW = Pattern.compile("\\| `(toolkit-[a-z]+)` \\| (.*) \\|");
    private static final Pattern PACKAGE = Pattern.compile("`([a-z0-9_.]+)`");
    private static final Pattern IMPORT = Pattern.compile("(?m)^import (?:static )?(org\\.wvtoolkit\\.[\\w.]+);");
    private static final String INTERNAL = "Not part of the public API.";

    private static final List<String> ARTEFACTS = List.of(
            "toolkit-core",
            "toolkit-text",
            "toolkit-thesaurus",
            "toolkit-nn",
            "toolkit-index",
            "toolkit-plot",
            "toolkit-web",
            "toolkit-spark");

    /** Packages of libraries whose types occur in signatures, because the toolkit exchanges objects with them. */
    private static final Set<String> THIRD_PARTY = Set.of(
            "net.sf.extjwnl.data",
            "net.sf.extjwnl.dictionary",
            "org.apache.lucene.analysis",
            "org.apache.spark.api.java",
            "scala");

    /** The exported packages of each artefact, as documented. */
    private static Map<String, Set<String>> exported() throws IOException {
        Path page = ROOT.resolve("docs/api.md");
        assumeTrue(Files.exists(page), "needs docs/api.md beside the module");
        Map<String, Set<String>> exported = new LinkedHashMap<>();
        for (String line : Files.readAllLines(page)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                Set<String> packages = new TreeSet<>();
                PACKAGE.matcher(row.group(2)).results().forEach(name -> packages.add("org.wvtoolkit." + name.group(1)));
                exported.put(row.group(1), packages);
            }
        }
        return exported;
    }

    private static Path sources(String artefact) {
        return ROOT.resolve(artefact).resolve("src/main/java");
    }

    /** The packages of an artefact with the text of their descriptions. */
    private static Map<String, String> packages(String artefact) throws IOException {
        Map<String, String> packages = new TreeMap<>();
        try (Stream<Path> files = Files.walk(sources(artefact))) {
            for (Path file :
                    files.filter(path -> path.endsWith("package-info.java")).toList()) {
                String name = String.valueOf(sources(artefact).relativize(file).getParent())
                        .replace('/', '.');
                packages.put(name, Files.readString(file));
            }
        }
        return packages;
    }

    private static List<Class<?>> visibleClasses(String artefact, String name) throws Exception {
        Path folder = ROOT.resolve(artefact).resolve("target/classes").resolve(name.replace('.', '/'));
        assertTrue(Files.isDirectory(folder), artefact + " is not compiled");
        List<Class<?>> classes = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted(Comparator.comparing(Path::toString)).toList()) {
                String simple = String.valueOf(file.getFileName());
                if (simple.endsWith(".class") && !simple.startsWith("package-info")) {
                    Class<?> type = Class.forName(
                            name + "." + simple.substring(0, simple.length() - ".class".length()),
                            false,
                            ApiTest.class.getClassLoader());
                    if (isApi(artefact, type)) {
                        classes.add(type);
                    }
                }
            }
        }
        return classes;
    }

    /** A public class whose top-level class is not described as internal. */
    private static boolean isApi(String artefact, Class<?> type) throws IOException {
        Class<?> outer = type;
        while (outer.getEnclosingClass() != null) {
            outer = outer.getEnclosingClass();
        }
        Path source = sources(artefact).resolve(outer.getName().replace('.', '/') + ".java");
        return ApiListing.isVisible(type) && !Files.readString(source).contains(INTERNAL);
    }

    /** The packages and types that are not part of the API, as lines of the parent pom. */
    private static List<String> excluded() throws Exception {
        Set<String> names = new TreeSet<>();
        for (String artefact : ARTEFACTS) {
            Set<String> listed = exported().getOrDefault(artefact, Set.of());
            for (String name : packages(artefact).keySet()) {
                if (!listed.contains(name)) {
                    names.add(name);
                    continue;
                }
                try (Stream<Path> files = Files.list(sources(artefact).resolve(name.replace('.', '/')))) {
                    for (Path file : files.filter(Files::isRegularFile).toList()) {
                        if (Files.readString(file).contains(INTERNAL)) {
                            names.add(name + "."
                                    + String.valueOf(file.getFileName()).replace(".java", ""));
                        }
                    }
                }
            }
        }
        return names.stream()
                .map(name -> "                  <exclude>" + name + "</exclude>")
                .toList();
    }

    @Test
    @DisplayName("the parent pom excludes the same types from the comparison with a release")
    void excludes() throws Exception {
        Path pom = ROOT.resolve("pom.xml");
        List<String> lines = Files.readAllLines(pom);
        int begin =
                lines.indexOf("                <!-- Public, but not part of the API. Generated by ApiTest. -->") + 2;
        assertTrue(begin > 1, "the pom has no generated list");
        int end = begin + lines.subList(begin, lines.size()).indexOf("                </excludes>");
        if (System.getProperty("updateGenerated") != null) {
            List<String> updated = new ArrayList<>(lines.subList(0, begin));
            updated.addAll(excluded());
            updated.addAll(lines.subList(end, lines.size()));
            Files.write(pom, updated);
            return;
        }
        assertEquals(excluded(), lines.subList(begin, end), "run this test with -DupdateGenerated");
    }

    private static String listing(String artefact, Set<String> packages) throws Exception {
        StringBuilder text = new StringBuilder();
        for (String name : packages) {
            text.append("package ").append(name).append("\n\n");
            for (Class<?> type : visibleClasses(artefact, name)) {
                ApiListing.lines(type).forEach(line -> text.append(line).append('\n'));
                text.append('\n');
            }
        }
        return text.toString();
    }

    @Test
    @DisplayName("the public API is that of the folder api; -DupdateGenerated rewrites it after an intended change")
    void signatures() throws Exception {
        for (Map.Entry<String, Set<String>> artefact : exported().entrySet()) {
            Path file = ROOT.resolve("api").resolve(artefact.getKey() + ".txt");
            String now = listing(artefact.getKey(), artefact.getValue());
            if (System.getProperty("updateGenerated") != null) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, now);
                continue;
            }
            List<String> before = Files.readAllLines(file);
            List<String> after = now.lines().toList();
            assertEquals(
                    List.of(),
                    differences(before, after),
                    "The public API of " + artefact.getKey() + " differs from api/" + artefact.getKey()
                            + ".txt. If this is intended, run this test with -DupdateGenerated and add a line to"
                            + " CHANGELOG.md.");
        }
    }

    /** Lines of one listing that the other lacks, with the class that contains each. */
    private static List<String> differences(List<String> before, List<String> after) {
        List<String> differences = new ArrayList<>();
        Set<String> old = qualified(before);
        Set<String> current = qualified(after);
        old.stream().filter(line -> !current.contains(line)).forEach(line -> differences.add("removed: " + line));
        current.stream().filter(line -> !old.contains(line)).forEach(line -> differences.add("added: " + line));
        return differences;
    }

    private static Set<String> qualified(List<String> lines) {
        Set<String> all = new LinkedHashSet<>();
        String container = "";
        String type = "";
        for (String line : lines) {
            if (line.startsWith("package ")) {
                container = line.substring("package ".length());
            } else if (line.startsWith("    ")) {
                all.add(container + ": " + type + ": " + line.strip());
            } else if (!line.isEmpty()) {
                type = line;
                all.add(container + ": " + type);
            }
        }
        return all;
    }

    @Test
    @DisplayName("a package is either listed in docs/api.md or described as not part of the API")
    void everyPackageIsClassified() throws Exception {
        List<String> wrong = new ArrayList<>();
        Map<String, Set<String>> exported = exported();
        for (String artefact : ARTEFACTS) {
            Map<String, String> packages = packages(artefact);
            Set<String> listed = exported.getOrDefault(artefact, Set.of());
            listed.stream().filter(name -> !packages.containsKey(name)).forEach(name -> wrong.add("absent: " + name));
            packages.forEach((name, text) -> {
                if (listed.contains(name) == text.contains(INTERNAL)) {
                    wrong.add((listed.contains(name) ? "listed, but internal: " : "neither listed nor internal: ")
                            + name);
                }
            });
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    @DisplayName("the examples use no types outside the API")
    void examples() throws Exception {
        List<String> wrong = new ArrayList<>();
        Set<String> internal = new TreeSet<>();
        for (String line : excluded()) {
            internal.add(line.strip().replaceAll("</?exclude>", ""));
        }
        for (String folder : List.of("toolkit-examples/src", "examples")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    IMPORT.matcher(Files.readString(file))
                            .results()
                            .map(name -> name.group(1))
                            .filter(name -> internal.contains(name)
                                    || internal.contains(name.substring(0, name.lastIndexOf('.'))))
                            .forEach(name -> wrong.add(file.getFileName() + " imports " + name));
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    @DisplayName("the signatures of the API mention only types of the API, the JDK and some of libraries")
    void noInternalTypes() throws Exception {
        Set<String> wrong = new TreeSet<>();
        Map<String, Set<String>> exported = exported();
        Set<Class<?>> known = new HashSet<>();
        for (Map.Entry<String, Set<String>> artefact : exported.entrySet()) {
            for (String name : artefact.getValue()) {
                known.addAll(visibleClasses(artefact.getKey(), name));
            }
        }
        for (Map.Entry<String, Set<String>> artefact : exported.entrySet()) {
            for (String name : artefact.getValue()) {
                for (Class<?> type : visibleClasses(artefact.getKey(), name)) {
                    for (Class<?> mentioned : ApiListing.mentions(type)) {
                        String of = mentioned.getPackageName();
                        if (!mentioned.isPrimitive()
                                && !of.startsWith("java.")
                                && !known.contains(mentioned)
                                && !THIRD_PARTY.contains(of)) {
                            wrong.add(type.getName() + " mentions " + mentioned.getName());
                        }
                    }
                }
            }
        }
        assertEquals(Set.of(), wrong);
    }
}
