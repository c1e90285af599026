package org.wvtoolkit.index;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.util.hnsw.RandomVectorScorerSupplier;
import org.apache.lucene.util.hnsw.UpdateableRandomVectorScorer;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.query.Cosines;

/**
 * Scorer of nodes against a direction by Lucene's convention: (1 + cosine) / 2, so that no score is
 * negative. A node without a direction scores 0. Not thread-safe; {@link Supplier} creates one for
 * each thread.
 */
final class CosineScorer implements UpdateableRandomVectorScorer {
    private final Cosines cosines;
    private float @Nullable [] direction;
    private final int[] id = new int[1];
    private final float[] score = new float[1];

    /**
     * Creates a scorer.
     *
     * @param cosines the vectors
     * @param direction a unit vector, padded with zeros to a multiple of 16; null until one is set
     */
    CosineScorer(Cosines cosines, float @Nullable [] direction) {
        this.cosines = cosines;
        this.direction = direction;
    }

    @Override
    public void setScoringOrdinal(int node) {
        direction = cosines.direction(node);
    }

    @Override
    public float score(int node) {
        id[0] = node;
        bulkScore(id, score, 1);
        return score[0];
    }

    @Override
    public float bulkScore(int[] nodes, float[] scores, int count) {
        float best = Float.NEGATIVE_INFINITY;
        if (direction != null) {
            cosines.between(direction, nodes, count, scores);
        }
        for (int i = 0; i < count; i++) {
            // A comparison with NaN is false.
            scores[i] = direction != null && scores[i] > -1 ? (1 + scores[i]) / 2 : 0;
            best = Math.max(best, scores[i]);
        }
        return best;
    }

    @Override
    public int maxOrd() {
        return cosines.size();
    }

    /**
     * Factory of the scorers for the threads of a build. The scorers stop when their thread is
     * interrupted, and record the progress: nodes are added in the order of their ids.
     */
    static final class Supplier implements RandomVectorScorerSupplier {
        private final Cosines cosines;
        private final AtomicInteger farthest;

        Supplier(Cosines cosines, AtomicInteger farthest) {
            this.cosines = cosines;
            this.farthest = farthest;
        }

        @Override
        public UpdateableRandomVectorScorer scorer() {
            CosineScorer scorer = new CosineScorer(cosines, null);
            return new UpdateableRandomVectorScorer() {
                @Override
                public void setScoringOrdinal(int node) {
                    if (Thread.currentThread().isInterrupted()) {
                        throw new CancellationException("interrupted");
                    }
                    scorer.setScoringOrdinal(node);
                    if (node > farthest.get()) {
                        farthest.accumulateAndGet(node, Math::max);
                    }
                }

                @Override
                public float score(int node) {
                    return scorer.score(node);
                }

                @Override
                public float bulkScore(int[] nodes, float[] scores, int count) {
                    return scorer.bulkScore(nodes, scores, count);
                }

                @Override
                public int maxOrd() {
                    return scorer.maxOrd();
                }
            };
        }

        @Override
        public RandomVectorScorerSupplier copy() {
            return new Supplier(cosines, farthest);
        }
    }
}
