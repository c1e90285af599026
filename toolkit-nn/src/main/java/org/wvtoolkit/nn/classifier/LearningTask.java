package org.wvtoolkit.nn.classifier;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.nn.labelled.LabelledCorpus;

/**
 * What a learner learns from.
 *
 * @param corpus the texts
 * @param documents those of them to learn from, by number; none empty
 * @param classWeights one a label; their mean over the texts is 1
 * @param vectors word vectors to begin with, or null to begin anew
 * @param epochs how often it will go through the texts
 * @param threads worker threads
 * @param seed of all draws
 */
@SuppressWarnings("ArrayRecordComponent") // large, and read alone
record LearningTask(
        LabelledCorpus corpus,
        int[] documents,
        double[] classWeights,
        @Nullable DenseEmbeddings vectors,
        int epochs,
        int threads,
        long seed) {

    /** The texts in the order of an epoch: Fisher and Yates' shuffle, so that a file sorted by label does no harm. */
    int[] order(int epoch) {
        int[] order = documents.clone();
        SplittableRandom random = new SplittableRandom(seed * 31 + epoch);
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int document = order[i];
            order[i] = order[j];
            order[j] = document;
        }
        return order;
    }

    /**
     * What the vectors are multiplied with, so that their mean length is a given one: vectors of different methods differ in length
     * by orders of magnitude, and no learning rate suits all.
     */
    static double scale(DenseEmbeddings vectors, double meanLength) {
        double sum = 0;
        for (int id = 0; id < vectors.vocabulary().size(); id++) {
            sum += vectors.norm(id);
        }
        return sum > 0 ? meanLength * vectors.vocabulary().size() / sum : 1;
    }
}
