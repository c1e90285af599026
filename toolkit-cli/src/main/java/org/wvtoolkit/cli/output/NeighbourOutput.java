package org.wvtoolkit.cli.output;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.wvtoolkit.cli.terminal.DisplayWidth;
import org.wvtoolkit.cli.terminal.Quantities;
import org.wvtoolkit.query.Neighbour;
import org.wvtoolkit.query.relation.RelatedNeighbour;
import org.wvtoolkit.query.relation.Relation;
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
            case TABLE -> table(neighbours, List.of(), out);
            case TSV -> tsv("", neighbours, List.of(), out);
            case JSON -> json(question, neighbours, List.of(), out);
        }
        out.flush();
    }

    /**
     * Writes neighbours with their relation to the question, and flushes. A table has a column for it if any
     * neighbour has one; tab-separated values always have one, and JSON a field.
     *
     * @param question the words of the query, as spelled in the model
     * @param neighbours in descending order of similarity
     * @param format the output format
     * @param out receives the text
     * @throws IOException if it cannot be written
     */
    public static void writeRelated(
            List<String> question, List<RelatedNeighbour> neighbours, OutputFormat format, Writer out)
            throws IOException {
        List<Neighbour> plain =
                neighbours.stream().map(RelatedNeighbour::neighbour).toList();
        List<Relation> relations =
                neighbours.stream().map(RelatedNeighbour::relation).toList();
        switch (format) {
            case TABLE -> table(plain, relations, out);
            case TSV -> tsv("", plain, relations, out);
            case JSON -> json(question, plain, relations, out);
        }
        out.flush();
    }

    /**
     * Writes one of several results together with its query: in a table as a heading, in TSV as the first column,
     * in JSON as a field of one object per line. Does not flush.
     *
     * @param question the words of the query
     * @param neighbours in descending order of similarity
     * @param relations the relation of each neighbour to the query; empty to write none
     * @param format the output format
     * @param out receives the text
     * @throws IOException if it cannot be written
     */
    public static void writeOneOfMany(
            List<String> question,
            List<Neighbour> neighbours,
            List<Relation> relations,
            OutputFormat format,
            Writer out)
            throws IOException {
        String asked = Quantities.oneLine(String.join(" ", question));
        switch (format) {
            case TABLE -> {
                out.write(asked);
                out.write('\n');
                table(neighbours, relations, out);
            }
            case TSV -> tsv(asked + '\t', neighbours, relations, out);
            case JSON -> json(question, neighbours, relations, out);
        }
    }

    private static void table(List<Neighbour> neighbours, List<Relation> relations, Writer out) throws IOException {
        int width = 0;
        for (Neighbour neighbour : neighbours) {
            width = Math.max(width, DisplayWidth.of(neighbour.word()));
        }
        for (int i = 0; i < neighbours.size(); i++) {
            Neighbour neighbour = neighbours.get(i);
            String word = Quantities.oneLine(neighbour.word());
            out.write("  ");
            out.write(word);
            out.write(" ".repeat(width - DisplayWidth.of(word) + 2));
            out.write(Quantities.fixed(neighbour.score(), TABLE_PLACES));
            if (i < relations.size() && relations.get(i) != Relation.NONE) {
                out.write("  ");
                out.write(relations.get(i).label());
            }
            out.write('\n');
        }
    }

    private static void tsv(String prefix, List<Neighbour> neighbours, List<Relation> relations, Writer out)
            throws IOException {
        for (int i = 0; i < neighbours.size(); i++) {
            out.write(prefix);
            out.write(Quantities.oneLine(neighbours.get(i).word()));
            out.write('\t');
            out.write(Quantities.fixed(neighbours.get(i).score(), PLACES));
            if (i < relations.size()) {
                out.write('\t');
                out.write(relations.get(i).label());
            }
            out.write('\n');
        }
    }

    private static void json(List<String> question, List<Neighbour> neighbours, List<Relation> relations, Writer out)
            throws IOException {
        try (JsonGenerator json = JsonGenerators.generator(out)) {
            json.writeStartObject();
            json.writeArrayPropertyStart("question");
            for (String word : question) {
                json.writeString(word);
            }
            json.writeEndArray();
            json.writeArrayPropertyStart("neighbours");
            for (int i = 0; i < neighbours.size(); i++) {
                json.writeStartObject();
                json.writeStringProperty("word", neighbours.get(i).word());
                json.writeNumberProperty("score", neighbours.get(i).score());
                if (i < relations.size()) {
                    json.writeStringProperty("relation", relations.get(i).label());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        out.write('\n');
    }
}
