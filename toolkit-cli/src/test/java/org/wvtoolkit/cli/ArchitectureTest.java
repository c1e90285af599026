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
import org.junit.jupiter.api.Test;

/** The house as docs/architecture.md draws it, kept by a machine. */
class ArchitectureTest {
    private static final String ROOT = "org.wvtoolkit.";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.wvtoolkit");

    /** For each package, what stands before it; what stands before that may be imported as well. A new package has a line here. */
    private static final Map<String, List<String>> BEFORE = before();

    private static Map<String, List<String>> before() {
        Map<String, List<String>> before = new LinkedHashMap<>();
        before.put("progress", List.of());
        before.put("tuning", List.of());
        before.put("container", List.of());
        before.put("linalg", List.of("container", "progress"));
        before.put("linalg.kernel", List.of("linalg"));
        before.put("vocabulary", List.of("linalg.kernel"));
        before.put("corpus", List.of("vocabulary"));
        before.put("cooccurrence", List.of("corpus"));
        before.put("weighting", List.of("cooccurrence"));
        before.put("factorization", List.of("weighting"));
        before.put("word2vec", List.of("corpus"));
        before.put("embedding", List.of("factorization", "word2vec"));
        before.put("format", List.of("embedding"));
        before.put("query", List.of("embedding"));
        before.put("index", List.of("query"));
        before.put("evaluation", List.of("query"));
        before.put("pipeline", List.of("format", "evaluation"));
        before.put("text.reader", List.of("progress"));
        before.put("text", List.of("text.reader", "corpus"));
        before.put("phrases", List.of("text", "embedding"));
        before.put("thesaurus", List.of("evaluation"));
        before.put("inspection", List.of("text"));
        before.put("forecast", List.of("pipeline"));
        before.put("lines", List.of("text"));
        before.put("documents", List.of("lines", "embedding"));
        before.put("download", List.of("progress"));
        before.put("nn", List.of("linalg.kernel"));
        before.put("nn.layer", List.of("nn"));
        before.put("nn.optimizer", List.of("nn"));
        before.put("nn.cbow", List.of("nn.layer", "nn.optimizer", "pipeline"));
        before.put("nn.classifier", List.of("nn.layer", "nn.optimizer", "pipeline", "text"));
        before.put(
                "cli.terminal",
                List.of("pipeline", "tuning", "phrases", "thesaurus", "nn.cbow", "nn.classifier", "index"));
        before.put("plot", List.of("container"));
        before.put("cli.output", List.of("cli.terminal"));
        before.put(
                "cli.option",
                List.of("cli.output", "plot", "inspection", "forecast", "lines", "documents", "download"));
        before.put("cli.command", List.of("cli.option"));
        before.put("cli", List.of("cli.command"));
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
    void everyPackageHasItsPlaceInThePicture() {
        Set<String> unknown = packages();
        unknown.removeAll(BEFORE.keySet());
        assertEquals(Set.of(), unknown);
        assertTrue(CLASSES.size() > 100, "classes of all modules are looked at: " + CLASSES.size());
    }

    @Test
    void aStageImportsOnlyEarlierStages() {
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
    void noPackagesImportOneAnotherInACircle() {
        slices().matching("org.wvtoolkit.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void theIncubatingModuleIsUsedByTheKernelsAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.wvtoolkit.linalg.kernel")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.incubator..")
                .check(CLASSES);
    }

    @Test
    void theLibraryWritesToNoStandardStreamAndEndsNoProcess() {
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
    void theLibraryPrintsNoStackTraces() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.wvtoolkit.cli..")
                .should()
                .callMethod(Throwable.class, "printStackTrace")
                .check(CLASSES);
    }

    @Test
    void onlyTheCommandLineKnowsItsParser() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.wvtoolkit.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..")
                .check(CLASSES);
    }

    @Test
    void theCoreKnowsNoTokeniser() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.wvtoolkit.text..", "org.wvtoolkit.phrases..", "org.wvtoolkit.index..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.lucene..")
                .check(CLASSES);
    }

    @Test
    void everyPackageSaysThatNothingIsNullUnlessItSaysSo() {
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
    void nothingIsNamedForBeingAnImplementationOrAMixture() {
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
