package org.wvtoolkit.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import tagbio.umap.Umap;
import tagbio.umap.metric.CosineMetric;

/** A deterministic projection of vectors to two dimensions. */
public enum Projection {
    /**
     * The two directions of largest variance (Pearson 1901). Distances in the plane are never greater than the
     * original ones.
     */
    PCA("pca") {
        @Override
        public Projected project(double[][] rows, long seed) {
            DMatrixRMaj centred = centred(rows);
            SingularValueDecomposition_F64<DMatrixRMaj> svd =
                    DecompositionFactory_DDRM.svd(centred.numRows, centred.numCols, true, false, true);
            // The decomposition may overwrite its input, which is not needed afterwards.
            if (!svd.decompose(centred)) {
                throw new ArithmeticException("the singular value decomposition did not converge");
            }
            DMatrixRMaj u = svd.getU(null, false);
            double[] values = svd.getSingularValues();
            int[] order = descending(values, svd.numberOfSingularValues());
            double all = 0;
            for (int i = 0; i < order.length; i++) {
                all += values[i] * values[i];
            }
            double[][] axes = new double[2][rows.length];
            double shown = 0;
            for (int axis = 0; axis < Math.min(2, order.length); axis++) {
                double value = values[order[axis]];
                shown += value * value;
                double sign = sign(u, order[axis]);
                for (int i = 0; i < rows.length; i++) {
                    axes[axis][i] = sign * value * u.get(i, order[axis]);
                }
            }
            List<DataPoint> points = new ArrayList<>();
            for (int i = 0; i < rows.length; i++) {
                points.add(new DataPoint(axes[0][i], axes[1][i]));
            }
            return new Projected(points, all > 0 ? shown / all : 1);
        }
    },

    /**
     * Uniform manifold approximation and projection (McInnes, Healy and Melville 2018). Preserves neighbourhoods;
     * distances between distant points carry little information.
     */
    UMAP("umap") {
        @Override
        public Projected project(double[][] rows, long seed) {
            if (rows.length < LEAST_FOR_UMAP) {
                throw new IllegalArgumentException("umap needs at least " + LEAST_FOR_UMAP + " words, and there are "
                        + rows.length + "; give more, or take pca");
            }
            float[][] floats = new float[rows.length][];
            for (int i = 0; i < rows.length; i++) {
                floats[i] = new float[rows[i].length];
                for (int k = 0; k < rows[i].length; k++) {
                    floats[i][k] = (float) rows[i][k];
                }
            }
            float[][] found = new Umap()
                    .setNumberComponents(2)
                    .setNumberNearestNeighbours(Math.min(15, rows.length - 1))
                    .setMetric(CosineMetric.SINGLETON)
                    .setMinDist(0.3f)
                    .setThreads(1)
                    .setRandom(new Random(seed))
                    .fitTransform(floats);
            List<DataPoint> points = new ArrayList<>();
            for (float[] point : found) {
                points.add(new DataPoint(point[0], point[1]));
            }
            return new Projected(points, Double.NaN);
        }
    };

    private static final int LEAST_FOR_UMAP = 8;

    private final String label;

    Projection(String label) {
        this.label = label;
    }

    /**
     * Projected points.
     *
     * @param points one point per row
     * @param explained share of the variance that they preserve, or NaN if undefined
     */
    public record Projected(List<DataPoint> points, double explained) {}

    /**
     * Projects rows.
     *
     * @param rows n × d, at least one, all of the same length; not modified
     * @param seed random seed, if randomness is involved
     * @return one point per row
     * @throws IllegalArgumentException if there are too few rows
     */
    public abstract Projected project(double[][] rows, long seed);

    /**
     * The name.
     *
     * @return a lower-case word
     */
    public String label() {
        return label;
    }

    /**
     * Finds a projection by name.
     *
     * @param name see {@link #label}
     * @return the projection
     * @throws IllegalArgumentException if there is none; the message lists all names
     */
    public static Projection named(String name) {
        return Arrays.stream(values())
                .filter(projection -> projection.label.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no projection \"" + name + "\"; there are: "
                        + Arrays.stream(values()).map(Projection::label).collect(Collectors.joining(", "))));
    }

    private static DMatrixRMaj centred(double[][] rows) {
        DMatrixRMaj matrix = new DMatrixRMaj(rows);
        DMatrixRMaj means = CommonOps_DDRM.sumCols(matrix, null);
        for (int i = 0; i < matrix.numRows; i++) {
            for (int k = 0; k < matrix.numCols; k++) {
                matrix.set(i, k, matrix.get(i, k) - means.get(k) / matrix.numRows);
            }
        }
        return matrix;
    }

    private static int[] descending(double[] values, int count) {
        return IntStream.range(0, count)
                .boxed()
                .sorted((a, b) -> Double.compare(values[b], values[a]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /**
     * Fixes the sign of a direction: its largest value becomes positive. The decomposition leaves the sign
     * undefined.
     */
    private static double sign(DMatrixRMaj u, int column) {
        double largest = 0;
        for (int i = 0; i < u.numRows; i++) {
            largest = Math.abs(u.get(i, column)) > Math.abs(largest) ? u.get(i, column) : largest;
        }
        return largest < 0 ? -1 : 1;
    }
}
