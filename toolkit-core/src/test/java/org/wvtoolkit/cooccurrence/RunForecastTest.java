package org.wvtoolkit.cooccurrence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.linalg.CsrMatrix;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;

class RunForecastTest {
    @TempDir
    Path folder;

    static Stream<CooccurrenceOptions> options() {
        return Stream.of(
                CooccurrenceOptions.defaults(),
                CooccurrenceOptions.builder().window(12).side(ContextSide.LEFT).build(),
                CooccurrenceOptions.builder().window(3).positional(true).build(),
                CooccurrenceOptions.builder()
                        .window(4)
                        .subsample(0.002, SubsamplingMode.CLEAN)
                        .build());
    }

    /** The words of this corpus are independent draws, so the estimate is close. */
    @ParameterizedTest
    @MethodSource("options")
    @DisplayName("The estimate is close for a random text")
    void randomText(CooccurrenceOptions options) throws IOException {
        try (EncodedCorpus corpus = RandomCorpus.make(folder, 13, 3000, 30, 2000)) {
            Resources resources = new Resources(1, Resources.MIN_MEMORY, folder);
            AtomicLong written = new AtomicLong();
            try (ContextMatrix counts = CooccurrenceCounter.count(corpus, options, resources, ProgressListener.NONE)) {
                RunEncoder encoder = new RunEncoder();
                CsrMatrix matrix = counts.matrix();
                for (int row = 0; row < matrix.rows(); row++) {
                    int cells = (int) (matrix.rowEnd(row) - matrix.rowStart(row));
                    int[] columns = new int[cells];
                    long[] values = new long[cells];
                    for (int i = 0; i < cells; i++) {
                        columns[i] = matrix.column(matrix.rowStart(row) + i);
                        values[i] = (long) matrix.value(matrix.rowStart(row) + i);
                    }
                    encoder.clear();
                    encoder.add(columns, values, cells);
                    written.addAndGet(encoder.length());
                }
            }
            double forecast = RunForecast.bytes(corpus, options, 1);
            assertEquals(1, forecast / written.get(), 0.15, forecast + " for " + written);
        }
    }
}
