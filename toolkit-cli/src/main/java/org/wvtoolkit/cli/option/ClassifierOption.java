package org.wvtoolkit.cli.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.wvtoolkit.nn.classifier.TextClassifier;
import picocli.CommandLine.Option;

/** The classifier to use. */
public final class ClassifierOption {
    @Option(
            names = {"-m", "--model"},
            required = true,
            paramLabel = "MODEL",
            description = "Classifier saved by 'wv classify train'.")
    private Path model = Path.of("");

    /**
     * Opens the classifier.
     *
     * @return the classifier; the caller closes it
     * @throws IOException if there is none, or it cannot be read
     */
    public TextClassifier open() throws IOException {
        if (!Files.exists(model)) {
            throw new IOException(model + ": no such file; check the path, or create it with wv classify train");
        }
        return TextClassifier.open(model);
    }
}
