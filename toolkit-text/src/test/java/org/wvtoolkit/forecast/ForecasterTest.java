package org.wvtoolkit.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.corpus.CorpusEncoder;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.option.OptionValues;
import org.wvtoolkit.pipeline.TrainingMethods;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.text.TextCorpus;
import org.wvtoolkit.vocabulary.VocabularyOptions;

/** Tests of forecasts that do not depend on measured times. */
class ForecasterTest {
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    Path folder;

    @Test
    @DisplayName("Quantities are extrapolated as powers")
    void extrapolation() {
        assertEquals(400, Forecaster.extrapolate(100, 50, 2, 4, 0.5, 1.1), 1e-9);
        assertEquals(200, Forecaster.extrapolate(100, 100 / Math.sqrt(2), 2, 4, 0, 1.1), 1e-9);
        assertEquals(200, Forecaster.extrapolate(100, 99, 2, 4, 0.5, 1.1), 1e-9, "lower bound of the exponent");
        assertEquals(100, Forecaster.extrapolate(100, 10, 4, 1, 0, 1.1), 1e-9, "the complete text was measured");
        assertEquals(0, Forecaster.extrapolate(0, 0, 4, 10, 0, 1.1), 1e-9);
    }

    @Test
    @DisplayName("The recent rate determines the expected time")
    void recentRate() {
        SpeedMeter meter = new SpeedMeter();
        meter.stage("training", ProgressListener.Unit.TOKENS, 100_000);
        long begin = System.nanoTime();
        // One token per 0.1 s for two seconds, then 100.
        for (int tenth = 0; tenth <= 20; tenth++) {
            meter.advanced(begin + tenth * SECOND / 10, tenth);
        }
        for (int tenth = 21; tenth <= 25; tenth++) {
            meter.advanced(begin + tenth * SECOND / 10, 20 + (tenth - 20) * 100L);
        }
        assertFalse(meter.isSteady());
        for (int tenth = 26; tenth <= 50; tenth++) {
            meter.advanced(begin + tenth * SECOND / 10, 20 + (tenth - 20) * 100L);
        }
        assertTrue(meter.isSteady());
        long done = 20 + 3_000;
        assertEquals(5 + (100_000 - done) / 1_000.0, meter.expectedNanos(begin, 5 * SECOND) / (double) SECOND, 0.5);
    }

    @Test
    @DisplayName("Every method has a forecast that matches its model")
    void allMethods() throws IOException {
        Random random = new Random(2);
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < 2_000; line++) {
            for (int i = 0; i < 10; i++) {
                text.append("w")
                        .append((int) Math.abs(random.nextGaussian() * 100))
                        .append(' ');
            }
            text.append('\n');
        }
        Path file = Files.writeString(folder.resolve("text"), text);
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        Resources resources = new Resources(2, 64 << 20, temporary);
        try (EncodedCorpus corpus = CorpusEncoder.encode(
                TextCorpus.of(file),
                VocabularyOptions.defaults(),
                folder.resolve("corpus"),
                resources,
                ProgressListener.NONE)) {
            int words = corpus.vocabulary().size();
            TextSize size = new TextSize(20_000, 2_000, corpus.tokens(), words, 4L * words, SECOND);
            Forecaster forecaster = new Forecaster(corpus, size, resources, Duration.ofMillis(200));
            for (String method : List.of("cbow", "svd")) {
                Forecast forecast =
                        forecaster.forecast(TrainingMethods.create(method, OptionValues.of(Map.of("dimension", "10"))));
                assertTrue(forecast.nanos() > SECOND / 2, forecast.toString());
                assertTrue(forecast.modelBytes() > 40L * words, forecast.toString());
                assertTrue(forecast.modelBytes() < 40L * words + 100_000, forecast.toString());
                assertTrue(forecast.diskBytes() > 4 * corpus.tokens(), forecast.toString());
                assertTrue(forecast.memoryBytes() == -1 || forecast.memoryBytes() > 10 << 20, forecast.toString());
            }
        }
        try (Stream<Path> left = Files.list(temporary)) {
            assertEquals(List.of(), left.toList());
        }
    }
}
