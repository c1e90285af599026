package org.wvtoolkit.examples.extension;

import org.wvtoolkit.query.SimilarityFunction;

/** A similarity function: 1 / (1 + Manhattan distance). */
final class Manhattan implements SimilarityFunction {
    @Override
    public String name() {
        return "manhattan";
    }

    @Override
    public String description() {
        return "1 / (1 + Manhattan distance), above 0 to 1";
    }

    @Override
    public double similarity(float[] a, float[] b) {
        double distance = 0;
        for (int k = 0; k < a.length; k++) {
            distance += Math.abs(a[k] - b[k]);
        }
        return 1 / (1 + distance);
    }
}
