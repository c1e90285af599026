package org.wvtoolkit.factorization;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SegmentAllocator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Randomized block Krylov iteration (Musco and Musco 2015) for the largest eigenpairs of AᵀA,
 * implemented as block Lanczos with full reorthogonalization, so that rounding errors do not
 * reintroduce converged vectors, and with thick restarts (Wu and Simon 2000).
 *
 * <p>The basis Q grows by one block at a time: AᵀA is applied to the newest block, and the result
 * is orthogonalized against all blocks. The coefficients of this projection are the new columns of
 * T = QᵀAᵀAQ, so the Rayleigh-Ritz step needs no further pass over the matrix. The remainder gives
 * the residual of every Ritz pair: AᵀA·Q·s − θ·Q·s = Q_next · (B·s_last).
 *
 * <p>If the Krylov space has fewer new directions than a block has columns, as for matrices of low
 * rank or small size, the missing columns are replaced by random directions. They are zero once the
 * whole space is spanned.
 */
final class BlockKrylov {
    /**
     * Squared length, relative to the longest column before projection, below which a remainder is
     * rounding noise.
     */
    private static final double NOISE = 1e-12;

    /**
     * Squared length of the remainder below which a random direction lies in the space already
     * spanned.
     */
    private static final double EXHAUSTED = 1e-6;

    /** Squared length below which a column of nominal length 1 counts as zero. */
    private static final double LOST = 0.1;

    private final LinearOperator matrix;
    private final PanelAlgebra algebra;
    private final SegmentAllocator memory;
    private final int width;
    private final long seed;
    private final Panel image;
    private final List<Panel> basis = new ArrayList<>();
    private final List<Panel> free = new ArrayList<>();
    private double[] projected = {};
    private int size;
    private Panel next;
    private double[] coupling;
    private int liveDirections;
    private int spanned;
    private boolean brokenDown;
    private boolean freshlyRestarted;
    private long draws;

    /**
     * Creates an iteration with a random first block.
     *
     * @param matrix A
     * @param algebra products of panels
     * @param memory allocator of the panels
     * @param width number of columns of a block
     * @param seed seed of the random block
     */
    BlockKrylov(LinearOperator matrix, PanelAlgebra algebra, SegmentAllocator memory, int width, long seed)
            throws IOException {
        this.matrix = matrix;
        this.algebra = algebra;
        this.memory = memory;
        this.width = width;
        this.seed = seed;
        this.image = Panel.allocate(memory, matrix.rows(), width);
        this.next = newPanel();
        this.coupling = new double[width * width];
        boolean[] all = new boolean[width];
        Arrays.fill(all, true);
        refill(next, all);
        liveDirections = width - count(orthonormalize(next, LOST).dead());
    }

    /** The Ritz pairs with the largest values. */
    @SuppressWarnings("ArrayRecordComponent") // a bundle of results, never compared
    record RitzPairs(double[] values, double[][] vectors, double[] residuals) {}

    /** Returns the number of columns of the basis, including zero columns. */
    int size() {
        return size;
    }

    /** Returns whether the basis spans the whole space, so that Ritz pairs are eigenpairs. */
    boolean exhausted() {
        return spanned >= matrix.columns();
    }

    /**
     * Returns whether the newest block contains random replacement columns because fewer than
     * {@code width} new directions were found. Eigenvalues whose multiplicity exceeds the block
     * width may then be missing although all residuals are small.
     */
    boolean brokenDown() {
        return brokenDown;
    }

    /** Adds the next block to the basis and computes the block after it. */
    void expand() throws IOException {
        Panel newest = next;
        basis.add(newest);
        spanned = liveDirections;
        Panel candidate = newPanel();
        matrix.multiply(newest.segment(), image.segment(), width);
        matrix.multiplyTransposed(image.segment(), candidate.segment(), width);

        double longest = longestColumn(algebra.gram(List.of(candidate), candidate));
        // Projects out the large components first, those along the two newest blocks and along the
        // blocks kept at a restart; then the rest, which is rounding error together with the
        // remainder of the large components.
        int older = basis.size() - Math.min(basis.size(), freshlyRestarted ? basis.size() : 2);
        freshlyRestarted = false;
        List<Panel> neighbours = basis.subList(older, basis.size());
        double[] large = algebra.gram(neighbours, candidate);
        algebra.addProduct(neighbours, large, -1, candidate);
        double[] coefficients = algebra.gram(basis, candidate);
        algebra.addProduct(basis, coefficients, -1, candidate);
        int offset = coefficients.length - large.length;
        for (int i = 0; i < large.length; i++) {
            coefficients[offset + i] += large[i];
        }
        extendProjected(coefficients);

        SmallDense.Orthonormalizer first = orthonormalize(candidate, NOISE * longest);
        coupling = first.inverse();
        brokenDown = count(first.dead()) > 0;
        if (brokenDown) {
            refill(candidate, first.dead());
        }
        // A second pass, because one pass in single precision leaves the columns orthogonal to only
        // a few digits. Its factor is close to the identity and is multiplied into the coupling.
        SmallDense.Orthonormalizer second = orthonormalize(candidate, LOST);
        coupling = SmallDense.multiply(second.inverse(), coupling, width);
        liveDirections += width - count(second.dead());
        next = candidate;
    }

    private SmallDense.Orthonormalizer orthonormalize(Panel panel, double floor) throws IOException {
        SmallDense.Orthonormalizer orthonormalizer =
                SmallDense.orthonormalizer(algebra.gram(List.of(panel), panel), width, floor);
        algebra.transform(panel, orthonormalizer.transform());
        return orthonormalizer;
    }

    private double longestColumn(double[] gram) {
        double longest = 0;
        for (int i = 0; i < width; i++) {
            longest = Math.max(longest, gram[i * width + i]);
        }
        return longest;
    }

    /**
     * Appends a block of columns to T. The rows below follow by symmetry when the next block is
     * added.
     */
    private void extendProjected(double[] coefficients) {
        int grown = size + width;
        double[] larger = new double[Math.multiplyExact(grown, grown)];
        for (int i = 0; i < size; i++) {
            System.arraycopy(projected, i * size, larger, i * grown, size);
        }
        for (int i = 0; i < grown; i++) {
            for (int j = 0; j < width; j++) {
                double value = coefficients[i * width + j];
                // The diagonal block is symmetric except for rounding errors.
                larger[i * grown + size + j] =
                        i < size ? value : (value + coefficients[(size + j) * width + (i - size)]) / 2;
                larger[(size + j) * grown + i] = larger[i * grown + size + j];
            }
        }
        projected = larger;
        size = grown;
    }

    /**
     * Computes the largest Ritz pairs and their residuals ‖AᵀA·v − θ·v‖ from the recurrence.
     *
     * @param wanted number of pairs, at most {@link #size}
     * @return pairs with values in descending order
     */
    RitzPairs ritzPairs(int wanted) {
        SmallDense.Eigen eigen = SmallDense.eigen(projected, size);
        double[] residuals = new double[wanted];
        for (int pair = 0; pair < wanted; pair++) {
            double[] vector = eigen.vectors()[pair];
            double squared = 0;
            for (int i = 0; i < width; i++) {
                double component = 0;
                for (int j = 0; j < width; j++) {
                    component += coupling[i * width + j] * vector[size - width + j];
                }
                squared += component * component;
            }
            residuals[pair] = Math.sqrt(squared);
        }
        return new RitzPairs(Arrays.copyOf(eigen.values(), wanted), Arrays.copyOf(eigen.vectors(), wanted), residuals);
    }

    /**
     * Replaces the basis by its best part, so that it can grow again in the same memory.
     *
     * @param pairs the pairs to keep; their number is a multiple of the block width
     */
    void restart(RitzPairs pairs) throws IOException {
        int kept = pairs.values().length;
        List<Panel> panels = ritzVectors(pairs.vectors());
        free.addAll(basis);
        basis.clear();
        basis.addAll(panels);
        projected = new double[kept * kept];
        for (int i = 0; i < kept; i++) {
            projected[i * kept + i] = pairs.values()[i];
        }
        size = kept;
        freshlyRestarted = true;
    }

    /**
     * Computes Ritz vectors Q·s in panels.
     *
     * @param vectors the vectors s, each with {@link #size} components
     * @return panels that contain all vectors; the last one is padded with columns of zeros
     */
    List<Panel> ritzVectors(double[][] vectors) throws IOException {
        List<Panel> panels = new ArrayList<>();
        List<double[]> coefficients = new ArrayList<>();
        for (int from = 0; from < vectors.length; from += width) {
            double[] columns = new double[size * width];
            for (int j = from; j < Math.min(from + width, vectors.length); j++) {
                for (int i = 0; i < size; i++) {
                    columns[i * width + j - from] = vectors[j][i];
                }
            }
            coefficients.add(columns);
            Panel panel = newPanel();
            panel.segment().fill((byte) 0);
            panels.add(panel);
        }
        algebra.addProducts(basis, coefficients, 1, panels);
        return panels;
    }

    /**
     * Replaces dead columns by random directions orthogonal to the basis and to the live columns of
     * the panel.
     *
     * @param panel a panel with orthonormal live columns; its dead columns are replaced
     * @param dead flags of the dead columns; set to false where a direction was found
     * @return {@code dead}
     */
    private boolean[] refill(Panel panel, boolean[] dead) throws IOException {
        try (Arena temporary = Arena.ofShared()) {
            Panel random = Panel.allocate(temporary, panel.rows(), width);
            algebra.randomize(random, dead, seed + 0x632BE59BD9B4E019L * ++draws);
            double longest = longestColumn(algebra.gram(List.of(random), random));
            List<Panel> others = new ArrayList<>(basis);
            if (count(dead) < width) {
                others.add(panel);
            }
            for (int pass = 0; pass < 2 && !others.isEmpty(); pass++) {
                algebra.addProduct(others, algebra.gram(others, random), -1, random);
            }
            SmallDense.Orthonormalizer orthonormalizer = orthonormalize(random, EXHAUSTED * longest);
            int[] source = new int[width];
            int found = 0;
            for (int column = 0; column < width; column++) {
                while (found < width && orthonormalizer.dead()[found]) {
                    found++;
                }
                boolean replaced = dead[column] && found < width;
                source[column] = replaced ? found++ : -1;
                dead[column] &= !replaced;
            }
            algebra.replaceColumns(random, source, panel);
        }
        return dead;
    }

    private static int count(boolean[] flags) {
        int count = 0;
        for (boolean flag : flags) {
            count += flag ? 1 : 0;
        }
        return count;
    }

    private Panel newPanel() {
        return free.isEmpty() ? Panel.allocate(memory, matrix.columns(), width) : free.removeLast();
    }
}
