package org.wvtoolkit.weighting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wvtoolkit.cooccurrence.ContextMatrix;
import org.wvtoolkit.cooccurrence.CooccurrenceCounter;
import org.wvtoolkit.cooccurrence.CooccurrenceOptions;
import org.wvtoolkit.cooccurrence.RandomCorpus;
import org.wvtoolkit.cooccurrence.WindowWeighting;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.linalg.CsrMatrix;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;

class MatrixWeigherTest {
    @TempDir
    Path folder;

    private EncodedCorpus corpus;
    private ContextMatrix counts;

    @BeforeEach
    void count() throws IOException {
        corpus = RandomCorpus.make(folder, 21, 400, 20, 150);
        CooccurrenceOptions options = CooccurrenceOptions.builder()
                .window(3)
                .weighting(WindowWeighting.HARMONIC)
                .build();
        counts = CooccurrenceCounter.count(corpus, options, resources(1), ProgressListener.NONE);
    }

    @AfterEach
    void close() throws IOException {
        counts.close();
        corpus.close();
    }

    private Resources resources(int threads) {
        return new Resources(threads, Resources.MIN_MEMORY, folder);
    }

    private ContextMatrix weigh(WeightingOptions options) throws IOException {
        return MatrixWeigher.weigh(counts, options, resources(2), ProgressListener.NONE);
    }

    /**
     * Textbook definition of a weight from joint, row and column counts and their total, smoothed
     * where required.
     */
    private interface Definition {
        double of(double joint, double row, double column, double total);
    }

    private void assertDefinition(WeightingOptions options, Definition definition) throws IOException {
        int size = counts.matrix().rows();
        double[] rows = new double[size];
        double[] columns = new double[size];
        double total = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                double count = counts.matrix().get(i, j);
                rows[i] += count;
                columns[j] += count;
                total += count;
            }
        }
        try (ContextMatrix weighted = weigh(options)) {
            weighted.matrix().validate();
            long cells = 0;
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    double count = counts.matrix().get(i, j);
                    double expected = count > 0 && count >= options.minimumPairCount()
                            ? definition.of(count, rows[i], columns[j], total)
                            : 0;
                    assertEquals(expected, weighted.matrix().get(i, j), 1e-6 * Math.max(1, Math.abs(expected)));
                    cells += (float) expected != 0 ? 1 : 0;
                }
            }
            assertEquals(cells, weighted.matrix().nonZeros());
        }
    }

    @ParameterizedTest
    @CsvSource({"0.75, 1, 0", "1, 1, 0", "0.5, 5, 0", "0.75, 0.5, 2"})
    @DisplayName("Positive PMI equals the formula of Levy, Goldberg and Dagan")
    void positivePmi(double smoothing, double shift, double minimum) throws IOException {
        double smoothed = smoothedTotal(smoothing);
        Definition pmi = (joint, row, column, total) ->
                Math.log((joint / total) / ((row / total) * (Math.pow(column, smoothing) / smoothed)))
                        - Math.log(shift);
        assertDefinition(
                new WeightingOptions(new PositivePmi(), smoothing, shift, minimum),
                (joint, row, column, total) -> Math.max(0, pmi.of(joint, row, column, total)));
        assertDefinition(new WeightingOptions(new Pmi(), smoothing, shift, minimum), pmi);
    }

    private double smoothedTotal(double smoothing) {
        double sum = 0;
        for (int j = 0; j < counts.matrix().columns(); j++) {
            double column = 0;
            for (int i = 0; i < counts.matrix().rows(); i++) {
                column += counts.matrix().get(i, j);
            }
            sum += Math.pow(column, smoothing);
        }
        return sum;
    }

    @Test
    @DisplayName("The other weightings equal their formulas")
    void otherWeightings() throws IOException {
        assertDefinition(new WeightingOptions(new RawCount(), 1, 1, 0), (joint, row, column, total) -> joint);
        assertDefinition(
                new WeightingOptions(new LogCount(), 1, 1, 0), (joint, row, column, total) -> Math.log(1 + joint));
        assertDefinition(
                new WeightingOptions(new TTest(), 1, 1, 0),
                (joint, row, column, total) ->
                        (joint / total - row * column / total / total) / Math.sqrt(row * column / total / total));
        assertDefinition(new WeightingOptions(new ChiSquare(), 1, 1, 0), (joint, row, column, total) -> {
            double sum = 0;
            for (double[] cell : table(joint, row, column, total)) {
                sum += (cell[0] - cell[1]) * (cell[0] - cell[1]) / cell[1];
            }
            return joint > row * column / total ? sum : 0;
        });
        assertDefinition(new WeightingOptions(new LogLikelihoodRatio(), 1, 1, 0), (joint, row, column, total) -> {
            double sum = 0;
            for (double[] cell : table(joint, row, column, total)) {
                sum += cell[0] > 0 ? 2 * cell[0] * Math.log(cell[0] / cell[1]) : 0;
            }
            return joint > row * column / total ? sum : 0;
        });
    }

    /** Returns observed and expected counts of the four cells. */
    private static List<double[]> table(double joint, double row, double column, double total) {
        return List.of(
                new double[] {joint, row * column / total},
                new double[] {row - joint, row * (total - column) / total},
                new double[] {column - joint, (total - row) * column / total},
                new double[] {total - row - column + joint, (total - row) * (total - column) / total});
    }

    @Test
    @DisplayName("The bytes do not depend on threads, and every weighting is saved and opened")
    void deterministic() throws IOException {
        for (Weighting weighting : Weightings.all()) {
            WeightingOptions options = new WeightingOptions(weighting, 0.75, 2, 0);
            Path saved = folder.resolve(weighting.name());
            Path direct = folder.resolve(weighting.name() + "-direct");
            try (ContextMatrix matrix = weigh(options)) {
                matrix.save(saved);
            }
            try (ContextMatrix matrix =
                    MatrixWeigher.weigh(counts, options, direct, resources(3), ProgressListener.NONE)) {
                assertEquals(options, WeightingOptions.fromMap(ContextMatrix.withoutPrefix(matrix.metadata())));
                assertEquals(counts.countingOptions(), matrix.countingOptions());
                assertEquals("random", matrix.metadata().get("text.analyzer"));
            }
            assertEquals(-1, Files.mismatch(saved, direct));
        }
    }

    @Test
    @DisplayName("An unknown name is rejected with the list of known names")
    void unknownName() {
        String message = assertThrows(IllegalArgumentException.class, () -> Weightings.named("ppmj"))
                .toString();
        assertTrue(message.contains("ppmj") && message.contains("ppmi"), message);
    }

    @Test
    @DisplayName("Counts are not accepted as weights")
    void wrongKind() throws IOException {
        Path saved = folder.resolve("counts");
        counts.save(saved);
        assertThrows(IOException.class, () -> ContextMatrix.open(saved, ContextMatrix.Kind.WEIGHTS));
        CsrMatrix matrix = counts.matrix();
        assertTrue(matrix.isDouble());
    }
}
