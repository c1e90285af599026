package org.wvtoolkit.cli.command.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.wvtoolkit.cli.output.OutputFormat;
import org.wvtoolkit.cli.output.RowOutput;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.relations.Sense;
import org.wvtoolkit.relations.SenseGraph;
import org.wvtoolkit.relations.WordNetGraph;
import org.wvtoolkit.thesaurus.ThesaurusSimilarity;

/** Answers queries from WordNet instead of a vector model. */
final class ThesaurusAnswers {
    /** Maximum number of similar spellings in a message. */
    private static final int MAX_SIMILAR = 3;

    private ThesaurusAnswers() {}

    /** The most similar words of a word, each with the sense that was compared. */
    static int similar(
            ThesaurusSimilarity thesaurus, List<String> words, int count, OutputFormat format, ProcessContext context)
            throws IOException {
        if (words.size() > 1) {
            throw new IOException(
                    "a WordNet query is one word; join the parts of a compound with _: " + String.join("_", words));
        }
        String word = words.getFirst();
        if (!thesaurus.knows(word)) {
            return failed(thesaurus.wordnet(), word, context);
        }
        List<List<Object>> rows = new ArrayList<>();
        for (ThesaurusSimilarity.Neighbour neighbour : thesaurus.neighbours(word, count)) {
            Sense sense = neighbour.sense();
            rows.add(List.of(
                    neighbour.word(), neighbour.score(), sense.partOfSpeech().toString(), sense.definition()));
        }
        RowOutput.writeNeighbours(
                word,
                List.of("word", "score", "part_of_speech", "definition"),
                format == OutputFormat.TABLE ? shortened(rows, context.columns()) : rows,
                format,
                format.results(context));
        return ExitCode.DONE;
    }

    /** The similarities of words, each with each. */
    static int similarities(
            ThesaurusSimilarity thesaurus, List<String> words, OutputFormat format, ProcessContext context)
            throws IOException {
        Optional<String> unknown = unknown(thesaurus, words);
        if (unknown.isPresent()) {
            return failed(thesaurus.wordnet(), unknown.get(), context);
        }
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            for (int j = i + 1; j < words.size(); j++) {
                double similarity = thesaurus.similarity(words.get(i), words.get(j));
                if (Double.isNaN(similarity)) {
                    return withoutCommonHypernym(thesaurus.wordnet(), words.get(i), words.get(j), context);
                }
                rows.add(List.of(words.get(i), words.get(j), similarity));
            }
        }
        RowOutput.write(List.of("a", "b", "similarity"), rows, format, format.results(context));
        return ExitCode.DONE;
    }

    /** Words by descending mean similarity to the others. */
    static int oddOneOut(ThesaurusSimilarity thesaurus, List<String> words, OutputFormat format, ProcessContext context)
            throws IOException {
        Optional<String> unknown = unknown(thesaurus, words);
        if (unknown.isPresent()) {
            return failed(thesaurus.wordnet(), unknown.get(), context);
        }
        double[] means = thesaurus.meanSimilarities(words);
        List<List<Object>> rows = IntStream.range(0, means.length)
                .boxed()
                .sorted(Comparator.comparingDouble(word -> -means[word]))
                .map(word -> List.<Object>of(words.get(word), means[word]))
                .toList();
        RowOutput.write(List.of("word", "mean similarity"), rows, format, format.results(context));
        return ExitCode.DONE;
    }

    /** Returns the first word that has no similarities. */
    private static Optional<String> unknown(ThesaurusSimilarity thesaurus, List<String> words) {
        return words.stream().filter(word -> !thesaurus.knows(word)).findFirst();
    }

    /** Reports two words whose similarity is undefined. Returns the exit code. */
    static int withoutCommonHypernym(SenseGraph wordnet, String a, String b, ProcessContext context) {
        return context.failed("\"" + a + "\" and \"" + b + "\" have no common hypernym in " + wordnet.name()
                + "; use two nouns or two verbs of one hierarchy");
    }

    /** Truncates definitions to the width of the terminal. */
    private static List<List<Object>> shortened(List<List<Object>> rows, int columns) {
        int word = 6
                + rows.stream()
                        .mapToInt(row -> row.getFirst().toString().length())
                        .max()
                        .orElse(0);
        int room = Math.max(16, columns - word - 24);
        return rows.stream()
                .map(row -> {
                    String text = row.get(3).toString();
                    String cut = text.length() <= room
                            ? text
                            : text.substring(0, room - 1).stripTrailing() + "…";
                    return List.of(row.get(0), row.get(1), row.get(2), (Object) cut);
                })
                .toList();
    }

    /** Reports a word without senses, or without a sense that has similarities. Returns the exit code. */
    static int failed(SenseGraph wordnet, String word, ProcessContext context) {
        boolean listed = wordnet.knows(word);
        List<String> similar = listed ? List.of() : similar(wordnet, word);
        return context.failed(
                listed ? withoutHierarchy(wordnet, word) : unknown(wordnet, word, similar), Map.of(word, similar));
    }

    /** Returns lemmas of similar spelling, with the parts of compounds joined as a query needs them. */
    private static List<String> similar(SenseGraph wordnet, String word) {
        return wordnet.similarSpellings(word, MAX_SIMILAR).stream()
                .map(lemma -> lemma.replace(' ', '_'))
                .toList();
    }

    private static String unknown(SenseGraph wordnet, String word, List<String> similar) {
        boolean english = wordnet.name().equals(WordNetGraph.NAME);
        String remedy = !similar.isEmpty()
                ? "did you mean " + String.join(", ", similar) + "?"
                : english ? "try another word, or query a model of your text" : "check the spelling";
        return "\"" + word + "\" is not in " + wordnet.name()
                + (english ? ", which dates from 2011 and contains few names" : "") + "; " + remedy;
    }

    private static String withoutHierarchy(SenseGraph wordnet, String word) {
        String parts = wordnet.lookUp(word).stream()
                .map(sense -> sense.partOfSpeech().toString())
                .distinct()
                .collect(Collectors.joining(" and "));
        return wordnet.name() + " lists \"" + word + "\" as " + parts
                + " only, and similarities are defined for nouns and verbs only; wv thesaurus " + word
                + " shows its senses";
    }
}
