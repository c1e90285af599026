package org.wvtoolkit.cli.output;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.wvtoolkit.cli.terminal.Quantities;
import org.wvtoolkit.query.Neighbour;
import tools.jackson.core.JsonGenerator;

/** Writes the neighbours of a query. */
public final class NeighbourOutput {
    private static final int TABLE_PLACES = 3;
    private static final int PLACES = 6;

    private NeighbourOutput() {}

    /**
     * Writes the result of a query and flushes.
     *
     * @param question the words of the query, as spelled in the model
     * @param neighbours in descending order of similarity
     * @param format the output format
     * @param out receives the text
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
     * Writes one of several results together with its query: in a table as a heading, in TSV as the first column,
     * in JSON as a field of one object per line. Does not flush.
     *
     * @param question the words of the query
     * @param neighbours in descending order of similarity
     * @param format the output format
     * @param out receives the text
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
