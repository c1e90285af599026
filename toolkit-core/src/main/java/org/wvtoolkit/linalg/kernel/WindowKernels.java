package org.wvtoolkit.linalg.kernel;

import java.lang.foreign.MemorySegment;

/**
 * Kernels over the context windows of consecutive centres.
 *
 * <p>A <em>strand</em> is a run of consecutive positions of the text whose rows are consecutive in
 * a block. The window of centre i is the half-open range of positions {@code from[i]} to
 * {@code to[i]}, counted from the beginning of the strand, without the position {@code centrePosition[i]} of
 * the centre itself. Windows overlap, so sums over windows are differences of running sums, and the
 * work per centre does not depend on the size of its window. For example, with rows a, b, c, d the
 * running sums are 0, a, a+b, a+b+c, a+b+c+d, and the window of c that spans all four positions has
 * the sum ((a+b+c+d) − 0) − ((a+b+c) − (a+b)).
 *
 * <p>Implementations are stateless and thread-safe. They perform the same floating-point operations
 * in the same order, so their results are bitwise equal.
 */
public interface WindowKernels {
    /**
     * Returns the fastest implementation that this Java virtual machine can run.
     *
     * @return vectorized kernels if the module {@code jdk.incubator.vector} is present, otherwise scalar ones
     */
    static WindowKernels fastest() {
        return Simd.available() ? new SimdWindowKernels() : new ScalarWindowKernels();
    }

    /**
     * Computes running sums of rows of a matrix: {@code sums[0] = 0} and
     * {@code sums[j + 1] = sums[j] + matrix[rows[first + j]]}.
     *
     * @param matrix rows of {@code stride} values
     * @param stride number of values per row
     * @param rows row numbers
     * @param first index of the first row number
     * @param count number of rows
     * @param sums receives {@code count + 1} rows
     */
    void gatherSums(MemorySegment matrix, int stride, int[] rows, int first, int count, float[] sums);

    /**
     * Computes the mean row of each window:
     * {@code means[i] = ((sums[to[i]] − sums[from[i]]) − (sums[centrePosition[i] + 1] − sums[centrePosition[i]]))
     * / (to[i] − from[i] − 1)}, for i from {@code first} to {@code first + count − 1}.
     *
     * @param sums running sums of the strand's rows, beginning with a row of zeros
     * @param stride number of values per row
     * @param from beginning of each window
     * @param to end of each window; at least {@code from + 2}
     * @param centrePosition position of each centre, inside its window
     * @param first first centre
     * @param count number of centres
     * @param means rows of {@code stride} values; rows {@code first} to {@code first + count − 1} are modified
     */
    void windowMeans(
            float[] sums, int stride, int[] from, int[] to, int[] centrePosition, int first, int count, float[] means);

    /**
     * Computes, for each position, the sum over the centres whose window contains it:
     * {@code sums[j] = Σ changes[i]} over the i with {@code from[i] ≤ j < to[i]} and
     * {@code centrePosition[i] ≠ j}. The sums are computed from differences at the ends of the windows, so a
     * position that no window contains may receive a rounding error instead of 0.
     *
     * @param changes one row per centre
     * @param stride number of values per row
     * @param from beginning of each window
     * @param to end of each window
     * @param centrePosition position of each centre
     * @param first first centre
     * @param count number of centres
     * @param positions number of positions
     * @param sums receives {@code positions} rows; row {@code positions} is overwritten
     */
    void windowSums(
            float[] changes,
            int stride,
            int[] from,
            int[] to,
            int[] centrePosition,
            int first,
            int count,
            int positions,
            float[] sums);

    /**
     * Replaces the scores of positions against centres by gradient steps: a score s inside its
     * window becomes {@code rate · (1 − σ(s))}; any other score becomes 0. The score of position j
     * against centre {@code first + i} is {@code scores[(firstRow + j)·width + column + i]}; all
     * {@value EmbeddingKernels#LANES} columns are overwritten.
     *
     * @param scores rows of {@code width} values; modified
     * @param width number of values per row
     * @param firstRow row of the strand's first position
     * @param positions number of positions
     * @param column column of the first centre
     * @param from beginning of each window
     * @param to end of each window
     * @param centrePosition position of each centre
     * @param first first centre; {@value EmbeddingKernels#LANES} elements of the three arrays must
     *     be readable from this index on
     * @param count number of centres, at most {@value EmbeddingKernels#LANES}
     * @param rate the learning rate
     * @param bound largest permitted magnitude of a score inside a window
     * @return false if a score inside a window exceeds {@code bound} or is NaN
     */
    boolean windowLogistic(
            float[] scores,
            int width,
            int firstRow,
            int positions,
            int column,
            int[] from,
            int[] to,
            int[] centrePosition,
            int first,
            int count,
            float rate,
            float bound);

    /**
     * Replaces the scores against negative samples by gradient steps:
     * {@code scores[j·width + n] = factors[j] · (0 − σ(scores[j·width + n]))}.
     *
     * @param scores rows of {@code width} values; modified
     * @param width number of values per row
     * @param rows number of rows
     * @param columns number of columns to change in each row, a multiple of {@value EmbeddingKernels#LANES}
     * @param factors one factor per row
     */
    void noiseLogistic(float[] scores, int width, int rows, int columns, float[] factors);
}
