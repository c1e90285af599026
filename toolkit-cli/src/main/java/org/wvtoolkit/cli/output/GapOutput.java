package org.wvtoolkit.cli.output;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.wvtoolkit.cli.terminal.Quantities;
import org.wvtoolkit.thesaurus.VocabularyGaps;
import tools.jackson.core.JsonGenerator;

/** Writes where the thesaurus ends and a model's text goes on. */
public final class GapOutput {
    private static final int SHOWN_NEIGHBOURS = 5;

    private GapOutput() {}

    /**
     * Writes and flushes.
     *
     * @param gaps what was found
     * @param format how; with tabs, each line begins with what it is: {@code coverage}, {@code missing} or {@code estranged}
     * @param out takes the text
     * @throws IOException if it cannot be written
     */
    public static void write(VocabularyGaps gaps, OutputFormat format, Writer out) throws IOException {
        switch (format) {
            case TABLE -> table(gaps, out);
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

    private static List<List<Object>> estranged(VocabularyGaps gaps, int neighbours) {
        List<List<Object>> rows = new ArrayList<>();
        gaps.estranged().forEach(word -> {
            List<String> near = word.neighbours();
            rows.add(List.of(word.word(), word.kinship(), near.subList(0, Math.min(neighbours, near.size()))));
        });
        return rows;
    }

    private static void table(VocabularyGaps gaps, Writer out) throws IOException {
        out.write("WordNet lists " + Quantities.count(gaps.knownWords()) + " of the model's "
                + Quantities.count(gaps.words()) + " words");
        if (!Double.isNaN(gaps.knownText())) {
            out.write(", " + percent(gaps.knownText()) + " of its text (function words apart);\n"
                    + percent(gaps.comparableText()) + " are nouns or verbs, which alone have similarities");
        }
        out.write(".\n\nNot in WordNet, the most frequent first:\n");
        RowOutput.write(List.of("word", "count"), missing(gaps), OutputFormat.TABLE, out);
        out.write("\nIn WordNet, but the text's neighbours are no kin of theirs there:\n");
        RowOutput.write(
                List.of("word", "kinship", "neighbours in the text"),
                estranged(gaps, SHOWN_NEIGHBOURS),
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
        for (VocabularyGaps.Estranged word : gaps.estranged()) {
            out.write("estranged\t" + Quantities.oneLine(word.word()) + "\t" + number(word.kinship()) + "\t"
                    + Quantities.oneLine(String.join(" ", word.neighbours())) + "\n");
        }
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "nan" : Quantities.fixed(value, 6);
    }

    private static void json(VocabularyGaps gaps, Writer out) throws IOException {
        try (JsonGenerator json = Json.generator(out)) {
            json.writeStartObject();
            json.writeNumberProperty("words", gaps.words());
            json.writeNumberProperty("known_words", gaps.knownWords());
            if (!Double.isNaN(gaps.knownText())) {
                json.writeNumberProperty("known_text", gaps.knownText());
                json.writeNumberProperty("comparable_text", gaps.comparableText());
            }
            json.writeName("missing");
            RowOutput.array(List.of("word", "count"), missing(gaps), json);
            json.writeName("estranged");
            RowOutput.array(List.of("word", "kinship", "neighbours"), estranged(gaps, Integer.MAX_VALUE), json);
            json.writeEndObject();
        }
        out.write('\n');
    }
}
