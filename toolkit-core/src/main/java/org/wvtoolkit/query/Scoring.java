package org.wvtoolkit.query;

import org.jspecify.annotations.Nullable;
import org.wvtoolkit.query.rows.VectorRows;

/**
 * Directions of a query, and the function from the cosines with these directions to a score.
 * Immutable.
 */
abstract sealed class Scoring {
    /** Constant of 3CosMul that prevents division by zero, as in the paper. */
    private static final float EPSILON = 1e-6f;

    /** Length below which the difference of two unit vectors is rounding error. */
    private static final double NOTHING = 1e-9;

    private final float[][] directions;

    private Scoring(float[]... directions) {
        this.directions = directions;
    }

    /** Returns the unit vectors, each padded with zeros to a multiple of 16. */
    float[][] directions() {
        return directions;
    }

    /**
     * Computes the scores of rows.
     *
     * @param cosines one array per direction; the first may be overwritten
     * @param count number of rows
     * @return one score per row; NaN for a row without a score
     */
    abstract float[] score(float[][] cosines, int count);

    /**
     * Returns the scoring of a query, or null if its words define no direction.
     *
     * @param ids ids of the positive words, followed by those of the negative words
     * @param plus number of positive words
     */
    static @Nullable Scoring of(Combination combination, VectorRows rows, int[] ids, int plus) {
        return switch (combination) {
            case ADD -> {
                double[] sum = new double[rows.dimension()];
                for (int i = 0; i < ids.length; i++) {
                    rows.addUnitVector(ids[i], i < plus ? 1 : -1, sum);
                }
                yield ofSum(sum, ids.length);
            }
            case MULTIPLY -> product(rows, ids, plus);
            case PAIR_DIRECTION -> pairDirection(rows, ids);
        };
    }

    /** Returns the cosine to a sum of {@code terms} unit vectors, or null if they cancel out. */
    static @Nullable Scoring ofSum(double[] sum, int terms) {
        float[] direction = unit(sum, terms);
        return direction == null ? null : new Sum(direction);
    }

    private static @Nullable Scoring product(VectorRows rows, int[] ids, int plus) {
        float[][] directions = new float[ids.length][];
        for (int i = 0; i < ids.length; i++) {
            double[] one = new double[rows.dimension()];
            rows.addUnitVector(ids[i], 1, one);
            float[] direction = unit(one, 1);
            if (direction == null) {
                return null;
            }
            directions[i] = direction;
        }
        return new Product(plus, directions);
    }

    private static @Nullable Scoring pairDirection(VectorRows rows, int[] ids) {
        double[] difference = new double[rows.dimension()];
        rows.addUnitVector(ids[0], 1, difference);
        rows.addUnitVector(ids[2], -1, difference);
        double[] start = new double[rows.dimension()];
        rows.addUnitVector(ids[1], 1, start);
        float[] way = unit(difference, 2);
        float[] from = unit(start, 1);
        if (way == null || from == null) {
            return null;
        }
        double origin = 0;
        for (int j = 0; j < way.length; j++) {
            origin += (double) way[j] * from[j];
        }
        return new PairDirection((float) origin, way, from);
    }

    /**
     * Normalizes and pads a sum. Returns null if only rounding errors, far below the precision of
     * floats, are left.
     */
    private static float @Nullable [] unit(double[] sum, int terms) {
        double squares = 0;
        for (double value : sum) {
            squares += value * value;
        }
        double length = Math.sqrt(squares);
        if (!(length > NOTHING * terms)) {
            return null;
        }
        float[] direction = new float[(sum.length + 15) / 16 * 16];
        for (int j = 0; j < sum.length; j++) {
            direction[j] = (float) (sum[j] / length);
        }
        return direction;
    }

    /** The cosine itself. */
    static final class Sum extends Scoring {
        private Sum(float[] direction) {
            super(direction);
        }

        @Override
        float[] score(float[][] cosines, int count) {
            return cosines[0];
        }
    }

    private static final class Product extends Scoring {
        private final int plus;

        private Product(int plus, float[]... directions) {
            super(directions);
            this.plus = plus;
        }

        @Override
        float[] score(float[][] cosines, int count) {
            for (int row = 0; row < count; row++) {
                float above = 1;
                float below = 1;
                for (int i = 0; i < cosines.length; i++) {
                    // Rounding may produce a cosine slightly below −1.
                    float similarity = Math.max(0, (1 + cosines[i][row]) / 2);
                    if (i < plus) {
                        above *= similarity;
                    } else {
                        below *= similarity;
                    }
                }
                cosines[0][row] = above / (below + EPSILON);
            }
            return cosines[0];
        }
    }

    private static final class PairDirection extends Scoring {
        private final float origin;

        private PairDirection(float origin, float[] way, float[] from) {
            super(way, from);
            this.origin = origin;
        }

        /**
         * Computes scores from cosines: for unit vectors, |x − c|² = 2 − 2·cos(x, c). A word at the
         * position of c has no direction from it.
         */
        @Override
        float[] score(float[][] cosines, int count) {
            for (int row = 0; row < count; row++) {
                double squared = 2 - 2.0 * cosines[1][row];
                cosines[0][row] =
                        squared > 1e-6 ? (float) ((cosines[0][row] - origin) / Math.sqrt(squared)) : Float.NaN;
            }
            return cosines[0];
        }
    }
}
