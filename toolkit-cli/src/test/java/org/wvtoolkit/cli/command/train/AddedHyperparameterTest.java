package org.wvtoolkit.cli.command.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.cli.option.HyperparameterOptions;
import org.wvtoolkit.cli.option.OptionsFile;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.option.Bounds;
import org.wvtoolkit.option.InvalidOptionException;
import org.wvtoolkit.option.MethodRegistry;
import org.wvtoolkit.option.Option;
import org.wvtoolkit.option.OptionReference;
import org.wvtoolkit.option.OptionSet;
import org.wvtoolkit.option.OptionValues;
import org.wvtoolkit.option.SearchHint;
import org.wvtoolkit.pipeline.TrainingMethod;
import org.wvtoolkit.pipeline.TrainingMethods;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.tuning.Range;
import org.wvtoolkit.tuning.SearchSpace;
import picocli.AutoComplete;
import picocli.CommandLine;

/**
 * Adds a method with a new hyperparameter, and changes nothing else: the hyperparameter appears wherever the others
 * do.
 */
class AddedHyperparameterTest {
    @TempDir
    private Path folder;

    /** Computes SVD vectors and stores its hyperparameter. The only class that mentions the hyperparameter. */
    private record SharpMethod(double sharpness) implements TrainingMethod {
        private static final Option<Double> SHARPNESS = Option.real(
                        "sharpness", 0.5, Bounds.above(0, 8), "how sharp the vectors are")
                .withSearch(SearchHint.linear(1, 3));

        private static final OptionSet<SharpMethod, double[]> OPTIONS = OptionSet.<SharpMethod, double[]>empty()
                .with(SHARPNESS, SharpMethod::sharpness, (builder, value) -> builder[0] = value);

        SharpMethod {
            SHARPNESS.check(sharpness);
        }

        static MethodRegistry.Entry<TrainingMethod> entry() {
            return new MethodRegistry.Entry<>(
                    "sharp",
                    "a method for this test",
                    OPTIONS.options(),
                    given -> new SharpMethod(OPTIONS.applyWithDefaults(given, new double[1])[0]));
        }

        @Override
        public String name() {
            return "sharp";
        }

        @Override
        public Map<String, String> options() {
            return OPTIONS.format(this);
        }

        @Override
        public Embeddings train(EncodedCorpus corpus, Resources resources, ProgressListener progress)
                throws IOException {
            return TrainingMethods.create("svd", OptionValues.of(Map.of("dimension", "2")))
                    .train(corpus, resources, progress);
        }
    }

    private static final MethodRegistry<TrainingMethod> METHODS = TrainingMethods.REGISTRY.with(SharpMethod.entry());

    private static ProcessContext context() {
        return new ProcessContext(
                new ByteArrayInputStream(new byte[0]),
                new ByteArrayOutputStream(),
                new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8),
                Map.of(),
                false,
                false,
                80);
    }

    private static CommandLine train() {
        return new CommandLine(new TrainCommand(context(), METHODS));
    }

    @Test
    @DisplayName("help, completion and wv tune have the flag, with meaning and default")
    void commandLine() {
        for (CommandLine command : List.of(train(), new CommandLine(new TuneCommand(context(), METHODS)))) {
            String help = command.setUsageHelpWidth(200).getUsageMessage();
            assertTrue(help.contains("--sharpness=X"), help);
            assertTrue(help.contains("How sharp the vectors are. Default: 0.5. [sharp]"), help);
            assertTrue(AutoComplete.bash("wv", command).contains("--sharpness"));
        }
        assertTrue(new HyperparameterOptions(METHODS).methods().contains("sharp (a method for this test)"));
    }

    @Test
    @DisplayName("command line and options file set it, metadata store it")
    void training() throws IOException {
        Path text = Files.writeString(folder.resolve("t.txt"), "one two three two one\n".repeat(20));
        Path options = folder.resolve("t.options");
        OptionsFile.write(options, List.of(), Map.of("method", "sharp", "sharpness", "2"));
        List<Path> models = new ArrayList<>();
        for (String[] how : new String[][] {
            {"--method", "sharp", "--sharpness", "2"},
            {"--options", options.toString()},
        }) {
            Path model = folder.resolve("m" + models.size());
            List<String> arguments = new ArrayList<>(List.of(how));
            arguments.addAll(List.of(text.toString(), "-q", "-o", model.toString()));
            assertEquals(0, train().execute(arguments.toArray(String[]::new)));
            models.add(model);
        }
        for (Path model : models) {
            try (Embeddings embeddings = Embeddings.open(model)) {
                assertEquals(
                        "sharp", embeddings.metadata().get(ModelMetadata.METHOD).orElseThrow());
                assertEquals(
                        "2.0",
                        embeddings.metadata().under(ModelMetadata.OPTION_PREFIX).get("sharpness"));
            }
        }
    }

    @Test
    @DisplayName("values out of range are refused, and so is the flag with other methods")
    void errors() {
        InvalidOptionException range = assertThrows(
                InvalidOptionException.class, () -> METHODS.create("sharp", OptionValues.of(Map.of("sharpness", "9"))));
        assertEquals("sharpness must be above 0 and at most 8: 9", range.getMessage());
        assertEquals(
                "sharpness is not used by method cbow; it is used by sharp",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> METHODS.create("cbow", OptionValues.of(Map.of("sharpness", "1"))))
                        .getMessage());
    }

    @Test
    @DisplayName("tuning searches it, by default and by a given range")
    void tuning() {
        SearchSpace space = SearchSpace.suggested(METHODS.named("sharp"), Map.of("sharpness", "0.5"), Set.of());
        assertEquals("[sharpness=1.0..3.0]", space.ranges().toString());
        Option<?> option = METHODS.option("sharp", "sharpness");
        Range.parse("sharpness=0.5..4").check(option);
        assertThrows(
                InvalidOptionException.class,
                () -> Range.parse("sharpness=0.5..40").check(option));
    }

    @Test
    @DisplayName("the reference page lists it")
    void reference() {
        String page = OptionReference.section("Training methods", METHODS);
        assertTrue(
                page.contains("| `sharpness` | a number, above 0 and at most 8 | `0.5` | sharp |"
                        + " how sharp the vectors are |"),
                page);
    }
}
