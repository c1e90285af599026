package org.wvtoolkit.web.model;

import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Results of long computations by name, computed one after the other on a separate thread. A computation therefore
 * continues if the request that started it ends at its time limit, and a later request finds the result. At most
 * {@value #MAX_RESULTS} results are held; the least recently used one is evicted. A failed computation is not stored.
 *
 * <p>Thread-safe.
 */
final class BackgroundResults {
    /** Maximum number of results, finished or not. */
    static final int MAX_RESULTS = 32;

    private static final long IDLE_SECONDS = 5;

    /** In order of use, the least recently used first. */
    private final Map<String, FutureTask<?>> results = new LinkedHashMap<>(16, 0.75f, true);

    private final ThreadPoolExecutor thread;

    /**
     * Creates an empty store.
     *
     * @param threadName name of the computing thread
     */
    BackgroundResults(String threadName) {
        thread = new ThreadPoolExecutor(
                1,
                1,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                work -> Thread.ofPlatform().daemon().name(threadName).unstarted(work));
        thread.allowCoreThreadTimeOut(true);
    }

    /**
     * Returns a result; the first call starts the computation, and concurrent calls wait for the same one.
     *
     * @param name unique name of the result
     * @param type class of the result
     * @param compute computes the result
     * @param <T> type of the result
     * @return the result
     * @throws UncheckedIOException if the calling thread is interrupted; the computation continues
     * @throws RejectedExecutionException if too many computations wait
     */
    <T> T get(String name, Class<T> type, Supplier<T> compute) {
        FutureTask<?> result = started(name, compute);
        try {
            return type.cast(result.get());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException("interrupted"));
        } catch (ExecutionException failure) {
            synchronized (results) {
                results.remove(name, result);
            }
            switch (failure.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw new IllegalStateException(failure);
            }
        }
    }

    private <T> FutureTask<?> started(String name, Supplier<T> compute) {
        synchronized (results) {
            FutureTask<?> known = results.get(name);
            if (known != null) {
                return known;
            }
            if (results.size() >= MAX_RESULTS) {
                evict();
            }
            FutureTask<T> task = new FutureTask<>(compute::get);
            results.put(name, task);
            thread.execute(task);
            return task;
        }
    }

    private void evict() {
        Iterator<FutureTask<?>> oldest = results.values().iterator();
        while (oldest.hasNext()) {
            if (oldest.next().isDone()) {
                oldest.remove();
                return;
            }
        }
        throw new RejectedExecutionException("too many computations are waiting");
    }
}
