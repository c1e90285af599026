package org.wvtoolkit.cli.output;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.wvtoolkit.cli.terminal.Quantities;
import org.wvtoolkit.query.Neighbour;
import tools.jackson.core.JsonGenerator;

/** Writes the neighbours that answer a question. */
public final class NeighbourOutput {
    private static final int TABLE_PLACES = 3;
    private static final int PLACES = 6;

    private NeighbourOutput() {}

    /**
     * Writes and flushes.
     *
     * @param question the words of the question, as the model knows them
     * @param neighbours the nearest first
     * @param format how
     * @param out takes the text
     * @throws IOException if it cannot be written
     */
    public static void write(List<String> question, List<Neighbour> neighbours, OutputFormat format, Writer out)
            throws IOException {
        switch (format) {
            case TABLE -> table(neighbours, out);
            case TSV -> tsv(neighbours, out);
            case JSON -> json(question, neighbours, out);
        }
        out.flush();
    }

    /**
     * Writes one of many answers, so that it can be told from the others: as a table the question stands above, as tab-separated values
     * in a column in front, and JSON is one object a line. Does not flush.
     *
     * @param question the words of the question
     * @param neighbours the nearest first
     * @param format how
     * @param out takes the text
     * @throws IOException if it cannot be written
     */
    public static void writeOneOfMany(
            List<String> question, List<Neighbour> neighbours, OutputFormat format, Writer out) throws IOException {
        String asked = Quantities.oneLine(String.join(" ", question));
        switch (format) {
            case TABLE -> {
                out.write(asked);
                out.write('\n');
                table(neighbours, out);
            }
            case TSV -> {
                for (Neighbour neighbour : neighbours) {
                    out.write(asked);
                    out.write('\t');
                    out.write(Quantities.oneLine(neighbour.word()));
                    out.write('\t');
                    out.write(Quantities.fixed(neighbour.score(), PLACES));
                    out.write('\n');
                }
            }
            case JSON -> json(question, neighbours, out);
        }
    }

    private static void table(List<Neighbour> neighbours, Writer out) throws IOException {
        int width = 0;
        for (Neighbour neighbour : neighbours) {
            width = Math.max(width, DisplayWidth.of(neighbour.word()));
        }
        for (Neighbour neighbour : neighbours) {
            String word = Quantities.oneLine(neighbour.word());
            out.write("  ");
            out.write(word);
            out.write(" ".repeat(width - DisplayWidth.of(word) + 2));
            out.write(Quantities.fixed(neighbour.score(), TABLE_PLACES));
            out.write('\n');
        }
    }

    private static void tsv(List<Neighbour> neighbours, Writer out) throws IOException {
        for (Neighbour neighbour : neighbours) {
            out.write(Quantities.oneLine(neighbour.word()));
            out.write('\t');
            out.write(Quantities.fixed(neighbour.score(), PLACES));
            out.write('\n');
        }
    }

    private static void json(List<String> question, List<Neighbour> neighbours, Writer out) throws IOException {
        try (JsonGenerator json = Json.generator(out)) {
            json.writeStartObject();
            json.writeArrayPropertyStart("question");
            for (String word : question) {
                json.writeString(word);
            }
            json.writeEndArray();
            json.writeArrayPropertyStart("neighbours");
            for (Neighbour neighbour : neighbours) {
                json.writeStartObject();
                json.writeStringProperty("word", neighbour.word());
                json.writeNumberProperty("score", neighbour.score());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        out.write('\n');
    }
}
