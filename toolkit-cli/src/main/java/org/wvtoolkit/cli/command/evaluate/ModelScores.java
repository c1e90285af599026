package org.wvtoolkit.cli.command.evaluate;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.wvtoolkit.cli.output.ModelReport;
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
            if (questions.similar(QuestionWords.of(embeddings, typed), neighbours)
                    instanceof Outcome.Known<List<Neighbour>> answer) {
                found = answer.value().stream().map(Neighbour::word).toList();
            }
            near.computeIfAbsent(typed, word -> new ArrayList<>()).add(found);
        }
    }

    /** Scores the thesaurus on the benchmarks that it supports; analogies are not among them. */
    void add(String name, ThesaurusSimilarity thesaurus, long nanos) throws IOException {
        ask(name, Evaluation.of(thesaurus, convention));
        columns.add(
                new ModelReport.Column(name, "thesaurus", thesaurus.wordNet().words(), 0, -1, nanos));
        for (String typed : words) {
            List<String> found = thesaurus.neighbours(typed, neighbours).stream()
                    .map(ThesaurusSimilarity.Neighbour::word)
                    .toList();
            near.computeIfAbsent(typed, word -> new ArrayList<>()).add(found);
        }
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
            case CompressedEmbeddings compressed ->
                compressed.codes().byteSize()
                        + compressed.scales().map(MemorySegment::byteSize).orElse(0L)
                        + compressed
                                .signs()
                                .map(signs -> signs.bits().byteSize())
                                .orElse(0L);
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
