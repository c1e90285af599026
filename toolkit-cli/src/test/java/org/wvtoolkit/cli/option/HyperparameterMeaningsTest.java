package org.wvtoolkit.cli.option;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wvtoolkit.pipeline.TrainingMethods;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

class HyperparameterMeaningsTest {
    private static final List<String> OPTIONS = TrainingMethods.all().stream()
            .flatMap(method -> method.options().stream())
            .distinct()
            .toList();

    @Test
    void everyOptionOfEveryMethodHasAMeaning() {
        String unknown = HyperparameterMeanings.of("no such option");
        for (String option : OPTIONS) {
            assertNotEquals(unknown, HyperparameterMeanings.of(option), option + " has no meaning in the help");
        }
    }

    @Test
    void everyOptionOfEveryMethodIsAFlagWithItsDefault() {
        CommandSpec command = CommandSpec.create();
        HyperparameterOptions.addTo(command);
        for (String name : OPTIONS) {
            OptionSpec option = command.findOption("--" + name);
            assertNotNull(option, name);
            assertTrue(option.description()[0].contains("; default: "), option.description()[0]);
        }
    }

    @Test
    void defaultsThatDifferAreShownWithTheirMethods() {
        CommandSpec command = CommandSpec.create();
        HyperparameterOptions.addTo(command);
        String description = command.findOption("--subsample").description()[0];
        assertTrue(description.endsWith("default: 0.0001 (cbow, skipgram, svd), 0 (cooccurrence, ppmi)"), description);
    }
}
