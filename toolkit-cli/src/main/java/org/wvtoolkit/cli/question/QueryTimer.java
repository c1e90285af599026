package org.wvtoolkit.cli.question;

import java.util.List;
import org.wvtoolkit.query.Neighbours;
import org.wvtoolkit.query.Question;
import org.wvtoolkit.vocabulary.Vocabulary;

/** How long a question takes once everything is warm. */
public final class QueryTimer {
    private static final int FEWEST_ROUNDS = 5;

    /** What is quick is asked for so long, until Java's compiler has come by. */
    private static final long WARM_NANOS = 300_000_000;

    private static final int QUESTIONS = 40;
    private static final int NEIGHBOURS = 10;

    private QueryTimer() {}

    /**
     * Asks for the ten neighbours of forty words, five times over, and for 0.3 s at least.
     *
     * @param neighbours answers
     * @param vocabulary the model's words
     * @return the mean of the best round, in milliseconds a question
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
