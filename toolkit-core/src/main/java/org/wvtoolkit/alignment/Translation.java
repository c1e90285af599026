package org.wvtoolkit.alignment;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.UnsuitableInputException;
import org.wvtoolkit.linalg.RowProducts;
import org.wvtoolkit.progress.Workers;

/**
 * Accuracy of word translation between two aligned models: the share of source words for which a
 * correct translation is the nearest target word (accuracy at 1) or among the five nearest
 * (accuracy at 5).
 *
 * @param questions number of source words
 * @param cosineAt1 accuracy at 1 by cosine, 0 to 1
 * @param cosineAt5 accuracy at 5 by cosine
 * @param cslsAt1 accuracy at 1 by CSLS
 * @param cslsAt5 accuracy at 5 by CSLS
 */
public record Translation(int questions, double cosineAt1, double cosineAt5, double cslsAt1, double cslsAt5) {
    /** Number of neighbours whose mean cosine measures the density around a word. */
    private static final int NEIGHBOURS = 10;

    private static final int BLOCK = 256;

    /**
     * Measures translation. CSLS (Conneau et al. 2018) is 2·cos(x, y) − r(x) − r(y), where r is the
     * mean cosine to the ten nearest words of the other model. It prevents hubs, words that are
     * near to many others, from being the answer to many questions.
     *
     * @param source the first model, rotated
     * @param target the second model
     * @param test pairs to test, which should not have been used for the rotation; each target of a
     *     source word is a correct answer
     * @param candidates number of most frequent words of each model to consider, at least 1; pairs
     *     with other words are skipped
     * @param threads maximum number of threads, at least 1
     * @return the accuracies; NaN if there are no questions
     * @throws IOException if the thread is interrupted
     */
    public static Translation measure(
            DenseEmbeddings source, DenseEmbeddings target, WordPairs test, int candidates, int threads)
            throws IOException {
        int targets = Math.min(candidates, target.vocabulary().size());
        int sources = Math.min(candidates, source.vocabulary().size());
        int dimension = target.dimension();
        float[] targetRows = unitRows(target, targets);
        float[] sourceRows = unitRows(source, sources);
        Map<Integer, Set<Integer>> questions = new TreeMap<>();
        for (WordPairs.Pair pair : test.pairs()) {
            if (pair.source() < sources && pair.target() < targets) {
                questions
                        .computeIfAbsent(pair.source(), first -> new TreeSet<>())
                        .add(pair.target());
            }
        }
        RowProducts toTargets = new RowProducts(targetRows, targets, dimension);
        float[] crowdOfTargets =
                crowds(targetRows, targets, new RowProducts(sourceRows, sources, dimension), dimension, threads);
        List<Map.Entry<Integer, Set<Integer>>> asked = new ArrayList<>(questions.entrySet());
        int blocks = (asked.size() + BLOCK - 1) / BLOCK;
        int[][] right = new int[blocks][4];
        Workers.run(threads, Math.max(1, blocks), block -> {
            float[] cosines = new float[targets];
            float[] scores = new float[targets];
            for (int i = block * BLOCK; i < Math.min(asked.size(), (block + 1) * BLOCK); i++) {
                Set<Integer> answers = asked.get(i).getValue();
                toTargets.multiply(sourceRows, asked.get(i).getKey() * dimension, cosines);
                for (int id = 0; id < targets; id++) {
                    scores[id] = 2 * cosines[id] - crowdOfTargets[id];
                }
                int byCosine = rank(cosines, answers);
                int byCsls = rank(scores, answers);
                right[block][0] += byCosine < 1 ? 1 : 0;
                right[block][1] += byCosine < 5 ? 1 : 0;
                right[block][2] += byCsls < 1 ? 1 : 0;
                right[block][3] += byCsls < 5 ? 1 : 0;
            }
        });
        double[] sums = new double[4];
        for (int[] block : right) {
            for (int i = 0; i < 4; i++) {
                sums[i] += block[i];
            }
        }
        double all = asked.size();
        return new Translation(asked.size(), sums[0] / all, sums[1] / all, sums[2] / all, sums[3] / all);
    }

    private static float[] unitRows(DenseEmbeddings model, int count) {
        int dimension = model.dimension();
        if ((long) count * dimension > Integer.MAX_VALUE - 16) {
            throw new UnsuitableInputException(
                    count + " candidates of dimension " + dimension + " are too many; use fewer");
        }
        float[] rows = new float[count * dimension];
        for (int id = 0; id < count; id++) {
            float norm = model.copyVector(id, rows, id * dimension);
            for (int k = id * dimension; norm > 0 && k < (id + 1) * dimension; k++) {
                rows[k] /= norm;
            }
        }
        return rows;
    }

    /** Returns the mean cosine of each row to its nearest columns. */
    private static float[] crowds(float[] rows, int count, RowProducts columns, int dimension, int threads)
            throws IOException {
        float[] crowds = new float[count];
        int near = Math.min(NEIGHBOURS, columns.columns());
        Workers.run(threads, (count + BLOCK - 1) / BLOCK, block -> {
            float[] cosines = new float[columns.columns()];
            float[] best = new float[near];
            for (int id = block * BLOCK; id < Math.min(count, (block + 1) * BLOCK); id++) {
                columns.multiply(rows, id * dimension, cosines);
                Arrays.fill(best, Float.NEGATIVE_INFINITY);
                for (float cosine : cosines) {
                    insert(best, cosine);
                }
                float sum = 0;
                for (float cosine : best) {
                    sum += cosine;
                }
                crowds[id] = sum / near;
            }
        });
        return crowds;
    }

    /** Inserts a value into an ascending list of the largest values. */
    private static void insert(float[] best, float value) {
        if (value <= best[0]) {
            return;
        }
        int at = 0;
        while (at + 1 < best.length && best[at + 1] < value) {
            best[at] = best[at + 1];
            at++;
        }
        best[at] = value;
    }

    /** Returns the number of other words whose score exceeds the best score of the answers. */
    private static int rank(float[] scores, Set<Integer> answers) {
        float best = Float.NEGATIVE_INFINITY;
        for (int answer : answers) {
            best = Math.max(best, scores[answer]);
        }
        int above = 0;
        for (int id = 0; id < scores.length; id++) {
            if (scores[id] > best) {
                above++;
            }
        }
        return above;
    }
}
