package org.wvtoolkit.factorization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wvtoolkit.linalg.CsrMatrix;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;

class TruncatedSvdTest {
    private static SingularTriplets factorize(
            CsrMatrix matrix, int dimension, double tolerance, int threads, Arena arena) throws IOException {
        SvdOptions options = new SvdOptions(dimension, 0, false, false, tolerance, 42);
        Resources resources = new Resources(threads, Resources.MIN_MEMORY, Path.of("."));
        return TruncatedSvd.factorize(matrix, options, resources, ProgressListener.NONE, arena);
    }

    private static double[][] random(long seed, int rows, int columns, double density) {
        Random random = new Random(seed);
        double[][] dense = new double[rows][columns];
        for (double[] row : dense) {
            for (int j = 0; j < columns; j++) {
                row[j] = random.nextDouble() < density ? (float) random.nextDouble() : 0;
            }
        }
        return dense;
    }

    private static double[] exactValues(double[][] dense, int columns) {
        SingularValueDecomposition_F64<DMatrixRMaj> svd =
                DecompositionFactory_DDRM.svd(dense.length, columns, false, false, true);
        assertTrue(svd.decompose(new DMatrixRMaj(dense)));
        double[] values = Arrays.copyOf(svd.getSingularValues(), Math.min(dense.length, columns));
        Arrays.sort(values);
        for (int i = 0; i < values.length / 2; i++) {
            double swapped = values[i];
            values[i] = values[values.length - 1 - i];
            values[values.length - 1 - i] = swapped;
        }
        return values;
    }

    /** Checks both equations, unit length, orthogonality, and the sign rule. */
    private static void assertTriplets(double[][] dense, SingularTriplets triplets, double tolerance) {
        FloatMatrix u = triplets.left();
        FloatMatrix v = triplets.right();
        for (int k = 0; k < triplets.rank(); k++) {
            double sigma = triplets.values()[k];
            double forward = 0;
            double largest = 0;
            for (int i = 0; i < dense.length; i++) {
                double product = 0;
                for (int j = 0; j < dense[i].length; j++) {
                    product += dense[i][j] * v.get(j, k);
                }
                double error = product - sigma * u.get(i, k);
                forward += error * error;
                largest = Math.abs(u.get(i, k)) > Math.abs(largest) ? u.get(i, k) : largest;
            }
            double backward = 0;
            for (int j = 0; j < v.rows(); j++) {
                double product = 0;
                for (int i = 0; i < dense.length; i++) {
                    product += dense[i][j] * u.get(i, k);
                }
                double error = product - sigma * v.get(j, k);
                backward += error * error;
            }
            assertTrue(Math.sqrt(forward) <= (tolerance + 1e-4) * sigma, "forward " + k);
            // Single-precision rounding of AᵀA, relative to the largest value, limits the accuracy
            // of the smallest triplets.
            double rounding = 2e-6 * triplets.values()[0] * triplets.values()[0] / sigma;
            assertTrue(Math.sqrt(backward) <= tolerance * sigma + rounding, "backward " + k);
            assertEquals(
                    Math.sqrt(Math.max(forward, backward)),
                    triplets.residuals()[k] * sigma,
                    rounding,
                    "as reported " + k);
            assertTrue(largest > 0, "sign " + k);
            for (int l = 0; l <= k; l++) {
                assertEquals(k == l ? 1 : 0, dot(u, k, l), 2e-3);
                assertEquals(k == l ? 1 : 0, dot(v, k, l), 1e-4);
            }
        }
    }

    private static double dot(FloatMatrix matrix, int k, int l) {
        double sum = 0;
        for (long i = 0; i < matrix.rows(); i++) {
            sum += (double) matrix.get(i, k) * matrix.get(i, l);
        }
        return sum;
    }

    @ParameterizedTest
    @CsvSource({
        "300, 200, 0.1, 10", "200, 300, 0.1, 10", "500, 500, 0.02, 40", "40, 30, 0.3, 30", "30, 40, 0.3, 20",
        "1, 1, 1, 1", "5, 1, 1, 1", "1, 5, 1, 1", "33, 33, 0.2, 33", "150, 64, 0.2, 64"
    })
    @DisplayName("Values equal those of a dense decomposition")
    void sameAsDense(int rows, int columns, double density, int dimension) throws IOException {
        double[][] dense = random(rows + columns, rows, columns, density);
        double[] exact = exactValues(dense, columns);
        try (Arena arena = Arena.ofShared()) {
            CsrMatrix matrix = CsrMatrix.ofDense(arena, dense, columns);
            SingularTriplets triplets = factorize(matrix, dimension, 1e-3, 2, arena);
            for (int k = 0; k < dimension; k++) {
                assertEquals(exact[k], triplets.values()[k], 1e-4 * exact[0], "value " + k);
            }
            assertTriplets(dense, triplets, 1e-3);
        }
    }

    @Test
    @DisplayName("The bytes do not depend on the number of threads")
    void threads() throws IOException {
        double[][] dense = random(5, 700, 600, 0.05);
        try (Arena arena = Arena.ofShared()) {
            CsrMatrix matrix = CsrMatrix.ofDense(arena, dense, 600);
            SingularTriplets one = factorize(matrix, 20, 0.03, 1, arena);
            for (int threads : new int[] {2, 3, 8}) {
                SingularTriplets more = factorize(matrix, 20, 0.03, threads, arena);
                assertEquals(-1, one.left().segment().mismatch(more.left().segment()));
                assertEquals(-1, one.right().segment().mismatch(more.right().segment()));
            }
        }
    }

    @Test
    @DisplayName("Empty rows and columns have zero vectors")
    void emptyRowsAndColumns() throws IOException {
        double[][] dense = random(6, 90, 80, 0.2);
        Arrays.fill(dense[7], 0);
        for (double[] row : dense) {
            row[9] = 0;
        }
        try (Arena arena = Arena.ofShared()) {
            SingularTriplets triplets = factorize(CsrMatrix.ofDense(arena, dense, 80), 5, 1e-3, 1, arena);
            for (int k = 0; k < 5; k++) {
                assertEquals(0, triplets.left().get(7, k), 1e-9);
                assertEquals(0, triplets.right().get(9, k), 1e-6);
            }
        }
    }

    @Test
    @DisplayName("A matrix of rank one has one triplet, and the rest are zero")
    void rankOne() throws IOException {
        double[][] dense = new double[200][150];
        for (int i = 0; i < 200; i++) {
            for (int j = 0; j < 150; j++) {
                dense[i][j] = (i + 1) * (j % 7);
            }
        }
        try (Arena arena = Arena.ofShared()) {
            SingularTriplets triplets = factorize(CsrMatrix.ofDense(arena, dense, 150), 10, 0.03, 2, arena);
            assertEquals(1, triplets.rank());
            assertEquals(1, triplets.values()[0] / exactValues(dense, 150)[0], 1e-6);
            for (int k = 1; k < 10; k++) {
                assertEquals(0, triplets.values()[k]);
                assertEquals(0, triplets.left().get(3, k));
            }
            assertTriplets(dense, triplets, 0.03);
        }
    }

    @Test
    @DisplayName("A zero matrix has no triplets")
    void zeroMatrix() throws IOException {
        try (Arena arena = Arena.ofShared()) {
            SingularTriplets triplets = factorize(CsrMatrix.ofDense(arena, new double[70][60], 60), 8, 0.03, 2, arena);
            assertEquals(0, triplets.rank());
            assertEquals(8, triplets.left().columns());
        }
    }

    @Test
    @DisplayName("Dimensions beyond the size of the matrix are zero")
    void excessDimensions() throws IOException {
        double[][] dense = random(8, 12, 9, 0.6);
        double[] exact = exactValues(dense, 9);
        try (Arena arena = Arena.ofShared()) {
            SingularTriplets triplets = factorize(CsrMatrix.ofDense(arena, dense, 9), 50, 1e-3, 1, arena);
            assertEquals(50, triplets.left().columns());
            for (int k = 0; k < 9; k++) {
                assertEquals(exact[k], triplets.values()[k], 1e-5);
            }
            assertEquals(0, triplets.values()[9]);
        }
    }

    @Test
    @DisplayName("A value of high multiplicity is found as often as it occurs")
    void multiplicity() throws IOException {
        double[][] dense = new double[400][400];
        for (int i = 0; i < 400; i++) {
            dense[i][i] = i % 8 == 0 ? 5 : 1;
        }
        try (Arena arena = Arena.ofShared()) {
            SingularTriplets triplets = factorize(CsrMatrix.ofDense(arena, dense, 400), 60, 0.01, 2, arena);
            for (int k = 0; k < 60; k++) {
                assertEquals(k < 50 ? 5 : 1, triplets.values()[k], 1e-3, "value " + k);
            }
        }
    }

    @Test
    @DisplayName("Close values are found through restarts")
    void closeValues() throws IOException {
        int size = 1200;
        double[][] dense = new double[size][size];
        for (int i = 0; i < size; i++) {
            dense[i][(i * 7) % size] = 1 + 1e-4 * (size - i);
        }
        try (Arena arena = Arena.ofShared()) {
            SingularTriplets triplets = factorize(CsrMatrix.ofDense(arena, dense, size), 2, 3e-5, 2, arena);
            assertTrue(triplets.basisSize() < 600, "basis " + triplets.basisSize());
            for (int k = 0; k < 2; k++) {
                assertEquals(1 + 1e-4 * (size - k), triplets.values()[k], 1e-5);
                assertTrue(triplets.residuals()[k] <= 3e-5);
            }
        }
    }

    @Test
    @DisplayName("Vectors are weighted by powers of their values")
    void eigenvalueWeighting() throws IOException {
        double[][] dense = random(9, 100, 100, 0.2);
        try (Arena arena = Arena.ofShared()) {
            SingularTriplets triplets = factorize(CsrMatrix.ofDense(arena, dense, 100), 6, 0.01, 1, arena);
            FloatMatrix half = triplets.vectors(new SvdOptions(6, 0.5, false, false, 0.01, 1), arena);
            FloatMatrix both = triplets.vectors(new SvdOptions(6, 1, true, false, 0.01, 1), arena);
            for (int k = 0; k < 6; k++) {
                double sigma = triplets.values()[k];
                float u = triplets.left().get(17, k);
                float v = triplets.right().get(17, k);
                assertEquals(u * Math.sqrt(sigma), half.get(17, k), 1e-5);
                assertEquals((u + v) * sigma, both.get(17, k), 1e-5 * sigma);
            }
            FloatMatrix unit = triplets.vectors(new SvdOptions(6, 1, true, true, 0.01, 1), arena);
            double squares = 0;
            double product = 0;
            for (int k = 0; k < 6; k++) {
                squares += both.get(17, k) * both.get(17, k);
                product += both.get(17, k) * unit.get(17, k);
            }
            assertEquals(Math.sqrt(squares), product, 1e-5 * Math.sqrt(squares), "same direction, length 1");
        }
    }

    @Test
    @DisplayName("Values that are not finite are rejected")
    void nonFiniteValue() {
        try (Arena arena = Arena.ofShared()) {
            CsrMatrix matrix = CsrMatrix.ofDense(arena, new double[][] {{1, Double.NaN}}, 2);
            assertThrows(IllegalArgumentException.class, () -> factorize(matrix, 1, 0.01, 1, arena));
        }
    }

    /**
     * Sixteen megabytes cannot hold the transpose and the panels of this matrix, so both go to a
     * file.
     */
    @Test
    @DisplayName("The bytes do not depend on the memory budget")
    void memory(@TempDir Path folder) throws IOException {
        double[][] dense = random(12, 3000, 2500, 0.4);
        try (Arena arena = Arena.ofShared()) {
            CsrMatrix matrix = CsrMatrix.ofDense(arena, dense, 2500);
            SvdOptions options = new SvdOptions(40, 0, false, false, 0.02, 42);
            List<SingularTriplets> found = new ArrayList<>();
            for (long memory : new long[] {Resources.MIN_MEMORY, 1L << 30}) {
                Resources resources = new Resources(2, memory, folder);
                found.add(TruncatedSvd.factorize(matrix, options, resources, ProgressListener.NONE, arena));
            }
            assertArrayEquals(found.getFirst().values(), found.getLast().values());
            assertEquals(
                    -1,
                    found.getFirst()
                            .left()
                            .segment()
                            .mismatch(found.getLast().left().segment()));
            try (Stream<Path> left = Files.list(folder)) {
                assertEquals(0, left.count());
            }
        }
    }

    /** Operator that multiplies a matrix in blocks of rows, as if each were stored elsewhere. */
    private record BlockedOperator(CsrMatrix matrix, CsrMatrix transposed, int block) implements LinearOperator {
        @Override
        public int rows() {
            return matrix.rows();
        }

        @Override
        public int columns() {
            return matrix.columns();
        }

        @Override
        public void multiply(MemorySegment panel, MemorySegment target, int width) {
            multiply(matrix, panel, target, width);
        }

        @Override
        public void multiplyTransposed(MemorySegment panel, MemorySegment target, int width) {
            multiply(transposed, panel, target, width);
        }

        private void multiply(CsrMatrix whole, MemorySegment panel, MemorySegment target, int width) {
            for (int from = 0; from < whole.rows(); from += block) {
                int to = Math.min(whole.rows(), from + block);
                try (Arena arena = Arena.ofConfined()) {
                    MemorySegment indptr = arena.allocate(8L * (to - from + 1), 8);
                    long first = whole.rowStart(from);
                    long cells = whole.rowEnd(to - 1) - first;
                    for (int row = from; row < to; row++) {
                        indptr.setAtIndex(CsrMatrix.INDPTR, row - from + 1L, whole.rowEnd(row) - first);
                    }
                    CsrMatrix rows = CsrMatrix.viewFloats(
                            to - from,
                            whole.columns(),
                            indptr,
                            whole.indices().asSlice(4 * first, 4 * cells),
                            whole.data().asSlice(4 * first, 4 * cells));
                    MemorySegment part = target.asSlice(4L * from * width, 4L * (to - from) * width);
                    LinearOperator.multiplyRows(rows, panel, part, width);
                }
            }
        }
    }

    @Test
    @DisplayName("An operator that multiplies in row blocks gives the bits of the matrix in memory")
    void blockedOperator() throws IOException {
        for (int[] shape : new int[][] {{90, 60}, {60, 90}}) {
            double[][] dense = random(5, shape[0], shape[1], 0.2);
            double[][] transposed = new double[shape[1]][shape[0]];
            for (int i = 0; i < shape[0]; i++) {
                for (int j = 0; j < shape[1]; j++) {
                    transposed[j][i] = dense[i][j];
                }
            }
            try (Arena arena = Arena.ofShared()) {
                CsrMatrix matrix = CsrMatrix.ofDense(arena, dense, shape[1]);
                SingularTriplets expected = factorize(matrix, 8, 0.01, 2, arena);
                LinearOperator operator =
                        new BlockedOperator(matrix, CsrMatrix.ofDense(arena, transposed, shape[0]), 7);
                SingularTriplets found = TruncatedSvd.factorize(
                        operator,
                        new SvdOptions(8, 0, false, false, 0.01, 42),
                        new Resources(1, Resources.MIN_MEMORY, Path.of(".")),
                        ProgressListener.NONE,
                        arena);
                assertArrayEquals(expected.values(), found.values());
                assertEquals(-1, expected.left().segment().mismatch(found.left().segment()));
                assertEquals(
                        -1, expected.right().segment().mismatch(found.right().segment()));
            }
        }
    }
}
