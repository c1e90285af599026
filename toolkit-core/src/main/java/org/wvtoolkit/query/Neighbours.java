package org.wvtoolkit.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.embedding.CompressedEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.progress.Workers;
import org.wvtoolkit.query.rows.VectorRows;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * Answers questions exactly, by one pass over all vectors; or nearly so, by looking at a few, given a {@link Shortlist} or the signs of
 * vectors that were compressed to {@link org.wvtoolkit.embedding.Precision#BINARY}. A word whose vector is zero has no direction and
 * never answers.
 *
 * <p>Cost of a question: V·d multiplications (of sparse vectors one a cell) and the reading of all vectors once, nothing at
 * construction; memory at most 1 MiB a thread, of sparse vectors 12·d bytes.
 * Many questions at once ({@link #askAll}) read the vectors once for all of them and cost little but the multiplications. With a
 * shortlist a question costs a few thousand rows.
 *
 * <p>Threads: safe from any, as long as the embeddings are open; an exact answer does not depend on how many there are.
 */
public final class Neighbours {
    /** Nearest spellings offered for an unknown word. */
    private static final int SPELLINGS = 5;

    /** Values of all vectors below which a second thread costs more than it brings: 50 MB. */
    private static final long SHARED = 12_500_000;

    /** Parts of a pass for each thread, so that none waits long for one that is held up. */
    private static final int PARTS = 4;

    /** Questions that are answered in one pass. */
    private static final int AT_ONCE = 1024;

    /** Fewer questions than this do not repay the unpacking of the vectors. */
    private static final int WORTH_A_BATCH = 4;

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
     * Questions to embeddings, answered on as many threads as there are cores once the vectors are large enough to be worth it.
     *
     * @param embeddings stay open while questions are asked; not closed here
     * @return the front for questions
     */
    public static Neighbours of(Embeddings embeddings) {
        return of(embeddings, Runtime.getRuntime().availableProcessors());
    }

    /**
     * Questions to embeddings.
     *
     * @param embeddings stay open while questions are asked; not closed here
     * @param threads at most this many for one question, at least 1
     * @return the front for questions
     */
    public static Neighbours of(Embeddings embeddings, int threads) {
        return of(embeddings, threads, SHARED);
    }

    static Neighbours of(Embeddings embeddings, int threads, long shared) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1: " + threads);
        }
        Shortlist signs = embeddings instanceof CompressedEmbeddings compressed
                        && compressed.signs().isPresent()
                ? new SignShortlist(compressed)
                : null;
        return new Neighbours(embeddings.vocabulary(), VectorRows.of(embeddings), threads, shared, signs);
    }

    /**
     * The same, with questions about sums answered from a shortlist: scores are exact, but a neighbour may be missed. Questions that
     * restrict the candidates, or score otherwise, are answered exactly as before.
     *
     * @param list made for these embeddings
     * @return the front for questions
     */
    public Neighbours with(Shortlist list) {
        return new Neighbours(vocabulary, rows, threads, shared, list);
    }

    /**
     * The same without a shortlist, be it one that was given or the signs of a compressed model: every answer is exact.
     *
     * @return the front for questions
     */
    public Neighbours exact() {
        return new Neighbours(vocabulary, rows, threads, shared, null);
    }

    /**
     * What is near these words, taken together.
     *
     * @param words at least one, each spelled as the model spells it
     * @param count neighbours asked for, at least 1
     * @return the neighbours, or which words are unknown
     */
    public Answer similar(List<String> words, int count) {
        return ask(Question.similar(words, count));
    }

    /**
     * {@code a} is to {@code b} as {@code c} is to what? See {@link Question#analogy}.
     *
     * @param a the first word, such as {@code man}
     * @param b what it goes with, such as {@code king}
     * @param c the word asked about, such as {@code woman}
     * @param count neighbours asked for, at least 1
     * @return the neighbours, or which words are unknown
     */
    public Answer analogy(String a, String b, String c, int count) {
        return ask(Question.analogy(a, b, c, count));
    }

    /**
     * Answers any question.
     *
     * @param question words added and subtracted
     * @return the neighbours, or which words are unknown
     * @throws UncheckedIOException if the thread is interrupted; its interrupt status is kept
     */
    public Answer ask(Question question) {
        Prepared prepared = prepare(question);
        return prepared.answer != null
                ? prepared.answer
                : answer(prepared, CandidateFilter.of(question.candidates(), vocabulary));
    }

    /**
     * What is near a vector, of a text for one.
     *
     * @param vector {@code dimension} values, of any length
     * @param count neighbours asked for, at least 1
     * @param candidates which words may answer; no word is one of the question
     * @return the neighbours, or that the vector has no direction
     * @throws IllegalArgumentException if the vector is not as long as those of the model
     * @throws UncheckedIOException if the thread is interrupted; its interrupt status is kept
     */
    public Answer near(float[] vector, int count, Candidates candidates) {
        if (vector.length != rows.dimension()) {
            throw new IllegalArgumentException(
                    "a vector of " + vector.length + " values for a model of dimension " + rows.dimension());
        }
        double[] sum = new double[vector.length];
        for (int i = 0; i < vector.length; i++) {
            sum[i] = vector[i];
        }
        Scoring scoring = Scoring.ofSum(sum, 1);
        if (scoring == null) {
            return new Answer.NoDirection(List.of());
        }
        Question stand = new Question(List.of(""), List.of(), Combination.ADD, count, candidates);
        return answer(new Prepared(stand, null, scoring), CandidateFilter.of(candidates, vocabulary));
    }

    /**
     * Answers many questions, those about sums among the same candidates in one pass over the vectors.
     *
     * @param questions any number of them
     * @return an answer each, in their order
     * @throws UncheckedIOException if the thread is interrupted; its interrupt status is kept
     */
    public List<Answer> askAll(List<Question> questions) {
        Answer[] answers = new Answer[questions.size()];
        Map<Candidates, List<Integer>> batches = new LinkedHashMap<>();
        Prepared[] prepared = new Prepared[answers.length];
        for (int i = 0; i < answers.length; i++) {
            prepared[i] = prepare(questions.get(i));
            if (prepared[i].answer != null) {
                answers[i] = prepared[i].answer;
            } else {
                batches.computeIfAbsent(questions.get(i).candidates(), candidates -> new ArrayList<>())
                        .add(i);
            }
        }
        batches.forEach((candidates, numbers) -> {
            CandidateFilter accepted = CandidateFilter.of(candidates, vocabulary);
            List<Integer> sums = new ArrayList<>();
            for (int number : numbers) {
                if (prepared[number].scoring instanceof Scoring.Sum && rows.unpacks() && shortlist == null) {
                    sums.add(number);
                } else {
                    answers[number] = answer(prepared[number], accepted);
                }
            }
            for (int from = 0; from < sums.size(); from += AT_ONCE) {
                answerTogether(sums.subList(from, Math.min(sums.size(), from + AT_ONCE)), prepared, accepted, answers);
            }
        });
        return List.of(answers);
    }

    private void answerTogether(
            List<Integer> numbers, Prepared[] prepared, CandidateFilter accepted, Answer[] answers) {
        if (numbers.size() < WORTH_A_BATCH) {
            numbers.forEach(number -> answers[number] = answer(prepared[number], accepted));
            return;
        }
        float[][] directions = new float[numbers.size()][];
        int[][] excluded = new int[directions.length][];
        for (int i = 0; i < directions.length; i++) {
            Prepared question = prepared[numbers.get(i)];
            directions[i] = Objects.requireNonNull(question.scoring).directions()[0];
            excluded[i] = question.excluded;
        }
        BatchScan scan = new BatchScan(rows, directions, excluded, accepted);
        int limit = accepted.limit();
        int parts = rows.work(limit) * directions.length >= shared ? PARTS * threads : 1;
        TopK[][] best = new TopK[parts][directions.length];
        run(parts, part -> {
            for (int i = 0; i < directions.length; i++) {
                best[part][i] = new TopK(capacity(prepared[numbers.get(i)].question.count(), limit));
            }
            scan.run(rows.bound(limit, part, parts), rows.bound(limit, part + 1, parts), best[part]);
        });
        for (int i = 0; i < directions.length; i++) {
            for (int part = 1; part < parts; part++) {
                best[0][i].addAll(best[part][i]);
            }
            answers[numbers.get(i)] = new Answer.Found(best[0][i].sorted(vocabulary));
        }
    }

    /** A question made ready: answered already, or to be scored. */
    private static final class Prepared {
        private final Question question;
        private final @Nullable Answer answer;
        private final @Nullable Scoring scoring;

        /** Ids that must not answer, ascending. */
        private final int[] excluded;

        private Prepared(Question question, @Nullable Answer answer, @Nullable Scoring scoring, int... excluded) {
            this.question = question;
            this.answer = answer;
            this.scoring = scoring;
            this.excluded = excluded;
        }
    }

    private Prepared prepare(Question question) {
        List<String> words = new ArrayList<>(question.plus());
        words.addAll(question.minus());
        int[] ids = new int[words.size()];
        Answer.Unknown unknown = lookUp(vocabulary, rows, words, ids);
        if (unknown != null) {
            return new Prepared(question, unknown, null);
        }
        Scoring scoring =
                Scoring.of(question.combination(), rows, ids, question.plus().size());
        if (scoring == null) {
            return new Prepared(question, new Answer.NoDirection(words), null);
        }
        int[] excluded = question.candidates().questionWords() ? new int[0] : ids;
        Arrays.sort(excluded);
        return new Prepared(question, null, scoring, excluded);
    }

    /**
     * Looks words up, and composes vectors for those that the vocabulary lacks, where the model can.
     *
     * @param ids takes an id a word, −1 where it is unknown
     * @return what is unknown, or null if nothing is
     */
    static Answer.@Nullable Unknown lookUp(Vocabulary vocabulary, VectorRows rows, List<String> words, int[] ids) {
        Map<String, UnknownWord> unknown = new LinkedHashMap<>();
        for (int i = 0; i < ids.length; i++) {
            String word = words.get(i);
            ids[i] = vocabulary.id(word);
            ids[i] = ids[i] < 0 ? rows.composedId(word) : ids[i];
            if (ids[i] < 0 && !unknown.containsKey(word)) {
                unknown.put(word, new UnknownWord(word, Spellings.nearest(vocabulary, word, SPELLINGS)));
            }
        }
        return unknown.isEmpty() ? null : new Answer.Unknown(List.copyOf(unknown.values()));
    }

    private Answer answer(Prepared prepared, CandidateFilter accepted) {
        Scoring scoring = Objects.requireNonNull(prepared.scoring);
        int count = capacity(prepared.question.count(), accepted.limit());
        if (shortlist != null
                && scoring instanceof Scoring.Sum
                && accepted.limit() == vocabulary.size()
                && accepted.matching() == null) {
            return new Answer.Found(listed(shortlist, scoring, prepared.excluded, count));
        }
        int limit = accepted.limit();
        long values = rows.work(limit) * scoring.directions().length;
        int parts = threads > 1 && values >= shared ? PARTS * threads : 1;
        TopK[] best = new TopK[parts];
        run(parts, part -> {
            best[part] = new TopK(count);
            Scan.run(
                    rows,
                    scoring,
                    accepted,
                    prepared.excluded,
                    rows.bound(limit, part, parts),
                    rows.bound(limit, part + 1, parts),
                    best[part]);
        });
        for (int part = 1; part < parts; part++) {
            best[0].addAll(best[part]);
        }
        return new Answer.Found(best[0].sorted(vocabulary));
    }

    /** What the shortlist names, scored exactly. */
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
