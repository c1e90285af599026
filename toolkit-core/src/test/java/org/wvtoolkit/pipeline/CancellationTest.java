package org.wvtoolkit.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wvtoolkit.corpus.TokenSource;
import org.wvtoolkit.option.OptionValues;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.vocabulary.VocabularyOptions;

class CancellationTest {
    private static final List<List<String>> TEXT = IntStream.range(0, 20_000)
            .mapToObj(i -> List.of("w" + i % 97, "w" + i * 31 % 89, "w" + i % 83, "w" + i % 13))
            .toList();

    @TempDir
    Path folder;

    private void train(String method, int threads, ProgressListener progress) throws IOException {
        Training.train(
                        TokenSource.of("mine", TEXT),
                        VocabularyOptions.ofMinCount(1),
                        TrainingMethods.create(method, OptionValues.of(Map.of())),
                        new Resources(threads, 64 << 20, folder),
                        progress)
                .close();
    }

    private List<Path> filesLeft() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @ParameterizedTest
    @CsvSource({"cbow,1", "cbow,2", "skipgram,2", "cooccurrence,1", "ppmi,1", "ppmi,2", "svd,1", "svd,2"})
    @DisplayName("interrupting the thread that trains ends training; its interrupt status stays set, no file is left")
    void interrupt(String method, int threads) throws Exception {
        CountDownLatch training = new CountDownLatch(1);
        AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
        AtomicBoolean status = new AtomicBoolean();
        // Every method begins a stage after it has read the text.
        ProgressListener progress = new ProgressListener() {
            @Override
            public void stage(String name, Unit unit, long total) {
                if (!name.startsWith("reading")) {
                    training.countDown();
                    // Waits for the interrupt, so that the test does not depend on time.
                    while (!Thread.currentThread().isInterrupted()) {
                        Thread.onSpinWait();
                    }
                }
            }
        };
        Thread thread = Thread.ofPlatform().start(() -> {
            try {
                train(method, threads, progress);
            } catch (Throwable failure) {
                thrown.set(failure);
            }
            status.set(Thread.currentThread().isInterrupted());
        });
        training.await();
        thread.interrupt();
        thread.join();
        assertInstanceOf(InterruptedIOException.class, thrown.get());
        assertTrue(status.get(), "interrupt status");
        assertEquals(List.of(), filesLeft());
    }

    @Test
    @DisplayName("an exception of the listener ends training and is thrown unchanged")
    void listener() throws IOException {
        CancellationException cancelled = new CancellationException("enough");
        ProgressListener progress = new ProgressListener() {
            @Override
            public void advanced(long done, String detail) {
                throw cancelled;
            }
        };
        assertEquals(cancelled, assertThrows(CancellationException.class, () -> train("cbow", 2, progress)));
        assertEquals(List.of(), filesLeft());
    }
}
