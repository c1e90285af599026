package org.wvtoolkit.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {
    /** Clears the interrupt status, so that one test does not affect the next. */
    @AfterEach
    void clearInterrupt() {
        Thread.interrupted();
    }

    @ParameterizedTest(name = "{0} threads")
    @ValueSource(ints = {1, 2, 3, 4})
    @DisplayName("Every task runs once")
    void everyTask(int threads) throws IOException {
        for (int tasks : new int[] {0, 1, 2, 3, 4, 5, 100}) {
            AtomicIntegerArray runs = new AtomicIntegerArray(tasks);
            Workers.run(threads, tasks, runs::incrementAndGet);
            for (int task = 0; task < tasks; task++) {
                assertEquals(1, runs.get(task), "task " + task + " of " + tasks);
            }
        }
    }

    @Test
    @DisplayName("A single thread is the caller and keeps the order")
    void oneThread() throws IOException {
        List<Integer> order = new ArrayList<>();
        Thread caller = Thread.currentThread();
        Workers.run(1, 50, number -> {
            assertSame(caller, Thread.currentThread());
            order.add(number);
        });
        assertEquals(IntStream.range(0, 50).boxed().toList(), order);
    }

    @Test
    @DisplayName("The number of threads is limited")
    void threadLimit() throws IOException {
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        Workers.run(3, 1000, number -> seen.add(Thread.currentThread()));
        assertTrue(seen.size() <= 3);
    }

    @Test
    @DisplayName("With one thread no task runs after a failure")
    void oneThreadFailure() {
        for (Throwable failure :
                List.of(new IOException("disk"), new IllegalStateException("state"), new StackOverflowError())) {
            List<Integer> begun = new ArrayList<>();
            Throwable thrown = assertThrows(
                    Throwable.class,
                    () -> Workers.run(1, 50, number -> {
                        begun.add(number);
                        if (number == 7) {
                            throwAny(failure);
                        }
                    }));
            assertSame(failure, thrown);
            assertEquals(8, begun.size());
        }
    }

    @ParameterizedTest(name = "{0} threads")
    @ValueSource(ints = {2, 3, 4})
    @DisplayName("After a failure no thread begins another task")
    void failure(int threads) {
        AtomicInteger begun = new AtomicInteger();
        IOException thrown = assertThrows(
                IOException.class,
                () -> Workers.run(threads, 100_000, number -> {
                    begun.incrementAndGet();
                    throw new IOException("task " + number);
                }));
        assertTrue(String.valueOf(thrown.getMessage()).startsWith("task "));
        assertTrue(begun.get() <= threads, begun + " tasks began");
    }

    @Test
    @DisplayName("A failure is thrown after all threads have ended")
    void failureAfterJoin() {
        CyclicBarrier bothRun = new CyclicBarrier(2);
        AtomicBoolean otherEnded = new AtomicBoolean();
        AtomicBoolean failureThrown = new AtomicBoolean();
        assertThrows(
                IOException.class,
                () -> Workers.run(2, 2, number -> {
                    await(bothRun);
                    if (number == 0) {
                        failureThrown.set(true);
                        throw new IOException("task 0");
                    }
                    while (!failureThrown.get()) {
                        Thread.onSpinWait();
                    }
                    otherEnded.set(true);
                }));
        assertTrue(otherEnded.get());
    }

    @Test
    @DisplayName("An interrupted caller begins no task")
    void interruptedBefore() {
        for (int threads : new int[] {1, 3}) {
            AtomicInteger byCaller = new AtomicInteger();
            Thread caller = Thread.currentThread();
            caller.interrupt();
            assertThrows(
                    InterruptedIOException.class,
                    () -> Workers.run(threads, 50, number -> {
                        if (Thread.currentThread() == caller) {
                            byCaller.incrementAndGet();
                        }
                    }));
            assertTrue(Thread.interrupted(), "the interrupt status is set");
            assertEquals(0, byCaller.get());
        }
    }

    @Test
    @DisplayName("A caller interrupted in a task begins no other")
    void interruptedInTask() {
        List<Integer> begun = new ArrayList<>();
        assertThrows(
                InterruptedIOException.class,
                () -> Workers.run(1, 50, number -> {
                    begun.add(number);
                    if (number == 3) {
                        Thread.currentThread().interrupt();
                    }
                }));
        assertTrue(Thread.interrupted(), "the interrupt status is set");
        assertEquals(List.of(0, 1, 2, 3), begun);
    }

    @Test
    @DisplayName("Interrupting the caller interrupts the workers")
    void interruptedWhileWaiting() {
        Thread caller = Thread.currentThread();
        CyclicBarrier bothRun = new CyclicBarrier(2);
        CountDownLatch never = new CountDownLatch(1);
        AtomicBoolean workerInterrupted = new AtomicBoolean();
        AtomicInteger begun = new AtomicInteger();
        assertThrows(
                InterruptedIOException.class,
                () -> Workers.run(2, 50, number -> {
                    begun.incrementAndGet();
                    await(bothRun);
                    if (Thread.currentThread() == caller) {
                        caller.interrupt();
                        return;
                    }
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        workerInterrupted.set(true);
                    }
                }));
        assertTrue(workerInterrupted.get());
        assertTrue(Thread.interrupted(), "the interrupt status is set");
        assertEquals(2, begun.get());
    }

    @Test
    @DisplayName("A worker interrupted by its own task runs the remaining tasks")
    void selfInterrupt() {
        Thread caller = Thread.currentThread();
        CyclicBarrier bothRun = new CyclicBarrier(2);
        AtomicReference<@Nullable Thread> worker = new AtomicReference<>();
        AtomicInteger callerRuns = new AtomicInteger();
        assertThrows(
                InterruptedIOException.class,
                () -> Workers.run(2, 50, number -> {
                    if (Thread.currentThread() != caller) {
                        worker.set(Thread.currentThread());
                        await(bothRun);
                        Thread.currentThread().interrupt();
                    } else if (callerRuns.incrementAndGet() == 1) {
                        await(bothRun);
                        end(worker.get());
                    }
                }));
        assertFalse(caller.isInterrupted());
    }

    @Test
    @DisplayName("An interrupted or failed call does not affect later ones, which use the same threads")
    void reuse() throws IOException {
        Thread caller = Thread.currentThread();
        for (int call = 0; call < 200; call++) {
            int kind = call % 3;
            CyclicBarrier bothRun = new CyclicBarrier(2);
            Workers.Task task = number -> {
                assertFalse(Thread.currentThread().isInterrupted());
                await(bothRun);
                if (kind == 1 && Thread.currentThread() != caller) {
                    Thread.currentThread().interrupt();
                } else if (kind == 2) {
                    throw new IOException("task " + number);
                }
            };
            if (kind == 2) {
                assertThrows(IOException.class, () -> Workers.run(2, 2, task));
            } else {
                Workers.run(2, 2, task);
            }
        }
    }

    @Test
    @DisplayName("Tasks of nested calls may wait for each other")
    void nested() throws IOException {
        AtomicInteger runs = new AtomicInteger();
        CyclicBarrier all = new CyclicBarrier(9);
        Workers.run(
                3,
                3,
                outer -> Workers.run(3, 3, inner -> {
                    await(all);
                    runs.incrementAndGet();
                }));
        assertEquals(9, runs.get());
    }

    private static void end(@Nullable Thread thread) throws InterruptedIOException {
        try {
            if (thread != null) {
                thread.join();
            }
        } catch (InterruptedException e) {
            throw new InterruptedIOException("interrupted");
        }
    }

    private static void await(CyclicBarrier barrier) throws InterruptedIOException {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new InterruptedIOException("a worker was interrupted");
        }
    }

    private static void throwAny(Throwable failure) throws IOException {
        switch (failure) {
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new AssertionError(failure);
        }
    }
}
