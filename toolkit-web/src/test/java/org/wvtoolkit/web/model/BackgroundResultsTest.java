package org.wvtoolkit.web.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.web.Models;

@DisplayName("BackgroundResults")
@Timeout(60)
class BackgroundResultsTest {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch finish = new CountDownLatch(1);
    private final AtomicInteger computations = new AtomicInteger();

    private String compute() {
        computations.incrementAndGet();
        begun.countDown();
        try {
            finish.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException("the computation must not be interrupted", interrupted);
        }
        return "result";
    }

    @Test
    @DisplayName("a computation outlasts the request that started it, and later requests share its result")
    void outlastsRequest(@TempDir Path folder) throws Exception {
        LoadedModel model =
                new LoadedModel("m", "1", Embeddings.open(Models.random(folder.resolve("m"), 4, 1, Models.words())));
        FutureTask<String> first = new FutureTask<>(() -> model.cache("name", String.class, List.of(), this::compute));
        Thread request = Thread.ofPlatform().start(first);
        begun.await();
        request.interrupt();
        ExecutionException ended = assertThrows(ExecutionException.class, first::get);
        UncheckedIOException cause = assertInstanceOf(UncheckedIOException.class, ended.getCause());
        assertInstanceOf(InterruptedIOException.class, cause.getCause());
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<String>> later = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                later.add(threads.submit(() -> model.cache("name", String.class, List.of(), this::compute)));
            }
            finish.countDown();
            for (Future<String> one : later) {
                assertEquals("result", one.get());
            }
        }
        assertEquals(1, computations.get());
        model.release();
    }

    @Test
    @DisplayName("holds a bounded number of results and evicts the least recently used one")
    void bounded() {
        BackgroundResults results = new BackgroundResults("test");
        for (int i = 0; i <= BackgroundResults.MAX_RESULTS; i++) {
            results.get("name " + i, Integer.class, computations::incrementAndGet);
        }
        int last = BackgroundResults.MAX_RESULTS + 1;
        assertEquals(last, results.get("name " + (last - 1), Integer.class, computations::incrementAndGet));
        assertEquals(last + 1, results.get("name 0", Integer.class, computations::incrementAndGet));
    }

    @Test
    @DisplayName("rejects a computation while the maximum number of them is unfinished")
    void full() throws InterruptedException {
        BackgroundResults results = new BackgroundResults("test");
        for (int i = 0; i < BackgroundResults.MAX_RESULTS; i++) {
            String name = "name " + i;
            Thread request = Thread.ofPlatform().unstarted(() -> {
                Thread.currentThread().interrupt();
                assertThrows(UncheckedIOException.class, () -> results.get(name, String.class, this::compute));
            });
            request.start();
            request.join();
        }
        assertThrows(RejectedExecutionException.class, () -> results.get("other", String.class, this::compute));
        finish.countDown();
    }

    @Test
    @DisplayName("reports a failure to its callers and does not store it")
    void failure() {
        BackgroundResults results = new BackgroundResults("test");
        IOException reason = new IOException("reason");
        UncheckedIOException thrown = assertThrows(
                UncheckedIOException.class,
                () -> results.get("name", String.class, () -> {
                    throw new UncheckedIOException(reason);
                }));
        assertEquals(reason, thrown.getCause());
        assertEquals("result", results.get("name", String.class, () -> "result"));
    }
}
