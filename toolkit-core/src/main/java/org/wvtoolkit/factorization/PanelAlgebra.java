package org.wvtoolkit.factorization;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.wvtoolkit.linalg.CsrMatrix;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.linalg.kernel.PanelKernels;
import org.wvtoolkit.progress.Workers;

/**
 * Multi-threaded products of panels.
 *
 * <p>Results do not depend on the number of threads: each row of a product is computed by one
 * thread, and sums over rows are divided into {@value #CHUNKS} chunks for any number of threads and
 * added in order.
 */
final class PanelAlgebra {
    /** Number of chunks that the rows of a panel are divided into. */
    private static final int CHUNKS = 32;

    /**
     * Number of rows summed in single precision before the sum continues in double precision. They
     * fit into the first-level cache.
     */
    private static final int STRIP = 128;

    /** Number of non-zeros in a task of sparse × panel, which takes some milliseconds. */
    private static final long TASK_NON_ZEROS = 200_000;

    private final PanelKernels kernels;
    private final int threads;

    PanelAlgebra(PanelKernels kernels, int threads) {
        this.kernels = kernels;
        this.threads = threads;
    }

    /** Computes {@code target = matrix · panel}. */
    void multiply(CsrMatrix matrix, Panel panel, Panel target) throws IOException {
        int[] bounds = rowBounds(matrix);
        Workers.run(
                threads,
                bounds.length - 1,
                task -> kernels.sparseTimesPanel(
                        matrix.indptr(),
                        matrix.indices(),
                        matrix.data(),
                        bounds[task],
                        bounds[task + 1],
                        panel.segment(),
                        target.segment(),
                        panel.width()));
    }

    /** Divides the rows into parts of about equal work, including a small cost for each row. */
    private static int[] rowBounds(CsrMatrix matrix) {
        int rows = matrix.rows();
        long work = matrix.nonZeros() + 4L * rows;
        int parts = Math.clamp(work / TASK_NON_ZEROS, 1, 100_000);
        int[] bounds = new int[parts + 1];
        int row = 0;
        for (int part = 1; part < parts; part++) {
            long until = (long) ((double) work * part / parts);
            while (row < rows && matrix.rowStart(row) + 4L * row < until) {
                row++;
            }
            bounds[part] = row;
        }
        bounds[parts] = rows;
        return bounds;
    }

    /**
     * Computes the products {@code leftᵢᵀ · right} of several transposed panels with one panel,
     * stacked vertically.
     *
     * @return total width of the left panels × width of the right one, row-major
     */
    double[] gram(List<Panel> left, Panel right) throws IOException {
        int width = right.width();
        int height = left.stream().mapToInt(Panel::width).sum();
        double[][] parts = new double[CHUNKS][];
        Workers.run(threads, CHUNKS, chunk -> {
            double[] part = new double[height * width];
            long end = bound(right.rows(), chunk + 1);
            for (long row = bound(right.rows(), chunk); row < end; row += STRIP) {
                int offset = 0;
                for (Panel panel : left) {
                    kernels.addGram(
                            panel.segment(),
                            panel.width(),
                            right.segment(),
                            width,
                            row,
                            Math.min(row + STRIP, end),
                            part,
                            offset);
                    offset += panel.width() * width;
                }
            }
            parts[chunk] = part;
        });
        double[] sum = parts[0];
        for (int chunk = 1; chunk < CHUNKS; chunk++) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += parts[chunk][i];
            }
        }
        return sum;
    }

    /**
     * Computes {@code target += factor · Σ panelᵢ · coefficientsᵢ}.
     *
     * @param panels the left factors
     * @param coefficients total width of the panels × width of the target, row-major
     * @param factor multiplies the coefficients
     * @param target added to
     */
    void addProduct(List<Panel> panels, double[] coefficients, double factor, Panel target) throws IOException {
        int width = target.width();
        try (Arena arena = Arena.ofShared()) {
            MemorySegment small = arena.allocate(4L * coefficients.length, 64);
            for (int i = 0; i < coefficients.length; i++) {
                small.setAtIndex(Panel.FLOAT, i, (float) (factor * coefficients[i]));
            }
            Workers.run(threads, CHUNKS, chunk -> {
                long end = bound(target.rows(), chunk + 1);
                for (long row = bound(target.rows(), chunk); row < end; row += STRIP) {
                    long offset = 0;
                    for (Panel panel : panels) {
                        long bytes = 4L * panel.width() * width;
                        kernels.addPanelTimes(
                                panel.segment(),
                                panel.width(),
                                small.asSlice(offset, bytes),
                                target.segment(),
                                width,
                                row,
                                Math.min(row + STRIP, end));
                        offset += bytes;
                    }
                }
            });
        }
    }

    /** Computes {@code panel = panel · coefficients}, width × width. */
    void transform(Panel panel, double[] coefficients) throws IOException {
        try (Arena arena = Arena.ofShared()) {
            Panel copy = Panel.allocate(arena, panel.rows(), panel.width());
            Workers.run(threads, CHUNKS, chunk -> {
                long begin = 4 * bound(panel.rows(), chunk) * panel.width();
                long bytes = 4 * bound(panel.rows(), chunk + 1) * panel.width() - begin;
                MemorySegment.copy(panel.segment(), begin, copy.segment(), begin, bytes);
                panel.segment().asSlice(begin, bytes).fill((byte) 0);
            });
            addProduct(List.of(copy), coefficients, 1, panel);
        }
    }

    /**
     * Fills columns with uniformly distributed random values from −1 to 1, which depend on the seed
     * and their position only.
     *
     * @param panel written to
     * @param columns flags of the columns to fill; the others are unchanged
     * @param seed seed of the generator
     */
    void randomize(Panel panel, boolean[] columns, long seed) throws IOException {
        int width = panel.width();
        Workers.run(threads, CHUNKS, chunk -> {
            long end = bound(panel.rows(), chunk + 1);
            for (long row = bound(panel.rows(), chunk); row < end; row++) {
                for (int column = 0; column < width; column++) {
                    if (columns[column]) {
                        long bits = mix(seed + 0x9E3779B97F4A7C15L * (row * width + column + 1));
                        panel.set(row, column, (bits >> 40) * 0x1p-23f);
                    }
                }
            }
        });
    }

    /**
     * Returns for each column whether the value with the largest magnitude, the first of several,
     * is negative.
     *
     * @param panels panels of equal width
     * @return one flag for each column of all panels
     */
    boolean[] largestIsNegative(List<Panel> panels) throws IOException {
        int width = panels.getFirst().width();
        int columns = panels.size() * width;
        float[][] parts = new float[CHUNKS][];
        Workers.run(threads, CHUNKS, chunk -> {
            float[] largest = new float[columns];
            for (int i = 0; i < panels.size(); i++) {
                Panel panel = panels.get(i);
                long end = bound(panel.rows(), chunk + 1);
                for (long row = bound(panel.rows(), chunk); row < end; row++) {
                    for (int j = 0; j < width; j++) {
                        float value = panel.get(row, j);
                        if (Math.abs(value) > Math.abs(largest[i * width + j])) {
                            largest[i * width + j] = value;
                        }
                    }
                }
            }
            parts[chunk] = largest;
        });
        boolean[] negative = new boolean[columns];
        for (int column = 0; column < columns; column++) {
            float largest = 0;
            for (float[] part : parts) {
                largest = Math.abs(part[column]) > Math.abs(largest) ? part[column] : largest;
            }
            negative[column] = largest < 0;
        }
        return negative;
    }

    /**
     * Copies columns, each multiplied by a factor.
     *
     * @param panels panels of equal width
     * @param order source column for the first, second, … target column
     * @param factors one factor for each copied column; the other target columns are unchanged
     * @param target receives the columns
     */
    void copyColumns(List<Panel> panels, int[] order, double[] factors, FloatMatrix target) throws IOException {
        int width = panels.getFirst().width();
        Workers.run(threads, CHUNKS, chunk -> {
            float[] values = new float[target.columns()];
            long end = bound(target.rows(), chunk + 1);
            for (long row = bound(target.rows(), chunk); row < end; row++) {
                for (int index = 0; index < factors.length; index++) {
                    float value = panels.get(order[index] / width).get(row, order[index] % width);
                    values[index] = (float) (value * factors[index]);
                }
                target.setRow(row, values, 0);
            }
        });
    }

    /**
     * Applies the finalizer of SplitMix64 (Steele, Lea and Flood 2014), used as a stateless
     * generator.
     */
    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Returns the first row of a chunk. */
    private static long bound(long rows, int chunk) {
        return rows / CHUNKS * chunk + rows % CHUNKS * chunk / CHUNKS;
    }
}
