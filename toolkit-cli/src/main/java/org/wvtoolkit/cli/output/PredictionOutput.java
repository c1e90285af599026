package org.wvtoolkit.cli.output;

import java.io.IOException;
import java.io.Writer;
import org.wvtoolkit.cli.terminal.Quantities;
import org.wvtoolkit.nn.classifier.Prediction;
import tools.jackson.core.JsonGenerator;

/** Writes predictions, a line each; as JSON, an object a line. Confined to one thread. */
public final class PredictionOutput {
    private static final int PLACES = 6;
    private static final int TABLE_PLACES = 3;

    private final OutputFormat format;
    private final int top;
    private final Writer out;

    /**
     * An output.
     *
     * @param format how; as a table, with fewer decimal places
     * @param top how many labels a line
     * @param out takes the lines; flushed by the caller
     */
    public PredictionOutput(OutputFormat format, int top, Writer out) {
        this.format = format;
        this.top = top;
        this.out = out;
    }

    /**
     * Writes a prediction: each label and its probability, separated by tabs or spaces.
     *
     * @param prediction of a line
     * @throws IOException if it cannot be written
     */
    public void write(Prediction prediction) throws IOException {
        int[] ranked = prediction.ranked(top);
        if (format == OutputFormat.JSON) {
            json(prediction, ranked);
            return;
        }
        boolean table = format == OutputFormat.TABLE;
        String separator = table ? "  " : "\t";
        for (int i = 0; i < ranked.length; i++) {
            out.write(i > 0 ? separator : "");
            out.write(Quantities.oneLine(prediction.labels().get(ranked[i])));
            out.write(separator);
            out.write(Quantities.fixed(prediction.probabilities()[ranked[i]], table ? TABLE_PLACES : PLACES));
        }
        out.write('\n');
    }

    private void json(Prediction prediction, int... ranked) throws IOException {
        try (JsonGenerator json = Json.generator(out)) {
            json.writeStartObject();
            json.writeStringProperty("label", prediction.labels().get(ranked[0]));
            json.writeNumberProperty("known_words", prediction.words());
            json.writeObjectPropertyStart("probabilities");
            for (int label : ranked) {
                json.writeNumberProperty(
                        prediction.labels().get(label), prediction.probabilities()[label]);
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        out.write('\n');
    }
}
