package org.wvtoolkit.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.progress.Workers;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * Answers questions exactly, by one pass over all vectors. Words of the question never answer it; a word whose vector is zero
 * has no direction and never answers either.
 *
 * <p>Cost of a question: V·d multiplications and the reading of 4·V·d bytes, nothing at construction; memory 64 KiB a thread. Of
 * sparse vectors every cell is read once, as in a product of the matrix and a vector; memory 12·d bytes.
 *
 * <p>Threads: safe from any, as long as the embeddings are open; the answer does not depend on how many there are.
 */
public final class Neighbours {
    /** Nearest spellings offered for an unknown word. */
    private static final int SPELLINGS = 5;

    /** Values of all vectors below which a second thread costs more than it brings: 50 MB. */
    private static final long SHARED = 12_500_000;

    private final Embeddings embeddings;
    private final VectorRows vectors;
    private final int threads;
    private final long shared;

    private Neighbours(Embeddings embeddings, int threads, long shared) {
        this.embeddings = embeddings;
        this.vectors = VectorRows.of(embeddings);
        this.threads = threads;
        this.shared = shared;
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
        return new Neighbours(embeddings, threads, shared);
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
        Vocabulary vocabulary = embeddings.vocabulary();
        List<String> words = new ArrayList<>(question.plus());
        words.addAll(question.minus());
        int[] ids = new int[words.size()];
        Map<String, UnknownWord> unknown = new LinkedHashMap<>();
        for (int i = 0; i < ids.length; i++) {
            String word = words.get(i);
            ids[i] = vocabulary.id(word);
            if (ids[i] < 0 && !unknown.containsKey(word)) {
                unknown.put(word, new UnknownWord(word, Spellings.nearest(vocabulary, word, SPELLINGS)));
            }
        }
        if (!unknown.isEmpty()) {
            return new Answer.Unknown(List.copyOf(unknown.values()));
        }
        float[] direction = new float[embeddings.dimension()];
        if (!direction(ids, question.plus().size(), direction)) {
            return new Answer.NoDirection(words);
        }
        Arrays.sort(ids);
        return new Answer.Found(scan(direction, ids, question));
    }

    /** The sum of the unit vectors, made one of length 1; false where it has none. */
    private boolean direction(int[] ids, int plus, float[] direction) {
        double[] sum = new double[direction.length];
        for (int i = 0; i < ids.length; i++) {
            vectors.addUnitVector(ids[i], i < plus ? 1 : -1, sum);
        }
        double squares = 0;
        for (double value : sum) {
            squares += value * value;
        }
        double length = Math.sqrt(squares);
        // Unit vectors that cancel leave rounding errors of double precision, far below what floats can mean.
        if (!(length > 1e-9 * ids.length)) {
            return false;
        }
        for (int j = 0; j < direction.length; j++) {
            direction[j] = (float) (sum[j] / length);
        }
        return true;
    }

    private List<Neighbour> scan(float[] direction, int[] excluded, Question question) {
        int rows = Math.min(question.candidates(), embeddings.vocabulary().size());
        int parts = vectors.work(rows) >= shared ? threads : 1;
        int count = Math.min(question.count(), Math.max(1, rows));
        Best[] best = new Best[parts];
        try {
            Workers.run(parts, parts, part -> {
                best[part] = new Best(count);
                int from = vectors.bound(rows, part, parts);
                int to = vectors.bound(rows, part + 1, parts);
                vectors.scan(direction, excluded, from, to, best[part]);
            });
        } catch (IOException interrupted) {
            throw new UncheckedIOException(interrupted);
        }
        for (int part = 1; part < parts; part++) {
            best[0].addAll(best[part]);
        }
        return best[0].sorted(embeddings.vocabulary());
    }
}
