package org.wvtoolkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.wvtoolkit.nn.classifier.ClassifierMethods;
import org.wvtoolkit.option.MethodRegistry;
import org.wvtoolkit.option.OptionReference;
import org.wvtoolkit.pipeline.TrainingMethods;

/** {@code docs/reference/options.md} is generated from the descriptions of the options. */
class OptionsPageTest {
    private static final Path PAGE = Path.of("../docs/reference/options.md");

    /** The page for some methods. */
    static String page(MethodRegistry<?> training, MethodRegistry<?> classifiers) {
        return """
                # Hyperparameters

                Generated from the option descriptions in the source code; do not edit. On the command line, each
                option is a flag of the same name (`--window 5`); in an options file, a line (`window = 5`); in a
                model's metadata, an entry (`option.window`).

                """
                + OptionReference.section("Training methods", training)
                + "\n"
                + OptionReference.section("Classifiers", classifiers);
    }

    @Test
    @DisplayName("the reference page is what the option descriptions generate")
    void upToDate() throws IOException {
        String generated = page(TrainingMethods.REGISTRY, ClassifierMethods.REGISTRY);
        if (System.getProperty("updateGenerated") != null) {
            Files.writeString(PAGE, generated);
            return;
        }
        assertEquals(
                Files.exists(PAGE) ? Files.readString(PAGE) : "",
                generated,
                "docs/reference/options.md is not up to date; run this test with -DupdateGenerated");
    }
}
