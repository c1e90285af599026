package org.wvtoolkit.progress;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Runs numbered tasks on several threads and waits for all of them.
 *
 * <p>After a failure no further task is started. The first exception is thrown in the calling
 * thread after all worker threads have ended, so that no work continues in the background.
 * Interrupting the calling thread has the same effect and interrupts the workers. Threads are reused by later calls.
 *
 * <p>Not part of the public API.
 */
public final class Workers {
    /** Time after which an idle thread ends. */
    private static final long IDLE_SECONDS = 2;

    /**
     * Threads that wait for further work: starting a thread takes 0.1–1 ms, longer than many of the
     * calls. Every call has as many threads as it requests, so that its tasks may wait for each other.
     */
    private static final ThreadPoolExecutor POOL = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Thread.ofPlatform()
                    .daemon()
                    .inheritInheritableThreadLocals(false)
                    .name("wv-worker-", 1)
                    .factory());

    private Workers() {}

    /** Function that runs one of several tasks. */
    @FunctionalInterface
    public interface Task {
        /**
         * Runs a task.
         *
         * @param number number of the task, from 0
         * @throws IOException if it fails
         */
        void run(int number) throws IOException;
    }

    /**
     * Checks a number of threads.
     *
     * @param threads the number
     * @throws IllegalArgumentException if it is less than 1
     */
    public static void requireThreads(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1: " + threads);
        }
    }

    /**
     * Runs the tasks 0 to {@code tasks} − 1. The assignment of tasks to threads is unspecified.
     *
     * @param threads maximum number of threads, at least 1; with 1 the calling thread runs all
     *     tasks in order
     * @param tasks number of tasks
     * @param task runs one task; called concurrently
     * @throws IOException if a task threw it, or as {@link InterruptedIOException} if the calling
     *     thread was interrupted, whose interrupt status is then set
     */
    public static void run(int threads, int tasks, Task task) throws IOException {
        AtomicInteger next = new AtomicInteger();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Runnable work = () -> {
            for (int number = next.getAndIncrement(); number < tasks; number = next.getAndIncrement()) {
                try {
                    if (Thread.currentThread().isInterrupted()) {
                        throw new InterruptedIOException("interrupted");
                    }
                    task.run(number);
                } catch (Throwable thrown) {
                    failure.compareAndSet(null, thrown);
                    next.set(tasks);
                }
            }
        };
        List<Share> others = new ArrayList<>();
        try {
            for (int i = 1; i < Math.min(threads, tasks); i++) {
                Share share = new Share(work);
                POOL.execute(share);
                others.add(share);
            }
        } catch (Throwable thrown) {
            // The system refuses another thread: the calling thread stops those that were started.
            failure.compareAndSet(null, thrown);
            next.set(tasks);
        }
        work.run();
        boolean interrupted = false;
        for (Share other : others) {
            while (!other.hasEnded()) {
                try {
                    other.awaitEnd();
                } catch (InterruptedException e) {
                    interrupted = true;
                    next.set(tasks);
                    others.forEach(Share::interrupt);
                }
            }
        }
        if (interrupted || Thread.currentThread().isInterrupted()) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
        rethrow(failure.get());
    }

    /** The work of one thread of a call. */
    private static final class Share implements Runnable {
        private final Runnable work;
        private final CountDownLatch end = new CountDownLatch(1);
        private @Nullable Thread thread;

        Share(Runnable work) {
            this.work = work;
        }

        @Override
        public void run() {
            setThread(Thread.currentThread());
            try {
                work.run();
            } finally {
                // From here on, the thread may be doing other work and is not interrupted.
                setThread(null);
                Thread.interrupted();
                end.countDown();
            }
        }

        private synchronized void setThread(@Nullable Thread newThread) {
            thread = newThread;
        }

        synchronized void interrupt() {
            Thread running = thread;
            if (running != null) {
                running.interrupt();
            }
        }

        boolean hasEnded() {
            return end.getCount() == 0;
        }

        void awaitEnd() throws InterruptedException {
            end.await();
        }
    }

    private static void rethrow(@Nullable Throwable failure) throws IOException {
        switch (failure) {
            case null -> {}
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(failure);
        }
    }
}
