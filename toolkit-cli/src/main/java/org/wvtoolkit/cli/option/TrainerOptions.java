package org.wvtoolkit.cli.option;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.terminal.UsageException;
import org.wvtoolkit.nn.cbow.LayerCbowMethod;
import org.wvtoolkit.pipeline.TrainingMethod;
import org.wvtoolkit.pipeline.Word2VecMethod;
import picocli.CommandLine.Option;

/** Who does the arithmetic of CBOW: the fast trainer, or the layers that it is checked against. */
public final class TrainerOptions {
    private static final String LAYERS = "layers";
    private static final org.wvtoolkit.option.Option<LayerCbowMethod.Output> OUTPUT_LAYER =
            org.wvtoolkit.option.Option.choice(
                    "output-layer", LayerCbowMethod.Output.NEGATIVE_SAMPLING, "how the output is trained");

    @Option(
            names = "--trainer",
            paramLabel = "NAME",
            description = "fast, or layers: cbow made of textbook layers, slow and clear; default: ${DEFAULT-VALUE}")
    private String trainer = "fast";

    @Option(
            names = "--optimizer",
            paramLabel = "NAME",
            description = "with --trainer layers: sgd, momentum, nesterov, adagrad, rmsprop, adadelta, adam, adamw;"
                    + " default: sgd, which is word2vec's")
    private @Nullable String optimizer;

    @Option(
            names = "--output-layer",
            paramLabel = "NAME",
            description = "with --trainer layers: negative-sampling or softmax; default: negative-sampling")
    private @Nullable String output;

    /**
     * The method with the trainer that is asked for.
     *
     * @param method as the other options make it
     * @param continuation where training begins and must end, which layers know nothing of
     * @return the same, or layers
     * @throws UsageException if an option does not apply, or has no such value
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
}
