package org.wvtoolkit.cli.command.evaluate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.wvtoolkit.cli.output.ModelReport;
import org.wvtoolkit.cli.question.AnswerPrinter;
import org.wvtoolkit.cli.question.QuestionWords;
import org.wvtoolkit.embedding.CompressedEmbeddings;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.embedding.SparseEmbeddings;
import org.wvtoolkit.evaluation.BenchmarkOutcome;
import org.wvtoolkit.evaluation.Bootstrap;
import org.wvtoolkit.evaluation.Comparison;
import org.wvtoolkit.evaluation.Convention;
import org.wvtoolkit.evaluation.Evaluation;
import org.wvtoolkit.evaluation.benchmark.Benchmark;
import org.wvtoolkit.query.Neighbour;
import org.wvtoolkit.query.Neighbours;
import org.wvtoolkit.query.Outcome;
import org.wvtoolkit.query.UnknownWord;
import org.wvtoolkit.thesaurus.ThesaurusSimilarity;

/** Scores models on the same questions, one model at a time, and stores their answers. */
final class ModelScores {
    private final List<Benchmark> benchmarks;
    private final Convention convention;
    private final List<String> words;
    private final int neighbours;
    private final List<ModelReport.Column> columns = new ArrayList<>();
    private final List<Comparison.Contender> contenders = new ArrayList<>();
    private final SequencedMap<String, List<List<String>>> near = new LinkedHashMap<>();
    private final List<Gap> gaps = new ArrayList<>();

    /**
     * A word without neighbours in a model.
     *
     * @param model the name of the model
     * @param reason what is wrong, and the remedy
     * @param words the out-of-vocabulary words; empty if the vector has no direction
     */
    private record Gap(String model, String reason, List<UnknownWord> words) {}

    /**
     * Creates an empty set of scores.
     *
     * @param benchmarks the questions
     * @param convention the scoring convention
     * @param words words whose neighbours are listed
     * @param neighbours the number of neighbours
     */
    ModelScores(List<Benchmark> benchmarks, Convention convention, List<String> words, int neighbours) {
        this.benchmarks = benchmarks;
        this.convention = convention;
        this.words = words.stream().distinct().toList();
        this.neighbours = neighbours;
    }

    /** Scores a vector model, which can be closed afterwards. */
    void add(String name, Embeddings embeddings, long bytes, long nanos) throws IOException {
        int threads = Runtime.getRuntime().availableProcessors();
        ask(name, Evaluation.of(embeddings, convention, benchmarks, threads));
        columns.add(new ModelReport.Column(
                name,
                embeddings.metadata().get(ModelMetadata.METHOD).orElse(""),
                embeddings.vocabulary().size(),
                embeddings.dimension(),
                bytes < 0 ? bytes(embeddings) : bytes,
                nanos));
        Neighbours questions = Neighbours.of(embeddings);
        for (String typed : words) {
            List<String> found = List.of();
            switch (questions.similar(QuestionWords.of(embeddings, typed), neighbours)) {
                case Outcome.Known<List<Neighbour>>(List<Neighbour> answer) ->
                    found = answer.stream().map(Neighbour::word).toList();
                case Outcome.Unknown<List<Neighbour>>(List<UnknownWord> unknown) ->
                    gaps.add(new Gap(name, AnswerPrinter.unknown(unknown, embeddings.vocabulary()), unknown));
                case Outcome.NoDirection<List<Neighbour>>(List<String> cancelled) ->
                    gaps.add(new Gap(name, AnswerPrinter.noDirection(cancelled), List.of()));
            }
            near.computeIfAbsent(typed, word -> new ArrayList<>()).add(found);
        }
    }

    /** Scores the thesaurus on the benchmarks that it supports; analogies are not among them. */
    void add(String name, ThesaurusSimilarity thesaurus, long nanos) throws IOException {
        ask(name, Evaluation.of(thesaurus, convention));
        columns.add(
                new ModelReport.Column(name, "thesaurus", thesaurus.wordnet().lemmas(), 0, -1, nanos));
        for (String typed : words) {
            if (!thesaurus.knows(typed)) {
                String reason = "\"" + typed + "\" is not in WordNet as a noun or verb; try another word";
                gaps.add(new Gap(name, reason, List.of(new UnknownWord(typed, List.of()))));
            }
            List<String> found = thesaurus.neighbours(typed, neighbours).stream()
                    .map(ThesaurusSimilarity.Neighbour::word)
                    .toList();
            near.computeIfAbsent(typed, word -> new ArrayList<>()).add(found);
        }
    }

    /**
     * Returns the words without neighbours, by model.
     *
     * @return one line for each word and model
     */
    List<String> gaps() {
        return gaps.stream().map(gap -> gap.model() + ": " + gap.reason()).toList();
    }

    /** Returns whether words were given and no model has neighbours of any of them. */
    boolean hasGapsOnly() {
        return !words.isEmpty() && gaps.size() == words.size() * columns.size();
    }

    /** Returns the message of a failure because no model has neighbours of any word. */
    String failure() {
        if (columns.size() == 1) {
            return String.join(" ", gaps.stream().map(Gap::reason).toList());
        }
        return "no model has a word of --near: " + String.join("; ", gaps());
    }

    /** Returns the words that no model has, with similar spellings of any model. */
    Map<String, List<String>> suggestions() {
        Map<String, List<String>> suggestions = new LinkedHashMap<>();
        for (Gap gap : gaps) {
            AnswerPrinter.suggestions(gap.words())
                    .forEach((word, nearest) -> suggestions.merge(word, nearest, ModelScores::nonEmpty));
        }
        return suggestions;
    }

    private static List<String> nonEmpty(List<String> first, List<String> second) {
        return first.isEmpty() ? second : first;
    }

    private void ask(String name, Evaluation evaluation) throws IOException {
        Map<String, BenchmarkOutcome> outcomes = new LinkedHashMap<>();
        for (Benchmark benchmark : benchmarks) {
            Optional<BenchmarkOutcome> outcome = evaluation.ask(benchmark);
            outcome.ifPresent(answers -> outcomes.put(benchmark.name(), answers));
        }
        contenders.add(new Comparison.Contender(name, outcomes));
    }

    /** The size of the vectors in memory. */
    private static long bytes(Embeddings embeddings) {
        return switch (embeddings) {
            case DenseEmbeddings dense -> 4L * dense.vocabulary().size() * dense.dimension();
            case CompressedEmbeddings compressed -> compressed.vectorBytes();
            case SparseEmbeddings sparse ->
                sparse.vectors().nonZeros() * (sparse.vectors().isDouble() ? 12 : 8);
        };
    }

    ModelReport report(Bootstrap bootstrap) {
        return new ModelReport(
                convention,
                List.copyOf(columns),
                Comparison.of(
                        contenders, benchmarks.stream().map(Benchmark::name).toList(), bootstrap),
                near);
    }
}
