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
 * The largest singular triplets of a sparse matrix by randomised block Krylov iteration (Musco and Musco 2015), which stops
 * when every wanted triplet's residual ‖Aᵀ·u − σ·v‖ has fallen to the tolerance times σ.
 *
 * <p>The result depends on the matrix and the options alone: the same bytes for any number of threads, with and without
 * vector instructions.
 */
public final class TruncatedSvd {
    /** Columns of a block. Fewer need fewer products in all, more use the memory better; 16 was a little ahead of 32, 64 behind. */
    private static final int BLOCK = 16;

    /** Columns of the panels in which results are computed. */
    private static final int RESULT_BLOCK = 64;

    /** Basis vectors for each wanted one before residuals are looked at. */
    private static final int FIRST_CHECK = 2;

    /** Relative to the largest, singular values below this are rounding and count as 0. */
    private static final double ZERO = 1e-6;

    /** Residuals of AᵀA below this part of its largest eigenvalue cannot be told from rounding. */
    private static final double ROUNDING = 3e-7;

    private TruncatedSvd() {}

    /**
     * Factorises.
     *
     * @param matrix of single precision, all values finite; not modified
     * @param options how many triplets, how exact; more triplets than the smaller side of the matrix come out as zeros
     * @param resources threads; memory, of which the iteration takes three quarters and goes to a temporary file for what it
     *     needs beyond them; the folder of that file
     * @param progress told of each block and its worst residual
     * @param results takes the vectors of the result
     * @return the triplets
     * @throws IllegalArgumentException if the matrix is of double precision, has no rows or no columns, or has a value that
     *     is not finite
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
        long budget = resources.memoryBytes() / 4 * 3;
        // The transpose is read from begin to end for every block, which a mapped file is good enough for; panels are
        // read
        // at random, and come first where there is not room for both.
        long forTranspose = 8 * matrix.nonZeros() <= budget / 2 ? 8 * matrix.nonZeros() : 0;
        Path folder = resources.temporaryFolder();
        try (ScratchMemory transpose = new ScratchMemory(forTranspose, folder);
                ScratchMemory panels = new ScratchMemory(budget - forTranspose, folder)) {
            PanelAlgebra algebra = new PanelAlgebra(PanelKernels.best(), resources.threads());
            CsrMatrix transposed = TransposedCsr.of(matrix, transpose, resources.threads());
            CsrOperator operator = new CsrOperator(matrix, transposed, algebra);
            return factorize(operator, algebra, options, progress, panels, results);
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    /**
     * Factorises a matrix that is stored elsewhere. The basis of the iteration, up to (6 · dimension + 512) vectors as long as
     * the smaller side of the matrix, is kept here.
     *
     * @param matrix known by its products with panels
     * @param options how many triplets, how exact
     * @param resources threads; memory, of which the iteration takes three quarters and goes to a temporary file for what it
     *     needs beyond them; the folder of that file
     * @param progress told of each block and its worst residual
     * @param results takes the vectors of the result
     * @return the triplets, with the same bits as for the same matrix in memory
     * @throws IOException if a product fails, a temporary file cannot be written or the thread is interrupted
     */
    public static SingularTriplets factorize(
            LinearOperator matrix,
            SvdOptions options,
            Resources resources,
            ProgressListener progress,
            SegmentAllocator results)
            throws IOException {
        long budget = resources.memoryBytes() / 4 * 3;
        try (ScratchMemory panels = new ScratchMemory(budget, resources.temporaryFolder())) {
            PanelAlgebra algebra = new PanelAlgebra(PanelKernels.best(), resources.threads());
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
        // The basis lives on the smaller side.
        boolean swapped = matrix.columns() > matrix.rows();
        LinearOperator operator = swapped ? matrix.transpose() : matrix;
        int wanted = Math.min(options.dimension(), operator.columns());
        progress.stage("factorising", ProgressListener.Unit.ITERATIONS, -1);
        BlockKrylov krylov = new BlockKrylov(operator, algebra, panels, BLOCK, options.seed());
        BlockKrylov.RitzPairs pairs = iterate(krylov, wanted, options.tolerance(), progress);
        return triplets(operator, algebra, krylov, pairs, swapped, options, panels, results);
    }

    private static void check(CsrMatrix matrix) {
        if (matrix.isDouble()) {
            throw new IllegalArgumentException("the matrix must be of single precision");
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
                // Where the iteration found an invariant subspace, a random block more must not find anything larger.
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

    /** Keeps the basis, and with it memory and the cost of the small decomposition, within a bound that follows from the rank. */
    private static void restartIfFull(BlockKrylov krylov, int wanted) throws IOException {
        if (krylov.size() >= 6 * wanted + 32 * BLOCK && !krylov.exhausted()) {
            int kept = (wanted + wanted / 2 + 8 * BLOCK) / BLOCK * BLOCK;
            krylov.restart(krylov.ritzPairs(kept));
        }
    }

    /**
     * How many blocks to add before it is worth looking again: the small decomposition is not free, and residuals fall by a
     * nearly constant factor a block.
     */
    private static int blocksToGo(double before, double now, int blocks, double tolerance) {
        if (!(before > now) || now <= tolerance) {
            return 1;
        }
        double factor = Math.log(before / now) / blocks;
        // A little early: a block too many costs more than a look too many.
        return Math.clamp((long) (0.8 * Math.log(now / tolerance) / factor), 1, 8);
    }

    /** The largest residual relative to its value, of the pairs that are not rounding. */
    private static double worstResidual(BlockKrylov.RitzPairs pairs) {
        double worst = 0;
        for (int i = 0; i < pairs.values().length; i++) {
            if (pairs.residuals()[i] > ROUNDING * pairs.values()[0]) {
                worst = Math.max(worst, pairs.residuals()[i] / Math.max(pairs.values()[i], Double.MIN_NORMAL));
            }
        }
        return worst;
    }

    /** From right vectors v to u = A·v / σ with σ = ‖A·v‖. */
    private static SingularTriplets triplets(
            LinearOperator matrix,
            PanelAlgebra algebra,
            BlockKrylov krylov,
            BlockKrylov.RitzPairs pairs,
            boolean swapped,
            SvdOptions options,
            SegmentAllocator temporary,
            SegmentAllocator results)
            throws IOException {
        int dimension = options.dimension();
        int found = pairs.values().length;
        FloatMatrix u = allocate(results, matrix.rows(), dimension);
        FloatMatrix v = allocate(results, matrix.columns(), dimension);
        List<Panel> right = krylov.ritzVectors(pairs.vectors(), temporary, RESULT_BLOCK);
        List<Panel> left = new ArrayList<>();
        double[] length = new double[found];
        for (int i = 0; i < right.size(); i++) {
            left.add(Panel.allocate(temporary, matrix.rows(), RESULT_BLOCK));
            matrix.multiply(right.get(i).segment(), left.get(i).segment(), RESULT_BLOCK);
            double[] gram = algebra.gram(List.of(left.get(i)), left.get(i));
            for (int j = 0; j < RESULT_BLOCK && i * RESULT_BLOCK + j < found; j++) {
                length[i * RESULT_BLOCK + j] = Math.sqrt(gram[j * RESULT_BLOCK + j]);
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
        for (int place = 0; place < rank; place++) {
            int source = order[place];
            sigma[place] = length[source];
            residual[place] = pairs.residuals()[source] / (length[source] * length[source]);
            rightFactor[place] = negative[source] ? -1 : 1;
            leftFactor[place] = rightFactor[place] / length[source];
        }
        algebra.copyColumns(left, order, leftFactor, u);
        algebra.copyColumns(right, order, rightFactor, v);
        return new SingularTriplets(sigma, residual, swapped ? v : u, swapped ? u : v, rank, krylov.size());
    }

    private static FloatMatrix allocate(SegmentAllocator memory, int rows, int columns) {
        int stride = FloatMatrix.paddedColumns(columns);
        return FloatMatrix.view(memory.allocate(4L * rows * stride, 64), rows, columns, stride);
    }
}
