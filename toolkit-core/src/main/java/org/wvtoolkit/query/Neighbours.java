package org.wvtoolkit.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.embedding.CompressedEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.progress.Workers;
import org.wvtoolkit.query.rows.VectorRows;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * Nearest-neighbour search. Results are exact, from a scan of all vectors, unless a
 * {@link Shortlist} is given or the vectors are compressed to
 * {@link org.wvtoolkit.embedding.Precision#BINARY}, whose sign bits serve as one. A word with a
 * zero vector has no direction and is never returned.
 *
 * <p>A query costs V·d multiplications (for sparse vectors one per cell) and reads all vectors
 * once; construction costs nothing. Memory is at most 1 MiB per thread, or 12·d bytes for sparse
 * vectors. {@link #askAll} reads the vectors once for many queries. With a shortlist a query reads
 * a few thousand rows.
 *
 * <p>Thread-safe as long as the embeddings are open. Exact results do not depend on the number of
 * threads.
 */
public final class Neighbours {
    /** Number of similar spellings suggested for an out-of-vocabulary word. */
    private static final int SPELLINGS = 5;

    /** Number of vector values, 50 MB, below which a second thread costs more time than it saves. */
    private static final long SHARED = 12_500_000;

    /** Number of parts of a scan per thread, which limits the wait for a delayed thread. */
    private static final int PARTS = 4;

    /** Maximum number of queries answered in one scan. */
    private static final int AT_ONCE = 1024;

    /** Minimum number of queries for which decompressing the vectors in a batch is worthwhile. */
    private static final int WORTH_A_BATCH = 4;

    /** Number of candidates beyond the neighbours asked for, whose exact scores a batch computes. */
    private static final int MARGIN = 16;

    private final Vocabulary vocabulary;
    private final VectorRows rows;
    private final int threads;
    private final long shared;
    private final @Nullable Shortlist shortlist;

    private Neighbours(
            Vocabulary vocabulary, VectorRows rows, int threads, long shared, @Nullable Shortlist shortlist) {
        this.vocabulary = vocabulary;
        this.rows = rows;
        this.threads = threads;
        this.shared = shared;
        this.shortlist = shortlist;
    }

    /**
     * Creates a search that uses all available processors if the vectors are large enough.
     *
     * @param embeddings must stay open; not closed by this class
     * @return the search
     */
    public static Neighbours of(Embeddings embeddings) {
        return of(embeddings, Runtime.getRuntime().availableProcessors());
    }

    /**
     * Creates a search.
     *
     * @param embeddings must stay open; not closed by this class
     * @param threads maximum number of threads for one query, at least 1
     * @return the search
     */
    public static Neighbours of(Embeddings embeddings, int threads) {
        return of(embeddings, threads, SHARED);
    }

    static Neighbours of(Embeddings embeddings, int threads, long shared) {
        Workers.requireThreads(threads);
        Shortlist signs = embeddings instanceof CompressedEmbeddings compressed
                        && compressed.signs().isPresent()
                ? new SignShortlist(compressed)
                : null;
        return new Neighbours(embeddings.vocabulary(), VectorRows.of(embeddings), threads, shared, signs);
    }

    /**
     * Returns a search that answers sum queries from a shortlist: scores are exact, but neighbours
     * may be missed. Queries that restrict the candidates or use another combination remain exact.
     *
     * @param list a shortlist for these embeddings
     * @return the search
     */
    public Neighbours with(Shortlist list) {
        return new Neighbours(vocabulary, rows, threads, shared, list);
    }

    /**
     * Returns an exact search without any shortlist, neither a given one nor the sign bits of a
     * compressed model.
     *
     * @return the search
     */
    public Neighbours exact() {
        return new Neighbours(vocabulary, rows, threads, shared, null);
    }

    /**
     * Finds the nearest neighbours of the sum of words.
     *
     * @param words at least one, as in the vocabulary
     * @param count number of neighbours, at least 1
     * @return the neighbours, or the out-of-vocabulary words
     * @throws UncheckedIOException if the thread is interrupted; its interrupt status is kept
     */
    public Outcome<List<Neighbour>> similar(List<String> words, int count) {
        return ask(Question.similar(words, count));
    }

    /**
     * Solves the analogy {@code a : b = c : ?}. See {@link Question#analogy}.
     *
     * @param a the first word, such as {@code man}
     * @param b the word related to it, such as {@code king}
     * @param c the word to complete, such as {@code woman}
     * @param count number of neighbours, at least 1
     * @return the neighbours, or the out-of-vocabulary words
     * @throws UncheckedIOException if the thread is interrupted; its interrupt status is kept
     */
    public Outcome<List<Neighbour>> analogy(String a, String b, String c, int count) {
        return ask(Question.analogy(a, b, c, count));
    }

    /**
     * Answers a query.
     *
     * @param question the query
     * @return the neighbours, or the out-of-vocabulary words
     * @throws UncheckedIOException if the thread is interrupted; its interrupt status is kept
     */
    public Outcome<List<Neighbour>> ask(Question question) {
        return switch (prepare(question)) {
            case Outcome.Known(Prepared prepared) ->
                answer(prepared, CandidateFilter.of(question.candidates(), vocabulary));
            case Outcome.Unknown(List<UnknownWord> words) -> new Outcome.Unknown<>(words);
            case Outcome.NoDirection(List<String> words) -> new Outcome.NoDirection<>(words);
        };
    }

    /**
     * Finds the nearest neighbours of a vector, such as a text vector.
     *
     * @param vector {@code dimension} finite values; its norm does not matter, except that a zero vector has no
     *     direction
     * @param count number of neighbours, at least 1
     * @param candidates the words to consider; no word is excluded as a query word
     * @return the neighbours, or that the vector has no direction
     * @throws IllegalArgumentException if the dimension differs from the model's, a value is not finite or
     *     {@code count} is less than 1
     * @throws UncheckedIOException if the thread is interrupted; its interrupt status is kept
     */
    public Outcome<List<Neighbour>> near(float[] vector, int count, Candidates candidates) {
        if (vector.length != rows.dimension()) {
            throw new IllegalArgumentException(
                    "a vector of " + vector.length + " values for a model of dimension " + rows.dimension());
        }
        if (count < 1) {
            throw new IllegalArgumentException("count must be at least 1: " + count);
        }
        double[] sum = new double[vector.length];
        for (int i = 0; i < vector.length; i++) {
            if (!Float.isFinite(vector[i])) {
                throw new IllegalArgumentException("value " + i + " of the vector is not finite: " + vector[i]);
            }
            sum[i] = vector[i];
        }
        Scoring scoring = Scoring.ofSum(sum, 1);
        if (scoring == null) {
            return new Outcome.NoDirection<>(List.of());
        }
        return answer(new Prepared(scoring, count), CandidateFilter.of(candidates, vocabulary));
    }

    /**
     * Answers many queries; sum queries with equal candidates share one scan. The scores have the same bits as those
     * of {@link #ask}.
     *
     * @param questions any number of queries
     * @return one result per query, in the same order
     * @throws UncheckedIOException if the thread is interrupted; its interrupt status is kept
     */
    public List<Outcome<List<Neighbour>>> askAll(List<Question> questions) {
        List<Outcome<List<Neighbour>>> answers = new ArrayList<>(questions.size());
        Map<Candidates, List<Integer>> batches = new LinkedHashMap<>();
        Prepared[] prepared = new Prepared[questions.size()];
        for (int i = 0; i < prepared.length; i++) {
            Outcome<List<Neighbour>> answer = new Outcome.Known<>(List.of());
            switch (prepare(questions.get(i))) {
                case Outcome.Known(Prepared question) -> {
                    prepared[i] = question;
                    batches.computeIfAbsent(questions.get(i).candidates(), candidates -> new ArrayList<>())
                            .add(i);
                }
                case Outcome.Unknown(List<UnknownWord> words) -> answer = new Outcome.Unknown<>(words);
                case Outcome.NoDirection(List<String> words) -> answer = new Outcome.NoDirection<>(words);
            }
            answers.add(answer);
        }
        batches.forEach((candidates, numbers) -> {
            CandidateFilter accepted = CandidateFilter.of(candidates, vocabulary);
            List<Integer> sums = new ArrayList<>();
            for (int number : numbers) {
                if (prepared[number].scoring instanceof Scoring.Sum && rows.unpacks() && shortlist == null) {
                    sums.add(number);
                } else {
                    answers.set(number, answer(prepared[number], accepted));
                }
            }
            for (int from = 0; from < sums.size(); from += AT_ONCE) {
                answerTogether(sums.subList(from, Math.min(sums.size(), from + AT_ONCE)), prepared, accepted, answers);
            }
        });
        return List.copyOf(answers);
    }

    private void answerTogether(
            List<Integer> numbers,
            Prepared[] prepared,
            CandidateFilter accepted,
            List<Outcome<List<Neighbour>>> answers) {
        if (numbers.size() < WORTH_A_BATCH) {
            numbers.forEach(number -> answers.set(number, answer(prepared[number], accepted)));
            return;
        }
        float[][] directions = new float[numbers.size()][];
        int[][] excluded = new int[directions.length][];
        for (int i = 0; i < directions.length; i++) {
            Prepared question = prepared[numbers.get(i)];
            directions[i] = question.scoring.directions()[0];
            excluded[i] = question.excluded;
        }
        BatchScan scan = new BatchScan(rows, directions, excluded, accepted);
        int limit = accepted.limit();
        int parts = rows.work(limit) * directions.length >= shared ? PARTS * threads : 1;
        TopK[][] best = new TopK[parts][directions.length];
        run(parts, part -> {
            for (int i = 0; i < directions.length; i++) {
                best[part][i] = new TopK(capacity(withMargin(prepared[numbers.get(i)].count), limit));
            }
            scan.run(rows.bound(limit, part, parts), rows.bound(limit, part + 1, parts), best[part]);
        });
        for (int i = 0; i < directions.length; i++) {
            for (int part = 1; part < parts; part++) {
                best[0][i].addAll(best[part][i]);
            }
            answers.set(numbers.get(i), rescored(prepared[numbers.get(i)], best[0][i], accepted));
        }
    }

    private static int withMargin(int count) {
        return (int) Math.min(Integer.MAX_VALUE, (long) count + MARGIN);
    }

    /**
     * Scores the candidates of a batch like a single query, so that both have the same bits. A query whose order is
     * uncertain, because more rows than the margin have scores within rounding errors, is answered alone.
     */
    private Outcome<List<Neighbour>> rescored(Prepared prepared, TopK candidates, CandidateFilter accepted) {
        float lowest = candidates.threshold();
        int[] ids = candidates.sortedIds();
        float[] cosines = new float[ids.length];
        rows.cosines(prepared.scoring.directions()[0], ids, ids.length, cosines);
        TopK best = new TopK(capacity(prepared.count, accepted.limit()));
        for (int i = 0; i < ids.length; i++) {
            best.add(ids[i], cosines[i]);
        }
        // Rows that are not candidates have at most the lowest score, plus the rounding errors of two dot products.
        float error = (rows.dimension() + 8) * 0x1p-23f;
        if (lowest > Float.NEGATIVE_INFINITY && !(best.threshold() > lowest + error)) {
            return answer(prepared, accepted);
        }
        return new Outcome.Known<>(best.sorted(vocabulary));
    }

    /** A query whose words have been looked up. */
    private static final class Prepared {
        private final Scoring scoring;
        private final int count;

        /** Excluded ids in ascending order. */
        private final int[] excluded;

        private Prepared(Scoring scoring, int count, int... excluded) {
            this.scoring = scoring;
            this.count = count;
            this.excluded = excluded;
        }
    }

    private Outcome<Prepared> prepare(Question question) {
        List<String> words = new ArrayList<>(question.plus());
        words.addAll(question.minus());
        int[] ids = new int[words.size()];
        List<UnknownWord> unknown = lookUp(vocabulary, rows, words, ids);
        if (!unknown.isEmpty()) {
            return new Outcome.Unknown<>(unknown);
        }
        Scoring scoring =
                Scoring.of(question.combination(), rows, ids, question.plus().size());
        if (scoring == null) {
            return new Outcome.NoDirection<>(words);
        }
        int[] excluded = question.candidates().questionWords() ? new int[0] : ids;
        Arrays.sort(excluded);
        return new Outcome.Known<>(new Prepared(scoring, question.count(), excluded));
    }

    /**
     * Looks up words, and composes vectors for out-of-vocabulary words if the model has subword
     * vectors.
     *
     * @param ids receives one id per word, −1 if it has no vector
     * @return the words without a vector; empty if there are none
     */
    static List<UnknownWord> lookUp(Vocabulary vocabulary, VectorRows rows, List<String> words, int[] ids) {
        Map<String, UnknownWord> unknown = new LinkedHashMap<>();
        for (int i = 0; i < ids.length; i++) {
            String word = words.get(i);
            ids[i] = vocabulary.id(word);
            ids[i] = ids[i] < 0 ? rows.composedId(word) : ids[i];
            if (ids[i] < 0 && !unknown.containsKey(word)) {
                unknown.put(word, new UnknownWord(word, Spellings.nearest(vocabulary, word, SPELLINGS)));
            }
        }
        return List.copyOf(unknown.values());
    }

    private Outcome<List<Neighbour>> answer(Prepared prepared, CandidateFilter accepted) {
        Scoring scoring = prepared.scoring;
        int count = capacity(prepared.count, accepted.limit());
        if (shortlist != null
                && scoring instanceof Scoring.Sum
                && accepted.limit() == vocabulary.size()
                && accepted.matching() == null) {
            return new Outcome.Known<>(listed(shortlist, scoring, prepared.excluded, count));
        }
        int limit = accepted.limit();
        long values = rows.work(limit) * scoring.directions().length;
        int parts = threads > 1 && values >= shared ? PARTS * threads : 1;
        TopK[] best = new TopK[parts];
        Scan scan = new Scan(rows, scoring, accepted, prepared.excluded);
        run(parts, part -> {
            best[part] = new TopK(count);
            scan.run(rows.bound(limit, part, parts), rows.bound(limit, part + 1, parts), best[part]);
        });
        for (int part = 1; part < parts; part++) {
            best[0].addAll(best[part]);
        }
        return new Outcome.Known<>(best[0].sorted(vocabulary));
    }

    /** Scores the rows of the shortlist exactly. */
    private List<Neighbour> listed(Shortlist list, Scoring scoring, int[] excluded, int count) {
        float[] direction = scoring.directions()[0];
        TopK best = new TopK(count);
        int[] ids = list.nearest(direction, (int) Math.min(Integer.MAX_VALUE, (long) count + excluded.length));
        float[] cosines = new float[ids.length];
        rows.cosines(direction, ids, ids.length, cosines);
        for (int i = 0; i < ids.length; i++) {
            if (cosines[i] >= best.threshold() && Arrays.binarySearch(excluded, ids[i]) < 0) {
                best.add(ids[i], cosines[i]);
            }
        }
        return best.sorted(vocabulary);
    }

    private void run(int parts, Workers.Task task) {
        try {
            Workers.run(Math.min(threads, parts), parts, task);
        } catch (IOException interrupted) {
            throw new UncheckedIOException(interrupted);
        }
    }

    private static int capacity(int count, int limit) {
        return Math.min(count, Math.max(1, limit));
    }
}
