package org.wvtoolkit.alignment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.container.MalformedFileException;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.vocabulary.VocabularyBuilder;

class AlignmentTest {
    private static final int WORDS = 400;
    private static final int DIMENSION = 20;

    private static DenseEmbeddings model(String prefix, float[][] rows) {
        FloatMatrix vectors = FloatMatrix.allocate(Arena.ofAuto(), rows.length, rows[0].length);
        for (int id = 0; id < rows.length; id++) {
            vectors.setRow(id, rows[id], 0);
        }
        List<String> words =
                IntStream.range(0, rows.length).mapToObj(id -> prefix + id).toList();
        return DenseEmbeddings.of(VocabularyBuilder.of(words, new long[rows.length]), vectors, ModelMetadata.EMPTY);
    }

    private static float[][] random(long seed) {
        Random random = new Random(seed);
        float[][] rows = new float[WORDS][DIMENSION];
        for (float[] row : rows) {
            for (int k = 0; k < DIMENSION; k++) {
                row[k] = (float) random.nextGaussian();
            }
        }
        return rows;
    }

    private static float[][] rotated(float[][] rows, double noise) {
        Random random = new Random(11);
        DMatrixRMaj rotation = RandomMatrices_DDRM.orthogonal(DIMENSION, DIMENSION, random);
        float[][] turned = new float[WORDS][DIMENSION];
        for (int id = 0; id < WORDS; id++) {
            for (int j = 0; j < DIMENSION; j++) {
                double sum = noise * random.nextGaussian();
                for (int i = 0; i < DIMENSION; i++) {
                    sum += rows[id][i] * rotation.get(i, j);
                }
                turned[id][j] = (float) sum;
            }
        }
        return turned;
    }

    @Test
    @DisplayName("a rotated copy is recovered: every held-out word is found at rank 1")
    void rotatedCopy() throws IOException {
        float[][] rows = random(1);
        DenseEmbeddings source = model("w", rows);
        DenseEmbeddings target = model("w", rotated(rows, 0));
        List<WordPairs> split = WordPairs.identical(source, target, WORDS).split(5);
        assertEquals(WORDS * 4 / 5, split.get(0).pairs().size());
        try (DenseEmbeddings aligned =
                Rotation.fit(source, target, split.get(0)).apply(source)) {
            Translation found = Translation.measure(aligned, target, split.get(1), WORDS, 2);
            assertEquals(WORDS / 5, found.questions());
            assertEquals(1, found.cosineAt1());
            assertEquals(1, found.cslsAt1());
            float[] row = new float[DIMENSION];
            aligned.vectors().copyRow(3, row, 0);
            for (int k = 0; k < DIMENSION; k++) {
                assertEquals(target.vectors().get(3, k), row[k], 1e-4);
            }
        }
    }

    @Test
    @DisplayName("with noise, CSLS and cosine agree with their definitions by brute force")
    void definitions() throws IOException {
        float[][] rows = random(2);
        float[][] noisy = rotated(rows, 1.2);
        DenseEmbeddings source = model("a", rows);
        DenseEmbeddings target = model("b", noisy);
        WordPairs pairs = new WordPairs(
                IntStream.range(0, WORDS)
                        .mapToObj(id -> new WordPairs.Pair(id, id))
                        .toList(),
                0);
        try (DenseEmbeddings aligned = Rotation.fit(source, target, pairs).apply(source)) {
            double[][] cosines = new double[WORDS][WORDS];
            for (int i = 0; i < WORDS; i++) {
                for (int j = 0; j < WORDS; j++) {
                    for (int k = 0; k < DIMENSION; k++) {
                        cosines[i][j] += aligned.vectors().get(i, k)
                                / (double) aligned.norm(i)
                                * target.vectors().get(j, k)
                                / target.norm(j);
                    }
                }
            }
            int cosineRight = 0;
            int cslsRight = 0;
            for (int i = 0; i < WORDS; i++) {
                int bestCosine = 0;
                int bestCsls = 0;
                for (int j = 1; j < WORDS; j++) {
                    bestCosine = cosines[i][j] > cosines[i][bestCosine] ? j : bestCosine;
                    bestCsls = csls(cosines, i, j) > csls(cosines, i, bestCsls) ? j : bestCsls;
                }
                cosineRight += bestCosine == i ? 1 : 0;
                cslsRight += bestCsls == i ? 1 : 0;
            }
            Translation found = Translation.measure(aligned, target, pairs, WORDS, 2);
            assertEquals(cosineRight / (double) WORDS, found.cosineAt1(), 1e-9);
            assertEquals(cslsRight / (double) WORDS, found.cslsAt1(), 1e-9);
            assertTrue(found.cslsAt1() < 1 && found.cslsAt1() > 0.3, found.toString());
            assertTrue(found.cslsAt5() >= found.cslsAt1());
        }
    }

    @Test
    @DisplayName("a rotated copy is recovered in the weighted space, and both models have the same vectors there")
    void weightedSpaceOfCopy() throws IOException {
        float[][] rows = random(3);
        DenseEmbeddings source = model("w", rows);
        DenseEmbeddings target = model("w", rotated(rows, 0));
        List<WordPairs> split = WordPairs.identical(source, target, WORDS).split(5);
        WeightedSpace space = WeightedSpace.fit(source, target, split.get(0), 2);
        for (double correlation : space.correlations()) {
            assertEquals(1, correlation, 1e-6);
        }
        try (DenseEmbeddings first = space.applyToSource(source);
                DenseEmbeddings second = space.applyToTarget(target)) {
            assertEquals(
                    1,
                    Translation.measure(first, second, split.get(1), WORDS, 2).cosineAt1());
            for (int k = 0; k < DIMENSION; k++) {
                assertEquals(second.vectors().get(3, k), first.vectors().get(3, k), 1e-4);
            }
            assertEquals(source.norm(3), first.norm(3), 1e-4);
        }
    }

    @Test
    @DisplayName("cosines in the weighted space are those of its definition, by eigenvectors of the pairs")
    void weightedSpace() {
        DenseEmbeddings source = model("a", random(4));
        DenseEmbeddings target = model("b", rotated(random(4), 1));
        int paired = WORDS - 100;
        WordPairs pairs = new WordPairs(
                IntStream.range(0, paired)
                        .mapToObj(id -> new WordPairs.Pair(id, id))
                        .toList(),
                0);
        double exponent = 1.5;
        DMatrixRMaj a = units(source);
        DMatrixRMaj b = units(target);
        DMatrixRMaj aa = products(a, a, paired);
        DMatrixRMaj bb = products(b, b, paired);
        DMatrixRMaj ab = products(a, b, paired);
        DMatrixRMaj inverse = new DMatrixRMaj(DIMENSION, DIMENSION);
        CommonOps_DDRM.invert(bb, inverse);
        DMatrixRMaj regression = new DMatrixRMaj(DIMENSION, DIMENSION);
        CommonOps_DDRM.multTransB(inverse, ab, regression);
        CommonOps_DDRM.invert(aa, inverse);
        DMatrixRMaj square = new DMatrixRMaj(DIMENSION, DIMENSION);
        DMatrixRMaj half = new DMatrixRMaj(DIMENSION, DIMENSION);
        CommonOps_DDRM.mult(inverse, ab, half);
        CommonOps_DDRM.mult(half, regression, square);
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(DIMENSION, true, false);
        assertTrue(eigen.decompose(square));
        double[][] expectedA = new double[WORDS][DIMENSION];
        double[][] expectedB = new double[WORDS][DIMENSION];
        double[] correlations = new double[DIMENSION];
        for (int k = 0; k < DIMENSION; k++) {
            double correlation = Math.sqrt(eigen.getEigenvalue(k).getReal());
            correlations[k] = correlation;
            double weight = Math.pow(correlation, exponent);
            DMatrixRMaj direction = eigen.getEigenVector(k);
            DMatrixRMaj image = new DMatrixRMaj(DIMENSION, 1);
            CommonOps_DDRM.mult(aa, direction, image);
            CommonOps_DDRM.scale(1 / Math.sqrt(CommonOps_DDRM.dot(direction, image)), direction);
            DMatrixRMaj other = new DMatrixRMaj(DIMENSION, 1);
            CommonOps_DDRM.mult(regression, direction, other);
            for (int id = 0; id < WORDS; id++) {
                for (int i = 0; i < DIMENSION; i++) {
                    expectedA[id][k] += weight * a.get(id, i) * direction.get(i);
                    expectedB[id][k] += weight * b.get(id, i) * other.get(i) / correlation;
                }
            }
        }
        WeightedSpace space = WeightedSpace.fit(source, target, pairs, exponent);
        assertArrayEquals(sorted(correlations), sorted(space.correlations()), 1e-6);
        try (DenseEmbeddings first = space.applyToSource(source);
                DenseEmbeddings second = space.applyToTarget(target)) {
            DMatrixRMaj x = units(first);
            DMatrixRMaj y = units(second);
            for (int i = paired - 20; i < paired + 20; i++) {
                for (int j = paired - 20; j < paired + 20; j++) {
                    assertEquals(cosine(expectedA[i], expectedB[j]), cosine(row(x, i), row(y, j)), 1e-5);
                    assertEquals(cosine(expectedA[i], expectedA[j]), cosine(row(x, i), row(x, j)), 1e-5);
                }
            }
        }
        assertThrows(IllegalArgumentException.class, () -> WeightedSpace.fit(source, target, pairs, -1));
    }

    private static double[] sorted(double[] values) {
        return Arrays.stream(values).sorted().toArray();
    }

    private static DMatrixRMaj units(DenseEmbeddings model) {
        DMatrixRMaj units = new DMatrixRMaj(WORDS, DIMENSION);
        for (int id = 0; id < WORDS; id++) {
            for (int k = 0; k < DIMENSION; k++) {
                units.set(id, k, model.vectors().get(id, k) / (double) model.norm(id));
            }
        }
        return units;
    }

    private static DMatrixRMaj products(DMatrixRMaj a, DMatrixRMaj b, int rows) {
        DMatrixRMaj products = new DMatrixRMaj(DIMENSION, DIMENSION);
        CommonOps_DDRM.multTransA(
                CommonOps_DDRM.extract(a, 0, rows, 0, DIMENSION),
                CommonOps_DDRM.extract(b, 0, rows, 0, DIMENSION),
                products);
        return products;
    }

    private static double[] row(DMatrixRMaj matrix, int id) {
        return Arrays.copyOfRange(matrix.data, id * DIMENSION, (id + 1) * DIMENSION);
    }

    private static double cosine(double[] x, double[] y) {
        double product = 0;
        double xx = 0;
        double yy = 0;
        for (int k = 0; k < x.length; k++) {
            product += x[k] * y[k];
            xx += x[k] * x[k];
            yy += y[k] * y[k];
        }
        return product / Math.sqrt(xx * yy);
    }

    private static double csls(double[][] cosines, int i, int j) {
        double crowd = IntStream.range(0, WORDS)
                .mapToDouble(other -> -cosines[other][j])
                .sorted()
                .limit(10)
                .sum();
        return 2 * cosines[i][j] + crowd / 10;
    }

    @Test
    @DisplayName("a bad dictionary, unequal dimensions and too few pairs are refused with the reason")
    void refused(@TempDir Path folder) throws IOException {
        DenseEmbeddings source = model("w", random(1));
        Path file = folder.resolve("pairs.tsv");
        Files.writeString(file, "# comment\nw1\tw2\nw3 w4\n\nw5\tunknown\n");
        WordPairs read = WordPairs.read(file, source, source);
        assertEquals(List.of(new WordPairs.Pair(1, 2), new WordPairs.Pair(3, 4)), read.pairs());
        assertEquals(1, read.skipped());
        Files.writeString(file, "w1\tw2\nw1\n");
        refused(MalformedFileException.class, "line 2", () -> WordPairs.read(file, source, source));
        Files.write(file, "w1\tä\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThrows(MalformedFileException.class, () -> WordPairs.read(file, source, source));
        refused(IllegalArgumentException.class, "2 pairs", () -> Rotation.fit(source, source, read));
        DenseEmbeddings narrow = model("w", new float[][] {{1, 2}});
        refused(IllegalArgumentException.class, "20 and 2 dimensions", () -> Rotation.fit(source, narrow, read));
    }

    private static void refused(Class<? extends Exception> type, String reason, Executable call) {
        String message = String.valueOf(assertThrows(type, call).getMessage());
        assertTrue(message.contains(reason), message);
    }
}
