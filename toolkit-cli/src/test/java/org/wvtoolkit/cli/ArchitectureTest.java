package org.wvtoolkit.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The packages and their imports, as in docs/architecture.md, and rules for all modules. */
class ArchitectureTest {
    private static final String ROOT = "org.wvtoolkit.";
    private static final int MAX_CLASSES = 25;

    /** Packages that may be larger, because each of their classes is one kernel or one layer. */
    private static final Set<String> LARGE = Set.of("linalg.kernel", "nn.layer");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.wvtoolkit");

    /**
     * For each package, the packages it builds on directly; it may also import what those build on. A new package
     * gets a line here.
     */
    private static final Map<String, List<String>> BEFORE = before();

    private static Map<String, List<String>> before() {
        Map<String, List<String>> before = new LinkedHashMap<>();
        before.put("extension", List.of());
        before.put("progress", List.of("option"));
        before.put("option", List.of());
        before.put("tuning", List.of("option", "progress"));
        before.put("container", List.of());
        before.put("linalg", List.of("container"));
        before.put("linalg.kernel", List.of());
        before.put("vocabulary", List.of("linalg", "option"));
        before.put("corpus", List.of("vocabulary", "progress"));
        before.put("cooccurrence", List.of("corpus", "linalg", "option"));
        before.put("weighting", List.of("cooccurrence", "extension"));
        before.put("factorization", List.of("linalg", "linalg.kernel", "option", "progress"));
        before.put("word2vec.sampling", List.of("vocabulary"));
        before.put("word2vec", List.of("corpus", "linalg", "linalg.kernel", "option", "word2vec.sampling"));
        before.put("embedding", List.of("cooccurrence"));
        before.put("format.stream", List.of("vocabulary"));
        before.put("format", List.of("embedding", "extension", "format.stream"));
        before.put("query.rows", List.of("embedding", "linalg.kernel"));
        before.put("query", List.of("extension", "query.rows"));
        before.put("index", List.of("query"));
        before.put("evaluation.benchmark", List.of("container"));
        before.put("alignment", List.of("embedding"));
        before.put("clustering", List.of("embedding"));
        before.put("evaluation", List.of("query", "evaluation.benchmark", "alignment"));
        before.put("pipeline", List.of("embedding", "extension", "factorization", "weighting", "word2vec"));
        before.put("tuning.vectors", List.of("evaluation", "pipeline", "tuning"));
        before.put("text.stream", List.of("extension"));
        before.put("text.markup", List.of("extension"));
        before.put("text.format", List.of("extension", "option", "text.markup", "text.stream"));
        before.put("text.reader", List.of("text.format", "progress"));
        before.put("text.analysis", List.of("corpus", "text.format"));
        before.put("text", List.of("text.analysis", "text.reader"));
        before.put("phrases", List.of("corpus"));
        before.put("text.model", List.of("embedding", "phrases", "text.analysis"));
        before.put("thesaurus", List.of("evaluation", "relations"));
        before.put("query.relation", List.of("query"));
        before.put("relations", List.of("query.relation"));
        before.put("retrofitting", List.of("relations"));
        before.put("walks", List.of("relations", "corpus"));
        before.put("inspection", List.of("text.analysis"));
        before.put("forecast", List.of("pipeline"));
        before.put("lines", List.of("corpus"));
        before.put("documents", List.of("embedding", "linalg.kernel", "text.model"));
        before.put("download", List.of("progress", "container"));
        before.put("nn", List.of("linalg", "linalg.kernel"));
        before.put("nn.layer", List.of("nn"));
        before.put("nn.optimizer", List.of("nn", "option"));
        before.put("nn.experiment", List.of("nn.layer", "nn.optimizer"));
        before.put("nn.cbow", List.of("nn.layer", "nn.optimizer", "pipeline"));
        before.put("nn.labelled", List.of("text.analysis"));
        before.put("nn.classifier", List.of("nn.layer", "nn.optimizer", "pipeline", "nn.labelled", "text.model"));
        before.put("projection", List.of("query"));
        before.put("plot", List.of("projection"));
        before.put("web.http", List.of("option"));
        before.put(
                "web.model",
                List.of("clustering", "factorization", "format", "projection", "relations", "text", "text.model"));
        before.put("web.api", List.of("web.http", "web.model"));
        before.put("web.export", List.of("web.http", "web.model"));
        before.put("web", List.of("web.api"));
        before.put("cli.terminal", List.of("progress"));
        before.put("cli.output", List.of("cli.terminal", "nn.classifier", "thesaurus", "query.relation"));
        before.put("cli.help", List.of());
        before.put("cli.completion", List.of());
        before.put("cli.option", List.of("cli.help", "cli.output", "relations", "plot", "tuning", "format", "nn.cbow"));
        before.put("cli.option.text", List.of("cli.option", "lines", "text", "text.model", "walks"));
        before.put("cli.question", List.of("cli.option", "index", "text.model"));
        before.put("cli.command.query", List.of("cli.option.text", "cli.question", "documents", "walks"));
        before.put("cli.command.evaluate", List.of("cli.option.text", "cli.question", "inspection"));
        before.put("cli.command.train", List.of("tuning.vectors", "cli.command.evaluate"));
        before.put("cli.command.classify", List.of("cli.command.train"));
        before.put("cli.command.corpus", List.of("cli.option.text", "download", "forecast", "inspection"));
        before.put("cli.command.model", List.of("cli.option.text", "cli.question", "retrofitting", "clustering"));
        before.put("cli.command.plot", List.of("cli.question"));
        before.put("cli.command.web", List.of("cli.option", "web", "web.export"));
        before.put(
                "cli.command",
                List.of(
                        "cli.completion",
                        "cli.command.query",
                        "cli.command.classify",
                        "cli.command.corpus",
                        "cli.command.model",
                        "cli.command.plot",
                        "cli.command.web"));
        before.put("cli", List.of("cli.command"));
        before.put("bench", List.of("format", "nn.experiment", "plot", "query"));
        return before;
    }

    private static Set<String> allBefore(String name) {
        Set<String> all = new TreeSet<>();
        for (String direct : BEFORE.getOrDefault(name, List.of())) {
            all.add(direct);
            all.addAll(allBefore(direct));
        }
        return all;
    }

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().startsWith(ROOT);
    }

    private static String packageOf(JavaClass type) {
        return type.getPackageName().substring(ROOT.length());
    }

    private static Set<String> packages() {
        return CLASSES.stream().map(ArchitectureTest::packageOf).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    @DisplayName("every package is listed in the table of allowed imports")
    void packagesListed() {
        Set<String> unknown = packages();
        unknown.removeAll(BEFORE.keySet());
        assertEquals(Set.of(), unknown);
        assertTrue(CLASSES.size() > 100, "classes of all modules are looked at: " + CLASSES.size());
    }

    @Test
    @DisplayName("a package imports only the packages that the table allows")
    void allowedImports() {
        Set<String> wrong = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            String from = packageOf(type);
            Set<String> allowed = allBefore(from);
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (isOurs(target) && !packageOf(target).equals(from) && !allowed.contains(packageOf(target))) {
                    wrong.add(from + " -> " + packageOf(target) + ": " + type.getSimpleName() + " -> "
                            + target.getSimpleName());
                }
            }
        }
        assertEquals(Set.of(), wrong);
    }

    @Test
    @DisplayName("every import that the table allows exists in the code")
    void noUnusedEdge() {
        Map<String, Set<String>> used = new LinkedHashMap<>();
        for (JavaClass type : CLASSES) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (isOurs(target)) {
                    used.computeIfAbsent(packageOf(type), any -> new TreeSet<>())
                            .add(packageOf(target));
                }
            }
        }
        Set<String> unused = new TreeSet<>();
        BEFORE.forEach((from, direct) -> {
            for (String to : direct) {
                if (packages().contains(from)
                        && !used.getOrDefault(from, Set.of()).contains(to)) {
                    unused.add(from + " -> " + to);
                }
            }
        });
        assertEquals(Set.of(), unused);
    }

    @Test
    @DisplayName("no package has more than 25 classes; kernels and layers may")
    void packageSizes() {
        Map<String, Long> sizes = CLASSES.stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(ArchitectureTest::packageOf, Collectors.counting()));
        sizes.keySet().removeAll(LARGE);
        sizes.values().removeIf(size -> size <= MAX_CLASSES);
        System.out.printf("packages over %d classes: %d (exceptions: %s)%n", MAX_CLASSES, sizes.size(), LARGE);
        assertEquals(Map.of(), sizes);
    }

    @Test
    @DisplayName("packages have no cyclic imports")
    void noCycles() {
        slices().matching("org.wvtoolkit.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    @DisplayName("only the kernels use the incubating vector module")
    void vectorModule() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.wvtoolkit.linalg.kernel")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.incubator..")
                .check(CLASSES);
    }

    @Test
    @DisplayName("the library accesses no standard stream, and only Main ends the process")
    void standardStreams() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.wvtoolkit.cli..")
                .should(ACCESS_STANDARD_STREAMS)
                .check(CLASSES);
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(Main.class.getName())
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .check(CLASSES);
    }

    @Test
    @DisplayName("the library prints no stack traces")
    void stackTraces() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.wvtoolkit.cli..")
                .should()
                .callMethod(Throwable.class, "printStackTrace")
                .check(CLASSES);
    }

    @Test
    @DisplayName("only the command line uses picocli")
    void parser() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.wvtoolkit.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..")
                .check(CLASSES);
    }

    @Test
    @DisplayName("only the text and index modules use Lucene")
    void lucene() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.wvtoolkit.text..", "org.wvtoolkit.index..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.lucene..")
                .check(CLASSES);
    }

    @Test
    @DisplayName("every package is annotated with @NullMarked")
    void nullMarked() {
        for (String name : packages()) {
            assertTrue(
                    CLASSES.stream()
                            .filter(type -> packageOf(type).equals(name)
                                    && type.getSimpleName().equals("package-info"))
                            .anyMatch(type -> type.isAnnotatedWith(NullMarked.class)),
                    name + " has no package-info with @NullMarked");
        }
    }

    @Test
    @DisplayName("no package is named util, common, impl or the like, and no class ends in Impl or Util")
    void forbiddenNames() {
        for (String name : packages()) {
            for (String part : List.of("util", "utils", "common", "impl", "misc", "helper")) {
                assertFalse(("." + name + ".").contains("." + part + "."), name);
            }
        }
        classes()
                .should()
                .haveSimpleNameNotEndingWith("Impl")
                .andShould()
                .haveSimpleNameNotEndingWith("Utils")
                .andShould()
                .haveSimpleNameNotEndingWith("Util")
                .check(CLASSES);
    }
}
