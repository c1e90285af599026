package org.wvtoolkit.cli.output;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.wvtoolkit.cli.terminal.DisplayWidth;
import org.wvtoolkit.cli.terminal.Quantities;
import org.wvtoolkit.query.Explanation;
import org.wvtoolkit.query.Explanation.SharedContext;
import tools.jackson.core.JsonGenerator;

/**
 * Writes the explanation of a similarity. A table is preceded by the cosine similarity. TSV has one line per
 * context: its share and the weights of both words. JSON is one object.
 */
public final class ExplanationOutput {
    private static final int PLACES = 6;

    private ExplanationOutput() {}

    /**
     * Writes an explanation and flushes.
     *
     * @param one the first word
     * @param other the second word
     * @param explanation the explanation
     * @param format the output format
     * @param out receives the text
     * @throws IOException if it cannot be written
     */
    public static void write(String one, String other, Explanation explanation, OutputFormat format, Writer out)
            throws IOException {
        switch (format) {
            case TABLE -> table(one, other, explanation, out);
            case TSV -> tsv(explanation, out);
            case JSON -> json(one, other, explanation, out);
        }
        out.flush();
    }

    private static void table(String one, String other, Explanation explanation, Writer out) throws IOException {
        out.write("cosine " + Quantities.fixed(explanation.cosine(), 3) + ", shared contexts "
                + Quantities.count(explanation.shared()) + "\n");
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("context", "share", Quantities.oneLine(one), Quantities.oneLine(other)));
        for (SharedContext context : explanation.contexts()) {
            lines.add(List.of(
                    label(context),
                    Quantities.fixed(100 * context.share(), 1) + " %",
                    Quantities.fixed(context.one(), 2),
                    Quantities.fixed(context.other(), 2)));
        }
        int[] widths = new int[4];
        for (List<String> line : lines) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], DisplayWidth.of(line.get(column)));
            }
        }
        for (List<String> line : explanation.contexts().isEmpty() ? List.<List<String>>of() : lines) {
            for (int column = 0; column < widths.length; column++) {
                String space = " ".repeat(widths[column] - DisplayWidth.of(line.get(column)));
                out.write("  " + (column == 0 ? line.get(column) + space : space + line.get(column)));
            }
            out.write('\n');
        }
    }

    /** Formats a context, such as {@code throne}, or {@code -2:throne} for positional contexts. */
    private static String label(SharedContext context) {
        String word = Quantities.oneLine(context.word());
        return context.position() == 0 ? word : (context.position() > 0 ? "+" : "") + context.position() + ":" + word;
    }

    private static void tsv(Explanation explanation, Writer out) throws IOException {
        for (SharedContext context : explanation.contexts()) {
            out.write(label(context));
            for (double number : new double[] {context.share(), context.one(), context.other()}) {
                out.write('\t');
                out.write(Quantities.fixed(number, PLACES));
            }
            out.write('\n');
        }
    }

    private static void json(String one, String other, Explanation explanation, Writer out) throws IOException {
        try (JsonGenerator json = JsonGenerators.generator(out)) {
            json.writeStartObject();
            json.writeArrayPropertyStart("words");
            json.writeString(one);
            json.writeString(other);
            json.writeEndArray();
            json.writeNumberProperty("cosine", explanation.cosine());
            json.writeNumberProperty("shared_contexts", explanation.shared());
            json.writeArrayPropertyStart("contexts");
            for (SharedContext context : explanation.contexts()) {
                json.writeStartObject();
                json.writeStringProperty("context", context.word());
                if (context.position() != 0) {
                    json.writeNumberProperty("position", context.position());
                }
                json.writeNumberProperty("share", context.share());
                json.writeArrayPropertyStart("weights");
                json.writeNumber(context.one());
                json.writeNumber(context.other());
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        out.write('\n');
    }
}
