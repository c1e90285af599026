package org.wvtoolkit.plot;

import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.wvtoolkit.embedding.UnsuitableInputException;
import org.wvtoolkit.option.InvalidOptionException;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.projection.NeighbourSearch;
import org.wvtoolkit.projection.PlanePoints;
import org.wvtoolkit.projection.UmapLayout;

/** Deterministic projections of vectors to two dimensions. */
public enum Projection {
    /**
     * Principal components (Pearson 1901): the two directions of largest variance. Projected
     * distances are never larger than the original ones.
     */
    PCA("pca") {
        @Override
        public Projected project(double[][] rows, long seed) {
            DMatrixRMaj centred = centred(rows);
            SingularValueDecomposition_F64<DMatrixRMaj> svd =
                    DecompositionFactory_DDRM.svd(centred.numRows, centred.numCols, true, false, true);
            // The decomposition may overwrite its input, which is not used afterwards.
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
     * Uniform manifold approximation and projection (McInnes, Healy and Melville 2018). Preserves
     * neighbourhoods; distances between distant points carry little information.
     */
    UMAP("umap") {
        @Override
        public Projected project(double[][] rows, long seed) {
            if (rows.length < MIN_FOR_UMAP) {
                throw new UnsuitableInputException("umap needs at least " + MIN_FOR_UMAP + " words, but there are "
                        + rows.length + "; use more words, or projection pca");
            }
            List<DataPoint> start = PCA.project(rows, seed).points();
            float[] x = new float[rows.length];
            float[] y = new float[rows.length];
            for (int i = 0; i < rows.length; i++) {
                x[i] = (float) start.get(i).x();
                y[i] = (float) start.get(i).y();
            }
            PlanePoints found;
            try {
                found = UmapLayout.of(
                        NeighbourSearch.of(rows, Math.min(NEIGHBOURS, rows.length - 1)),
                        new PlanePoints(x, y, Double.NaN),
                        UmapLayout.Spread.LOOSE,
                        seed,
                        ProgressListener.NONE);
            } catch (InterruptedIOException interrupted) {
                throw new UncheckedIOException(interrupted);
            }
            List<DataPoint> points = new ArrayList<>();
            for (int i = 0; i < rows.length; i++) {
                points.add(new DataPoint(found.x()[i], found.y()[i]));
            }
            return new Projected(points, Double.NaN);
        }
    };

    private static final int MIN_FOR_UMAP = 8;

    /** Number of neighbours per word for UMAP. */
    private static final int NEIGHBOURS = 14;

    private final String label;

    Projection(String label) {
        this.label = label;
    }

    /**
     * Positions in the plane.
     *
     * @param points one point per row
     * @param explained share of the variance that the points preserve; NaN if not applicable
     */
    public record Projected(List<DataPoint> points, double explained) {}

    /**
     * Projects rows.
     *
     * @param rows n × d matrix with at least one row; not modified
     * @param seed seed of random choices, if any
     * @return one position per row
     * @throws UnsuitableInputException if there are too few rows
     */
    public abstract Projected project(double[][] rows, long seed);

    /**
     * Returns the name of the projection.
     *
     * @return a lower-case word
     */
    public String label() {
        return label;
    }

    /**
     * Returns a projection by name.
     *
     * @param name see {@link #label}
     * @return the projection
     * @throws InvalidOptionException if the name is unknown; the message lists the names
     */
    public static Projection named(String name) {
        return Arrays.stream(values())
                .filter(projection -> projection.label.equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidOptionException(
                        "projection",
                        name,
                        "must be one of "
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
     * Returns the sign that makes the largest component of a direction positive, because the
     * decomposition leaves it undetermined.
     */
    private static double sign(DMatrixRMaj u, int column) {
        double largest = 0;
        for (int i = 0; i < u.numRows; i++) {
            largest = Math.abs(u.get(i, column)) > Math.abs(largest) ? u.get(i, column) : largest;
        }
        return largest < 0 ? -1 : 1;
    }
}
