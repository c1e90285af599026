package org.wvtoolkit.index;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.util.hnsw.RandomVectorScorerSupplier;
import org.apache.lucene.util.hnsw.UpdateableRandomVectorScorer;

/**
 * Scorer of nodes against a node by Lucene's convention: (1 + cosine) / 2, so that no score is
 * negative. A node without a direction scores 0. The cosines are those of the quantized vectors, on
 * which the graph is also searched. Not thread-safe; {@link Supplier} creates one for each thread.
 */
final class CosineScorer implements UpdateableRandomVectorScorer {
    private final QuantizedVectors vectors;
    private final float[] direction;
    private final int[] id = new int[1];
    private final float[] score = new float[1];

    /**
     * Creates a scorer.
     *
     * @param vectors the vectors
     */
    CosineScorer(QuantizedVectors vectors) {
        this.vectors = vectors;
        this.direction = vectors.newDirection();
    }

    @Override
    public void setScoringOrdinal(int node) {
        vectors.copyDirection(node, direction);
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
        vectors.cosines(direction, nodes, count, scores);
        for (int i = 0; i < count; i++) {
            // A comparison with NaN is false.
            scores[i] = scores[i] > -1 ? (1 + scores[i]) / 2 : 0;
            best = Math.max(best, scores[i]);
        }
        return best;
    }

    @Override
    public int maxOrd() {
        return vectors.size();
    }

    /**
     * Factory of the scorers for the threads of a build. The scorers stop when their thread is
     * interrupted, and record the progress: nodes are added in the order of their ids.
     */
    static final class Supplier implements RandomVectorScorerSupplier {
        private final QuantizedVectors vectors;
        private final AtomicInteger farthest;

        Supplier(QuantizedVectors vectors, AtomicInteger farthest) {
            this.vectors = vectors;
            this.farthest = farthest;
        }

        @Override
        public UpdateableRandomVectorScorer scorer() {
            CosineScorer scorer = new CosineScorer(vectors);
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
            return new Supplier(vectors, farthest);
        }
    }
}
