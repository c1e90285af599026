package org.wvtoolkit.cli.command;

import java.util.List;
import org.wvtoolkit.query.Neighbours;
import org.wvtoolkit.query.Question;
import org.wvtoolkit.vocabulary.Vocabulary;

/** How long a question takes once everything is warm. */
final class QuestionTimes {
    private static final int ROUNDS = 5;
    private static final int QUESTIONS = 40;
    private static final int NEIGHBOURS = 10;

    private QuestionTimes() {}

    /**
     * Asks for the ten neighbours of forty words, five times over.
     *
     * @param neighbours answers
     * @param vocabulary the model's words
     * @return the mean of the best round, in milliseconds a question
     */
    static double millis(Neighbours neighbours, Vocabulary vocabulary) {
        double best = Double.POSITIVE_INFINITY;
        int questions = Math.min(QUESTIONS, vocabulary.size());
        for (int round = 0; round < ROUNDS; round++) {
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
