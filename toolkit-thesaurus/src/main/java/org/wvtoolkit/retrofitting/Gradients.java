package org.wvtoolkit.retrofitting;

import com.carrotsearch.hppc.IntIntHashMap;
import java.util.ArrayList;
import java.util.List;
import org.wvtoolkit.linalg.FloatMatrix;

/**
 * Sums of gradients of cosine distances, for the words that one pass moves. The gradient of d(u, v)
 * = 1 − u·v with respect to u is (u·v)·u − v for unit vectors. Not thread-safe.
 */
final class Gradients {
    private final FloatMatrix vectors;
    private final IntIntHashMap indices = new IntIntHashMap();
    private final List<float[]> sums = new ArrayList<>();
    private final List<int[]> counts = new ArrayList<>();
    private final float[] a;
    private final float[] b;
    private double cosine;

    Gradients(FloatMatrix vectors) {
        this.vectors = vectors;
        this.a = new float[vectors.columns()];
        this.b = new float[vectors.columns()];
    }

    /** Reads the vectors of a pair and returns their cosine distance. */
    double read(int first, int second) {
        vectors.copyRow(first, a, 0);
        vectors.copyRow(second, b, 0);
        cosine = UnitVectors.dot(a, b);
        return 1 - cosine;
    }

    /** Adds the weighted gradients of the current pair to both words. A positive weight increases the distance. */
    void add(int first, int second, double weight) {
        add(first, a, b, weight);
        add(second, b, a, weight);
    }

    private void add(int word, float[] own, float[] other, double weight) {
        int index = indices.getOrDefault(word, -1);
        if (index < 0) {
            index = sums.size();
            indices.put(word, index);
            sums.add(new float[own.length]);
            counts.add(new int[] {word, 0});
        }
        float[] sum = sums.get(index);
        for (int k = 0; k < sum.length; k++) {
            sum[k] += (float) (weight * (cosine * own[k] - other[k]));
        }
        counts.get(index)[1]++;
    }

    /** Moves each word by the mean of its gradients and scales it to unit length. */
    void apply() {
        for (int index = 0; index < sums.size(); index++) {
            int word = counts.get(index)[0];
            vectors.copyRow(word, a, 0);
            float[] sum = sums.get(index);
            for (int k = 0; k < a.length; k++) {
                a[k] += sum[k] / counts.get(index)[1];
            }
            UnitVectors.normalize(a);
            vectors.setRow(word, a, 0);
        }
    }
}
