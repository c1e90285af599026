package org.wvtoolkit.progress;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Runs numbered tasks on several threads and waits for all of them.
 *
 * <p>The first failure keeps tasks that have not begun from beginning and is thrown, once every thread has ended, in the
 * thread that called; so nothing goes on behind its back. Interrupting that thread does the same, and interrupts the workers.
 */
public final class Workers {
    private Workers() {}

    /** One of several tasks. */
    @FunctionalInterface
    public interface Task {
        /**
         * Does the task.
         *
         * @param number from 0
         * @throws IOException if it fails
         */
        void run(int number) throws IOException;
    }

    /**
     * Runs the tasks 0 to {@code tasks} − 1; which thread takes which is left to chance.
     *
     * @param threads at most this many at once, at least 1; with 1 the calling thread does all, in order
     * @param tasks how many there are
     * @param task does one; called concurrently
     * @throws IOException if a task threw it, or as {@link InterruptedIOException} if the calling thread was interrupted,
     *     whose interrupt status is then set
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
        List<Thread> others = new ArrayList<>();
        for (int i = 1; i < Math.min(threads, tasks); i++) {
            others.add(Thread.ofPlatform().daemon().name("wv-worker-" + i).start(work));
        }
        work.run();
        boolean interrupted = false;
        for (Thread other : others) {
            while (other.isAlive()) {
                try {
                    other.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                    next.set(tasks);
                    others.forEach(Thread::interrupt);
                }
            }
        }
        if (interrupted || Thread.currentThread().isInterrupted()) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
        rethrow(failure.get());
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
