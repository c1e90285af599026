package org.wvtoolkit.nn.classifier;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.nn.labelled.LabelledCorpus;

/**
 * Training data and settings of a learner.
 *
 * @param corpus the texts
 * @param documents numbers of the texts to train on, none of them empty
 * @param classWeights one for each label, with a mean of 1 over the texts
 * @param vectors initial word vectors, or null
 * @param epochs number of epochs
 * @param threads number of worker threads
 * @param seed seed of all random numbers
 */
@SuppressWarnings("ArrayRecordComponent") // large, and only read
public record LearningTask(
        LabelledCorpus corpus,
        int[] documents,
        double[] classWeights,
        @Nullable DenseEmbeddings vectors,
        int epochs,
        int threads,
        long seed) {

    /**
     * Returns the texts in the order of an epoch: a Fisher-Yates shuffle, so that files sorted by
     * label are not a problem.
     *
     * @param epoch from 0
     * @return numbers of texts, a new array
     */
    public int[] order(int epoch) {
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
     * Returns the factor that scales vectors to a given mean norm. The norms of different methods
     * differ by orders of magnitude, and no learning rate suits all of them.
     */
    static double scale(DenseEmbeddings vectors, double meanLength) {
        double sum = 0;
        for (int id = 0; id < vectors.vocabulary().size(); id++) {
            sum += vectors.norm(id);
        }
        return sum > 0 ? meanLength * vectors.vocabulary().size() / sum : 1;
    }
}
