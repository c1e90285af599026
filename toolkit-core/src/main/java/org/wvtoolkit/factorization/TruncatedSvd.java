package org.wvtoolkit.factorization;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.wvtoolkit.linalg.CsrMatrix;
import org.wvtoolkit.linalg.FloatMatrix;
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
    /** Columns of a block. Fewer need fewer products in all, more make each product quicker. */
    private static final int BLOCK = 32;

    /** Columns of the panels in which results are computed. */
    private static final int RESULT_BLOCK = 64;

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
     * @param resources threads and memory
     * @param progress told of each block and its worst residual
     * @param arena owns the result
     * @return the triplets
     * @throws IllegalArgumentException if the matrix is of double precision, has no rows or no columns, or has a value that
     *     is not finite
     * @throws IOException if the thread is interrupted
     */
    public static SingularTriplets factorize(
            CsrMatrix matrix, SvdOptions options, Resources resources, ProgressListener progress, Arena arena)
            throws IOException {
        check(matrix);
        try (Arena temporary = Arena.ofShared()) {
            PanelAlgebra algebra = new PanelAlgebra(PanelKernels.best(), resources.threads());
            CsrMatrix transposed = TransposedCsr.of(matrix, temporary, resources.threads());
            // The basis lives on the smaller side.
            boolean swapped = matrix.columns() > matrix.rows();
            CsrMatrix operator = swapped ? transposed : matrix;
            CsrMatrix adjoint = swapped ? matrix : transposed;
            int wanted = Math.min(options.dimension(), operator.columns());
            progress.stage("factorising", ProgressListener.Unit.ITERATIONS, -1);
            BlockKrylov krylov = new BlockKrylov(operator, adjoint, algebra, temporary, BLOCK, options.seed());
            BlockKrylov.RitzPairs pairs = iterate(krylov, wanted, options.tolerance(), progress);
            return triplets(operator, adjoint, algebra, krylov, pairs, swapped, options, arena);
        }
    }

    private static void check(CsrMatrix matrix) {
        if (matrix.isDouble()) {
            throw new IllegalArgumentException("the matrix must be of single precision");
        }
        if (matrix.rows() == 0 || matrix.columns() == 0) {
            throw new IllegalArgumentException(
                    "the matrix is empty: " + matrix.rows() + " rows, " + matrix.columns() + " columns");
        }
        for (long position = 0; position < matrix.nonZeros(); position++) {
            if (!Float.isFinite(matrix.data().getAtIndex(CsrMatrix.FLOAT, position))) {
                throw new IllegalArgumentException("the value at position " + position + " is not finite");
            }
        }
    }

    private static BlockKrylov.RitzPairs iterate(
            BlockKrylov krylov, int wanted, double tolerance, ProgressListener progress) throws IOException {
        int blocks = 0;
        double confirmed = Double.NaN;
        while (true) {
            krylov.expand();
            blocks++;
            if (krylov.size() < wanted) {
                progress.advanced(blocks, "");
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
        }
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

    /** From right vectors v to u = A·v / σ, with σ = ‖A·v‖; then the residuals as they are, not as they were predicted. */
    private static SingularTriplets triplets(
            CsrMatrix matrix,
            CsrMatrix transposed,
            PanelAlgebra algebra,
            BlockKrylov krylov,
            BlockKrylov.RitzPairs pairs,
            boolean swapped,
            SvdOptions options,
            Arena arena)
            throws IOException {
        int dimension = options.dimension();
        int found = pairs.values().length;
        double[] sigma = new double[dimension];
        double[] residual = new double[dimension];
        FloatMatrix u = FloatMatrix.allocate(arena, matrix.rows(), dimension);
        FloatMatrix v = FloatMatrix.allocate(arena, matrix.columns(), dimension);
        try (Arena temporary = Arena.ofShared()) {
            List<Panel> right = krylov.ritzVectors(pairs.vectors(), temporary, RESULT_BLOCK);
            List<Panel> left = right.stream()
                    .map(panel -> Panel.allocate(temporary, matrix.rows(), RESULT_BLOCK))
                    .toList();
            double[] length = new double[found];
            double[] error = new double[found];
            Panel back = Panel.allocate(temporary, matrix.columns(), RESULT_BLOCK);
            for (int i = 0; i < right.size(); i++) {
                algebra.multiply(matrix, right.get(i), left.get(i));
                double[] gram = algebra.gram(List.of(left.get(i)), left.get(i));
                algebra.multiply(transposed, left.get(i), back);
                double[] negated = new double[RESULT_BLOCK * RESULT_BLOCK];
                for (int j = 0; j < RESULT_BLOCK; j++) {
                    negated[j * RESULT_BLOCK + j] = -gram[j * RESULT_BLOCK + j];
                }
                algebra.addProduct(List.of(right.get(i)), negated, 1, back);
                double[] errors = algebra.gram(List.of(back), back);
                for (int j = 0; j < RESULT_BLOCK && i * RESULT_BLOCK + j < found; j++) {
                    length[i * RESULT_BLOCK + j] = Math.sqrt(gram[j * RESULT_BLOCK + j]);
                    error[i * RESULT_BLOCK + j] = Math.sqrt(errors[j * RESULT_BLOCK + j]);
                }
            }
            int[] order = IntStream.range(0, found)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> -length[i]))
                    .mapToInt(i -> i)
                    .toArray();
            int rank = 0;
            for (int place = 0; place < found; place++) {
                int source = order[place];
                if (length[source] <= ZERO * length[order[0]]) {
                    break;
                }
                rank++;
                sigma[place] = length[source];
                residual[place] = error[source] / (length[source] * length[source]);
                Panel leftPanel = left.get(source / RESULT_BLOCK);
                Panel rightPanel = right.get(source / RESULT_BLOCK);
                int column = source % RESULT_BLOCK;
                float sign = signOfLargest(swapped ? rightPanel : leftPanel, column);
                copyColumn(leftPanel, column, sign / length[source], u, place);
                copyColumn(rightPanel, column, sign, v, place);
            }
            return new SingularTriplets(sigma, residual, swapped ? v : u, swapped ? u : v, rank, krylov.size());
        }
    }

    private static float signOfLargest(Panel panel, int column) {
        float largest = 0;
        for (long row = 0; row < panel.rows(); row++) {
            float value = panel.get(row, column);
            if (Math.abs(value) > Math.abs(largest)) {
                largest = value;
            }
        }
        return largest < 0 ? -1 : 1;
    }

    private static void copyColumn(Panel from, int column, double factor, FloatMatrix to, int toColumn) {
        for (long row = 0; row < from.rows(); row++) {
            to.set(row, toColumn, (float) (from.get(row, column) * factor));
        }
    }
}
