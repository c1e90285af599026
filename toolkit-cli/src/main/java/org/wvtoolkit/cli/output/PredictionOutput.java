package org.wvtoolkit.cli.output;

import java.io.IOException;
import java.io.Writer;
import org.wvtoolkit.cli.terminal.Quantities;
import org.wvtoolkit.nn.classifier.Prediction;
import tools.jackson.core.JsonGenerator;

/** Writes predictions, one per line, or one JSON object per line. Not thread-safe. */
public final class PredictionOutput {
    private static final int PLACES = 6;
    private static final int TABLE_PLACES = 3;

    private final OutputFormat format;
    private final int top;
    private final Writer out;

    /**
     * Creates an output.
     *
     * @param format the output format; a table has fewer decimal places
     * @param top maximum number of labels per line
     * @param out receives the lines; the caller flushes it
     */
    public PredictionOutput(OutputFormat format, int top, Writer out) {
        this.format = format;
        this.top = top;
        this.out = out;
    }

    /**
     * Writes a prediction: labels and probabilities, separated by tabs or spaces.
     *
     * @param prediction the prediction for one line
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
        try (JsonGenerator json = JsonGenerators.generator(out)) {
            json.writeStartObject();
            json.writeStringProperty("label", prediction.labels().get(ranked[0]));
            json.writeNumberProperty("known_words", prediction.words());
            json.writeArrayPropertyStart("probabilities");
            for (int label : ranked) {
                json.writeStartObject();
                json.writeStringProperty("label", prediction.labels().get(label));
                json.writeNumberProperty("probability", prediction.probabilities()[label]);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        out.write('\n');
    }
}
