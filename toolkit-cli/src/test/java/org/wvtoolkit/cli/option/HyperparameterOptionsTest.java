package org.wvtoolkit.cli.option;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.wvtoolkit.option.MethodRegistry;
import org.wvtoolkit.pipeline.TrainingMethods;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

class HyperparameterOptionsTest {
    @Test
    @DisplayName("every option of every method is a flag with a meaning and a default")
    void flags() {
        CommandSpec command = CommandSpec.create();
        HyperparameterOptions.ofTraining().addTo(command);
        for (MethodRegistry.Use use : TrainingMethods.REGISTRY.uses()) {
            OptionSpec option = command.findOption("--" + use.name());
            assertNotNull(option, use.name());
            String description = option.description()[0];
            assertTrue(
                    description
                            .toLowerCase(Locale.ROOT)
                            .startsWith(
                                    use.option().meaning().replace("%", "%%").toLowerCase(Locale.ROOT)),
                    description);
            assertTrue(description.contains(". Default: "), description);
        }
    }

    @Test
    @DisplayName("defaults that differ are shown with their methods")
    void differentDefaults() {
        CommandSpec command = CommandSpec.create();
        HyperparameterOptions.ofTraining().addTo(command);
        String description = command.findOption("--subsample").description()[0];
        assertTrue(description.endsWith("Default: 0.0001 (cbow, skipgram, svd), 0 (cooccurrence, ppmi)."), description);
    }

    @Test
    @DisplayName("a synonym is a second flag")
    void synonyms() {
        CommandSpec command = CommandSpec.create();
        HyperparameterOptions.ofClassifiers().addTo(command);
        assertNotNull(command.findOption("--dim"));
    }
}
