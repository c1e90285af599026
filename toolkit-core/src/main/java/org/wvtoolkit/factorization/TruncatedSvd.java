package org.wvtoolkit.factorization;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.SegmentAllocator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.wvtoolkit.linalg.CsrMatrix;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.linalg.ScratchMemory;
import org.wvtoolkit.linalg.kernel.PanelKernels;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;

/**
 * Computes the largest singular triplets of a sparse matrix by randomized block Krylov iteration
 * (Musco and Musco 2015). The iteration stops when the residual ‖Aᵀ·u − σ·v‖ of every requested
 * triplet is at most the tolerance times σ.
 *
 * <p>The result depends on the matrix and the options only: it has the same bits for any number of
 * threads, with and without vector instructions.
 */
public final class TruncatedSvd {
    /**
     * Number of columns of a block. Fewer columns need fewer products in total, more columns use
     * the memory bandwidth better; 16 was slightly faster than 32, and 64 slower.
     */
    private static final int BLOCK = 16;

    /** Number of basis vectors per requested triplet before residuals are checked for the first time. */
    private static final int FIRST_CHECK = 2;

    /** Matrices of doubles of the size of the basis that exist during its decomposition. */
    private static final int DENSE_MATRICES = 4;

    /** Ratio to the largest singular value below which a value is rounding error and counts as 0. */
    private static final double ZERO = 1e-6;

    /**
     * Ratio to the largest eigenvalue of AᵀA below which a residual is indistinguishable from
     * rounding error.
     */
    private static final double ROUNDING = 3e-7;

    private TruncatedSvd() {}

    /**
     * Factorizes a matrix.
     *
     * @param matrix a single-precision matrix of finite values; not modified
     * @param options number of triplets and tolerance; triplets beyond the smaller side of the
     *     matrix are zero
     * @param resources threads; memory, of which the iteration uses three quarters, with a
     *     temporary file for the rest; and the folder of that file
     * @param progress receives the number of blocks and the largest residual
     * @param results allocator of the vectors of the result
     * @return the triplets
     * @throws IllegalArgumentException if the matrix has double precision, no rows or no columns,
     *     or contains a value that is not finite
     * @throws IOException if the thread is interrupted
     */
    public static SingularTriplets factorize(
            CsrMatrix matrix,
            SvdOptions options,
            Resources resources,
            ProgressListener progress,
            SegmentAllocator results)
            throws IOException {
        check(matrix);
        progress.stage("factorizing", ProgressListener.Unit.ITERATIONS, -1);
        long budget = resources.memoryBytes() / 4 * 3;
        // The transpose is read sequentially for every block, for which a mapped file is
        // sufficient. Panels are accessed at random and take precedence if memory does not suffice
        // for both.
        long forTranspose = TransposedCsr.bytes(matrix) <= budget / 2 ? TransposedCsr.bytes(matrix) : 0;
        Path folder = resources.temporaryFolder();
        try (ScratchMemory transpose = new ScratchMemory(forTranspose, folder);
                ScratchMemory panels = new ScratchMemory(budget - forTranspose, folder)) {
            PanelAlgebra algebra = new PanelAlgebra(PanelKernels.fastest(), resources.threads());
            CsrMatrix transposed = TransposedCsr.of(matrix, transpose, resources.threads());
            CsrOperator operator = new CsrOperator(matrix, transposed, algebra);
            return factorize(operator, algebra, options, progress, panels, results);
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    /**
     * Factorizes a matrix that is stored elsewhere. The basis of the iteration is kept locally: up
     * to (6 · dimension + 512) vectors with the length of the smaller side of the matrix.
     *
     * @param matrix the matrix, given by its products with panels
     * @param options number of triplets and tolerance
     * @param resources threads; memory, of which the iteration uses three quarters, with a
     *     temporary file for the rest; and the folder of that file
     * @param progress receives the number of blocks and the largest residual
     * @param results allocator of the vectors of the result
     * @return the triplets, with the same bits as for the same matrix in memory
     * @throws IOException if a product fails, a temporary file cannot be written or the thread is
     *     interrupted
     */
    public static SingularTriplets factorize(
            LinearOperator matrix,
            SvdOptions options,
            Resources resources,
            ProgressListener progress,
            SegmentAllocator results)
            throws IOException {
        progress.stage("factorizing", ProgressListener.Unit.ITERATIONS, -1);
        long budget = resources.memoryBytes() / 4 * 3;
        try (ScratchMemory panels = new ScratchMemory(budget, resources.temporaryFolder())) {
            PanelAlgebra algebra = new PanelAlgebra(PanelKernels.fastest(), resources.threads());
            return factorize(matrix, algebra, options, progress, panels, results);
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    private static SingularTriplets factorize(
            LinearOperator matrix,
            PanelAlgebra algebra,
            SvdOptions options,
            ProgressListener progress,
            SegmentAllocator panels,
            SegmentAllocator results)
            throws IOException {
        // The basis consists of vectors of the smaller side.
        boolean swapped = matrix.columns() > matrix.rows();
        LinearOperator operator = swapped ? matrix.transpose() : matrix;
        int wanted = Math.min(options.dimension(), operator.columns());
        BlockKrylov krylov = new BlockKrylov(operator, algebra, panels, BLOCK, options.seed());
        BlockKrylov.RitzPairs pairs = iterate(krylov, wanted, options.tolerance(), progress);
        return triplets(new Factors(operator, krylov, pairs, swapped), algebra, options, panels, results);
    }

    /**
     * Returns the heap that the decomposition of the projected matrix needs when residuals are checked for the first
     * time. It grows with the square of the dimension and is not part of the memory budget's off-heap arrays.
     *
     * @param dimension number of triplets
     * @param length length of the smaller side of the matrix
     * @return an estimate in bytes
     */
    public static long heapBytes(int dimension, int length) {
        long basis = Math.min(length, Math.ceilDiv((long) FIRST_CHECK * dimension, BLOCK) * BLOCK);
        return DENSE_MATRICES * Double.BYTES * basis * basis;
    }

    private static void check(CsrMatrix matrix) {
        if (matrix.isDouble()) {
            throw new IllegalArgumentException("the matrix must have single precision");
        }
        if (matrix.rows() == 0 || matrix.columns() == 0) {
            throw new IllegalArgumentException(
                    "the matrix is empty: " + matrix.rows() + " rows, " + matrix.columns() + " columns");
        }
    }

    private static BlockKrylov.RitzPairs iterate(
            BlockKrylov krylov, int wanted, double tolerance, ProgressListener progress) throws IOException {
        double confirmed = Double.NaN;
        double lastWorst = 0;
        int lastBlocks = 0;
        int nextCheck = 0;
        for (int blocks = 1; ; blocks++) {
            krylov.expand();
            boolean special = krylov.brokenDown() || krylov.exhausted();
            boolean due = special || (blocks >= nextCheck && krylov.size() >= FIRST_CHECK * wanted);
            if (krylov.size() < wanted || !due) {
                progress.advanced(blocks, "");
                restartIfFull(krylov, wanted);
                continue;
            }
            BlockKrylov.RitzPairs pairs = krylov.ritzPairs(wanted);
            double worst = worstResidual(pairs);
            progress.advanced(blocks, String.format(Locale.ROOT, "residual %.4f", worst));
            if (krylov.exhausted()) {
                return pairs;
            }
            if (worst <= tolerance) {
                // After reaching an invariant subspace, verifies with one more random block that no
                // larger value exists.
                double sum = Arrays.stream(pairs.values()).sum();
                if (!krylov.brokenDown() || sum - confirmed <= 1e-6 * sum) {
                    return pairs;
                }
                confirmed = sum;
            }
            nextCheck = blocks + blocksToGo(lastWorst, worst, blocks - lastBlocks, tolerance);
            lastWorst = worst;
            lastBlocks = blocks;
            restartIfFull(krylov, wanted);
        }
    }

    /**
     * Restarts a full basis, which bounds its memory and the cost of the small decomposition in
     * terms of the rank.
     */
    private static void restartIfFull(BlockKrylov krylov, int wanted) throws IOException {
        if (krylov.size() >= 6 * wanted + 32 * BLOCK && !krylov.exhausted()) {
            int kept = (wanted + wanted / 2 + 8 * BLOCK) / BLOCK * BLOCK;
            krylov.restart(krylov.ritzPairs(kept));
        }
    }

    /**
     * Returns the number of blocks to add before the next check. The small decomposition has a
     * cost, and residuals decrease by a nearly constant factor per block.
     */
    private static int blocksToGo(double before, double now, int blocks, double tolerance) {
        if (!(before > now) || now <= tolerance) {
            return 1;
        }
        double factor = Math.log(before / now) / blocks;
        // Slightly early: a superfluous block costs more than a superfluous check.
        return Math.clamp((long) (0.8 * Math.log(now / tolerance) / factor), 1, 8);
    }

    /** Returns the largest relative residual of the pairs above rounding error. */
    private static double worstResidual(BlockKrylov.RitzPairs pairs) {
        double worst = 0;
        for (int i = 0; i < pairs.values().length; i++) {
            if (pairs.residuals()[i] > ROUNDING * pairs.values()[0]) {
                worst = Math.max(worst, pairs.residuals()[i] / Math.max(pairs.values()[i], Double.MIN_NORMAL));
            }
        }
        return worst;
    }

    /**
     * The result of the iteration.
     *
     * @param matrix A, the matrix or its transpose
     * @param swapped whether A is the transpose
     */
    private record Factors(LinearOperator matrix, BlockKrylov krylov, BlockKrylov.RitzPairs pairs, boolean swapped) {}

    /** Computes u = A·v / σ with σ = ‖A·v‖ from the right vectors v. */
    private static SingularTriplets triplets(
            Factors factors,
            PanelAlgebra algebra,
            SvdOptions options,
            SegmentAllocator temporary,
            SegmentAllocator results)
            throws IOException {
        LinearOperator matrix = factors.matrix;
        BlockKrylov.RitzPairs pairs = factors.pairs;
        boolean swapped = factors.swapped;
        int dimension = options.dimension();
        int found = pairs.values().length;
        FloatMatrix u = allocate(results, matrix.rows(), dimension);
        FloatMatrix v = allocate(results, matrix.columns(), dimension);
        List<Panel> right = factors.krylov.ritzVectors(pairs.vectors());
        List<Panel> left = new ArrayList<>();
        double[] length = new double[found];
        for (int i = 0; i < right.size(); i++) {
            left.add(Panel.allocate(temporary, matrix.rows(), BLOCK));
            matrix.multiply(right.get(i).segment(), left.get(i).segment(), BLOCK);
            double[] gram = algebra.gram(List.of(left.get(i)), left.get(i));
            for (int j = 0; j < BLOCK && i * BLOCK + j < found; j++) {
                length[i * BLOCK + j] = Math.sqrt(gram[j * BLOCK + j]);
            }
        }
        int[] order = IntStream.range(0, found)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -length[i]))
                .mapToInt(i -> i)
                .toArray();
        int rank = 0;
        while (rank < found && length[order[rank]] > ZERO * length[order[0]]) {
            rank++;
        }
        boolean[] negative = algebra.largestIsNegative(swapped ? right : left);
        double[] sigma = new double[dimension];
        double[] residual = new double[dimension];
        double[] leftFactor = new double[rank];
        double[] rightFactor = new double[rank];
        for (int index = 0; index < rank; index++) {
            int source = order[index];
            sigma[index] = length[source];
            residual[index] = pairs.residuals()[source] / (length[source] * length[source]);
            rightFactor[index] = negative[source] ? -1 : 1;
            leftFactor[index] = rightFactor[index] / length[source];
        }
        algebra.copyColumns(left, order, leftFactor, u);
        algebra.copyColumns(right, order, rightFactor, v);
        return new SingularTriplets(sigma, residual, swapped ? v : u, swapped ? u : v, rank, factors.krylov.size());
    }

    private static FloatMatrix allocate(SegmentAllocator memory, int rows, int columns) {
        int stride = FloatMatrix.paddedColumns(columns);
        return FloatMatrix.view(memory.allocate(4L * rows * stride, 64), rows, columns, stride);
    }
}
