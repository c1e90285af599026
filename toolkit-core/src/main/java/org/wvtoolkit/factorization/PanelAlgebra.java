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

    /**
     * Computes {@code target = matrix · panel}.
     *
     * @param bounds the rows of the tasks, from {@link #rowBounds}
     */
    void multiply(CsrMatrix matrix, int[] bounds, Panel panel, Panel target) throws IOException {
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

    /**
     * Divides the rows of a matrix into tasks of about equal work, including a small cost for each row.
     *
     * @return first row of each task, and the number of rows
     */
    static int[] rowBounds(CsrMatrix matrix) {
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
        addProducts(panels, List.of(coefficients), factor, List.of(target));
    }

    /**
     * Computes {@code targetⱼ += factor · Σ panelᵢ · coefficientsⱼᵢ} for several targets, reading
     * the left factors once.
     *
     * @param panels the left factors
     * @param coefficients for each target, total width of the panels × width of the target,
     *     row-major
     * @param factor multiplies the coefficients
     * @param targets panels of equal size, added to
     */
    void addProducts(List<Panel> panels, List<double[]> coefficients, double factor, List<Panel> targets)
            throws IOException {
        long rows = targets.getFirst().rows();
        try (Arena arena = Arena.ofShared()) {
            List<MemorySegment> small = coefficients.stream()
                    .map(values -> copy(values, factor, arena))
                    .toList();
            Workers.run(threads, CHUNKS, chunk -> {
                long end = bound(rows, chunk + 1);
                for (long row = bound(rows, chunk); row < end; row += STRIP) {
                    long stripEnd = Math.min(row + STRIP, end);
                    for (int j = 0; j < targets.size(); j++) {
                        addStrip(panels, small.get(j), targets.get(j), row, stripEnd);
                    }
                }
            });
        }
    }

    private void addStrip(List<Panel> panels, MemorySegment coefficients, Panel target, long row, long end) {
        int width = target.width();
        long offset = 0;
        for (Panel panel : panels) {
            long bytes = 4L * panel.width() * width;
            MemorySegment block = coefficients.asSlice(offset, bytes);
            kernels.addPanelTimes(panel.segment(), panel.width(), block, target.segment(), width, row, end);
            offset += bytes;
        }
    }

    /** Computes {@code panel = panel · coefficients}, width × width, in place. */
    void transform(Panel panel, double[] coefficients) throws IOException {
        int width = panel.width();
        try (Arena arena = Arena.ofShared()) {
            MemorySegment small = copy(coefficients, 1, arena);
            Workers.run(threads, CHUNKS, chunk -> {
                try (Arena own = Arena.ofConfined()) {
                    Panel strip = Panel.allocate(own, STRIP, width);
                    long end = bound(panel.rows(), chunk + 1);
                    for (long row = bound(panel.rows(), chunk); row < end; row += STRIP) {
                        int rows = (int) Math.min(STRIP, end - row);
                        MemorySegment part = panel.segment().asSlice(4 * row * width, 4L * rows * width);
                        strip.segment().copyFrom(part);
                        part.fill((byte) 0);
                        kernels.addPanelTimes(strip.segment(), width, small, part, width, 0, rows);
                    }
                }
            });
        }
    }

    /** Copies coefficients, multiplied by a factor, to off-heap memory in single precision. */
    private static MemorySegment copy(double[] coefficients, double factor, Arena arena) {
        MemorySegment copy = arena.allocate(4L * coefficients.length, 64);
        for (int i = 0; i < coefficients.length; i++) {
            copy.setAtIndex(Panel.FLOAT, i, (float) (factor * coefficients[i]));
        }
        return copy;
    }

    /**
     * Fills columns with uniformly distributed random values from −1 to 1, which depend on the seed
     * and their position only, and the other columns with zeros.
     *
     * @param panel written to
     * @param columns flags of the columns with random values
     * @param seed seed of the generator
     */
    void randomize(Panel panel, boolean[] columns, long seed) throws IOException {
        int width = panel.width();
        Workers.run(threads, CHUNKS, chunk -> {
            float[] values = new float[width];
            long end = bound(panel.rows(), chunk + 1);
            for (long row = bound(panel.rows(), chunk); row < end; row++) {
                for (int column = 0; column < width; column++) {
                    if (columns[column]) {
                        long bits = mix(seed + 0x9E3779B97F4A7C15L * (row * width + column + 1));
                        values[column] = (bits >> 40) * 0x1p-23f;
                    }
                }
                panel.setRow(row, values);
            }
        });
    }

    /**
     * Replaces columns by those of another panel.
     *
     * @param from panel of the same size
     * @param source for each column of {@code to}, the number of the column of {@code from} that
     *     replaces it, or −1 if it is unchanged
     * @param to modified
     */
    void replaceColumns(Panel from, int[] source, Panel to) throws IOException {
        int width = to.width();
        Workers.run(threads, CHUNKS, chunk -> {
            float[] read = new float[width];
            float[] written = new float[width];
            long end = bound(to.rows(), chunk + 1);
            for (long row = bound(to.rows(), chunk); row < end; row++) {
                from.copyRow(row, read, 0);
                to.copyRow(row, written, 0);
                for (int column = 0; column < width; column++) {
                    if (source[column] >= 0) {
                        written[column] = read[source[column]];
                    }
                }
                to.setRow(row, written);
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
        int columns = panels.size() * panels.getFirst().width();
        float[][] parts = new float[CHUNKS][];
        Workers.run(threads, CHUNKS, chunk -> {
            float[] largest = new float[columns];
            float[] values = new float[columns];
            long end = bound(panels.getFirst().rows(), chunk + 1);
            for (long row = bound(panels.getFirst().rows(), chunk); row < end; row++) {
                copyRow(panels, row, values);
                for (int j = 0; j < columns; j++) {
                    if (Math.abs(values[j]) > Math.abs(largest[j])) {
                        largest[j] = values[j];
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
     * @param factors one factor for each copied column; the other target columns are zero
     * @param target receives the columns
     */
    void copyColumns(List<Panel> panels, int[] order, double[] factors, FloatMatrix target) throws IOException {
        int columns = panels.size() * panels.getFirst().width();
        Workers.run(threads, CHUNKS, chunk -> {
            float[] read = new float[columns];
            float[] written = new float[target.columns()];
            long end = bound(target.rows(), chunk + 1);
            for (long row = bound(target.rows(), chunk); row < end; row++) {
                copyRow(panels, row, read);
                for (int index = 0; index < factors.length; index++) {
                    written[index] = (float) (read[order[index]] * factors[index]);
                }
                target.setRow(row, written, 0);
            }
        });
    }

    private static void copyRow(List<Panel> panels, long row, float[] values) {
        int offset = 0;
        for (Panel panel : panels) {
            panel.copyRow(row, values, offset);
            offset += panel.width();
        }
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
