package org.wvtoolkit.cli.output;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.wvtoolkit.cli.terminal.Quantities;
import org.wvtoolkit.relations.SenseGraph;
import org.wvtoolkit.thesaurus.VocabularyGaps;
import tools.jackson.core.JsonGenerator;

/** Writes the differences between the vocabulary of a model and WordNet. */
public final class VocabularyGapOutput {
    private static final int SHOWN_NEIGHBOURS = 5;

    private VocabularyGapOutput() {}

    /**
     * Writes the differences and flushes.
     *
     * @param gaps the differences
     * @param wordnet the wordnet
     * @param format the output format. In TSV, the first field of a line is its kind: {@code coverage}, {@code
     *     missing} or {@code divergent}
     * @param out receives the text
     * @throws IOException if it cannot be written
     */
    public static void write(VocabularyGaps gaps, SenseGraph wordnet, OutputFormat format, Writer out)
            throws IOException {
        switch (format) {
            case TABLE -> table(gaps, wordnet, out);
            case TSV -> tsv(gaps, out);
            case JSON -> json(gaps, out);
        }
        out.flush();
    }

    private static List<List<Object>> missing(VocabularyGaps gaps) {
        List<List<Object>> rows = new ArrayList<>();
        gaps.missing().forEach(word -> rows.add(List.of(word.word(), word.count())));
        return rows;
    }

    private static List<List<Object>> divergent(VocabularyGaps gaps, int neighbours) {
        List<List<Object>> rows = new ArrayList<>();
        gaps.divergent().forEach(word -> {
            List<String> near = word.neighbours();
            rows.add(List.of(word.word(), word.similarity(), near.subList(0, Math.min(neighbours, near.size()))));
        });
        return rows;
    }

    private static void table(VocabularyGaps gaps, SenseGraph wordnet, Writer out) throws IOException {
        out.write(wordnet.name() + " lists " + Quantities.count(gaps.knownWords()) + " of the model's "
                + Quantities.count(gaps.words()) + " words");
        if (!Double.isNaN(gaps.knownText())) {
            String excluded = wordnet.language().equals("en") ? " (without function words)" : "";
            out.write(", " + percent(gaps.knownText()) + " of its text" + excluded + ";\n"
                    + percent(gaps.comparableText()) + " are nouns or verbs, the only ones with similarities");
        }
        out.write(".\n\nNot in " + wordnet.name() + ", by frequency:\n");
        RowOutput.write(List.of("word", "count"), missing(gaps), OutputFormat.TABLE, out);
        out.write("\nIn " + wordnet.name() + ", but unrelated there to their neighbours in the model:\n");
        RowOutput.write(
                List.of("word", "relatedness", "neighbours in the model"),
                divergent(gaps, SHOWN_NEIGHBOURS),
                OutputFormat.TABLE,
                out);
    }

    private static String percent(double share) {
        return Quantities.fixed(100 * share, 1) + " %";
    }

    private static void tsv(VocabularyGaps gaps, Writer out) throws IOException {
        out.write("coverage\twords\t" + gaps.knownWords() + "\t" + gaps.words() + "\n");
        out.write("coverage\ttext\t" + number(gaps.knownText()) + "\t" + number(gaps.comparableText()) + "\n");
        for (VocabularyGaps.Missing word : gaps.missing()) {
            out.write("missing\t" + Quantities.oneLine(word.word()) + "\t" + word.count() + "\n");
        }
        for (VocabularyGaps.DivergentWord word : gaps.divergent()) {
            out.write("divergent\t" + Quantities.oneLine(word.word()) + "\t" + number(word.similarity()) + "\t"
                    + Quantities.oneLine(String.join(" ", word.neighbours())) + "\n");
        }
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "nan" : Quantities.fixed(value, 6);
    }

    private static void json(VocabularyGaps gaps, Writer out) throws IOException {
        try (JsonGenerator json = JsonGenerators.generator(out)) {
            json.writeStartObject();
            json.writeNumberProperty("words", gaps.words());
            json.writeNumberProperty("known_words", gaps.knownWords());
            if (!Double.isNaN(gaps.knownText())) {
                json.writeNumberProperty("known_text", gaps.knownText());
                json.writeNumberProperty("comparable_text", gaps.comparableText());
            }
            json.writeName("missing");
            RowOutput.array(List.of("word", "count"), missing(gaps), json);
            json.writeName("divergent");
            RowOutput.array(List.of("word", "similarity", "neighbours"), divergent(gaps, Integer.MAX_VALUE), json);
            json.writeEndObject();
        }
        out.write('\n');
    }
}
