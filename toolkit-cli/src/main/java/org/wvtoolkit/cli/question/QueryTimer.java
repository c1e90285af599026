package org.wvtoolkit.cli.question;

import java.util.List;
import org.wvtoolkit.query.Neighbours;
import org.wvtoolkit.query.Question;
import org.wvtoolkit.vocabulary.Vocabulary;

/** Measures the time of a query after warm-up. */
public final class QueryTimer {
    private static final int FEWEST_ROUNDS = 5;

    /** Minimum duration of the measurement, so that the JIT compiler has compiled short queries, too. */
    private static final long WARM_NANOS = 300_000_000;

    private static final int QUESTIONS = 40;
    private static final int NEIGHBOURS = 10;

    private QueryTimer() {}

    /**
     * Measures queries for the ten neighbours of 40 words, in five rounds of at least 0.3 s.
     *
     * @param neighbours answers the queries
     * @param vocabulary the words of the model
     * @return the mean time per query of the best round, in milliseconds
     */
    public static double millis(Neighbours neighbours, Vocabulary vocabulary) {
        double best = Double.POSITIVE_INFINITY;
        int questions = Math.min(QUESTIONS, vocabulary.size());
        long first = System.nanoTime();
        for (int round = 0; round < FEWEST_ROUNDS || System.nanoTime() - first < WARM_NANOS; round++) {
            long begin = System.nanoTime();
            for (int i = 0; i < questions; i++) {
                int id = (int) ((long) vocabulary.size() * i / questions);
                neighbours.ask(Question.similar(List.of(vocabulary.word(id)), NEIGHBOURS));
            }
            best = Math.min(best, (System.nanoTime() - begin) / 1e6 / Math.max(1, questions));
        }
        return best;
    }
}
