package org.wvtoolkit.cli.option;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.help.OptionGroup;
import org.wvtoolkit.cli.terminal.UsageException;
import org.wvtoolkit.nn.cbow.LayerCbowMethod;
import org.wvtoolkit.nn.optimizer.UpdateRules;
import org.wvtoolkit.pipeline.TrainingMethod;
import org.wvtoolkit.pipeline.Word2VecMethod;
import picocli.CommandLine.Option;

/** The implementation of CBOW: the fast trainer, or its reference implementation built from layers. */
@OptionGroup("Reference implementation options")
public final class TrainerOptions {
    private static final String LAYERS = "layers";
    private static final org.wvtoolkit.option.Option<LayerCbowMethod.Output> OUTPUT_LAYER =
            org.wvtoolkit.option.Option.choice(
                    "output-layer", LayerCbowMethod.Output.NEGATIVE_SAMPLING, "how the output is trained");

    @Option(
            names = "--trainer",
            paramLabel = "NAME",
            completionCandidates = Trainers.class,
            description = "Implementation of cbow: fast, or layers for the slow reference implementation built"
                    + " from textbook layers. Default: ${DEFAULT-VALUE}.")
    private String trainer = "fast";

    @Option(
            names = "--optimizer",
            paramLabel = "NAME",
            completionCandidates = Optimizers.class,
            description = "Update rule: sgd, momentum, nesterov, adagrad, rmsprop, adadelta, adam or adamw."
                    + " Requires --trainer layers. Default: sgd, as in word2vec.")
    private @Nullable String optimizer;

    @Option(
            names = "--output-layer",
            paramLabel = "NAME",
            completionCandidates = OutputLayers.class,
            description = "Output layer: negative-sampling or softmax. Requires --trainer layers. Default:"
                    + " negative-sampling.")
    private @Nullable String output;

    /**
     * Applies the options to a method.
     *
     * @param method the method with its other options
     * @param continuation options of continued training, which the layers do not support
     * @return the same method, or the reference implementation
     * @throws IllegalArgumentException if an option does not apply, or its value is invalid
     */
    public TrainingMethod applied(TrainingMethod method, ContinuationOptions continuation) {
        if (trainer.equals("fast")) {
            if (optimizer != null || output != null) {
                throw new UsageException((optimizer != null ? "--optimizer" : "--output-layer")
                        + " is not used by --trainer fast; it is used by --trainer layers");
            }
            return method;
        }
        if (!trainer.equals(LAYERS)) {
            throw new UsageException("--trainer must be one of fast, layers: " + trainer);
        }
        if (!(method instanceof Word2VecMethod cbow)) {
            throw new UsageException(
                    "--trainer layers is not used by method " + method.name() + "; it is used by cbow");
        }
        Optional<String> flag = continuation.flagOfWord2Vec();
        if (flag.isPresent()) {
            throw new UsageException(flag.get() + " is not used by --trainer layers; it is used by --trainer fast");
        }
        return new LayerCbowMethod(
                cbow,
                optimizer == null ? "sgd" : optimizer,
                output == null ? LayerCbowMethod.Output.NEGATIVE_SAMPLING : OUTPUT_LAYER.parse(output));
    }

    /** Names of trainers. */
    static final class Trainers extends Choices {
        Trainers() {
            super(List.of("fast", LAYERS));
        }
    }

    /** Names of update rules. */
    static final class Optimizers extends Choices {
        Optimizers() {
            super(UpdateRules.all().stream().map(UpdateRules.Entry::name).toList());
        }
    }

    /** Names of output layers. */
    static final class OutputLayers extends Choices {
        OutputLayers() {
            super(List.of("negative-sampling", "softmax"));
        }
    }
}
