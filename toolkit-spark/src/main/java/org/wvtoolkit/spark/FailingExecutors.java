package org.wvtoolkit.spark;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.jspecify.annotations.Nullable;

/**
 * Listener that cancels the jobs of a cluster if its executors repeatedly end before they finish a
 * task, for example because their disks have no room for the jar. Spark replaces such executors
 * without a limit.
 *
 * <p>Spark calls the listener on one thread; {@link #explain} can be called on any thread.
 *
 * <p>Not part of the public API.
 */
public final class FailingExecutors extends SparkListener {
    /** Number of tolerated failures, in addition to those per executor. */
    private static final int TOLERATED = 4;

    /** Number of tolerated failures per executor. */
    private static final int TOLERATED_PER_EXECUTOR = 2;

    /** Time after which missing executors are reported. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Runnable cancellation;
    private final Set<String> alive = new HashSet<>();

    /** Executors that run and have finished a task. */
    private final Set<String> working = new HashSet<>();

    private int mostAlive;
    private int failures;

    /** The most helpful reason of the failures since a task was finished. */
    private @Nullable String removal;

    private volatile @Nullable String reason;

    /**
     * Creates a listener.
     *
     * @param cancellation cancels all jobs
     */
    FailingExecutors(Runnable cancellation) {
        this.cancellation = cancellation;
    }

    /**
     * Begins to watch the executors of a cluster, until it is stopped.
     *
     * @param spark the cluster
     * @param notes receives a message, on another thread, if there is no executor after a minute
     * @return the listener
     */
    public static FailingExecutors watch(JavaSparkContext spark, Consumer<String> notes) {
        FailingExecutors listener = new FailingExecutors(() -> spark.sc().cancelAllJobs());
        spark.sc().addSparkListener(listener);
        // The driver is one of the entries.
        BooleanSupplier started = () -> spark.sc().isStopped()
                || spark.sc().isLocal()
                || spark.sc().getExecutorMemoryStatus().size() > 1;
        Thread.ofPlatform().daemon().name("wv-executors").start(() -> noteMissing(started, PATIENCE, notes));
        return listener;
    }

    /**
     * Reports that no executor has started. Spark has no event for executors that end before they register, which a
     * standalone master replaces without a limit.
     */
    static void noteMissing(BooleanSupplier started, Duration patience, Consumer<String> notes) {
        try {
            Thread.sleep(patience);
        } catch (InterruptedException ended) {
            return;
        }
        if (!started.getAsBoolean()) {
            notes.accept("no executor has started yet; the cluster is busy, or executors end when they start"
                    + " (wrong spark.executor.extraJavaOptions, for example): see their logs");
        }
    }

    @Override
    public void onExecutorAdded(SparkListenerExecutorAdded added) {
        alive.add(added.executorId());
        mostAlive = Math.max(mostAlive, alive.size());
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
        if (end.taskInfo() != null && end.taskInfo().successful()) {
            working.add(end.taskInfo().executorId());
            failures = 0;
            removal = null;
        }
    }

    @Override
    public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
        // Spark may report one executor twice, first with the cause and then with the exit code.
        boolean isFirstReport = alive.remove(removed.executorId());
        if (working.remove(removed.executorId()) || !working.isEmpty()) {
            return;
        }
        if (removal == null || SparkFailures.known(removed.reason()) != null) {
            removal = removed.reason();
        }
        failures += isFirstReport ? 1 : 0;
        if (failures >= TOLERATED + TOLERATED_PER_EXECUTOR * mostAlive) {
            reason = SparkFailures.ofExecutor(removal);
            cancellation.run();
        }
    }

    /**
     * Returns the failure to report for a failure of the work: the reason why the executors ended, if
     * this listener cancelled the jobs.
     *
     * @param failure the failure of the work
     * @return the same failure, or one with a message of one line
     */
    public IOException explain(IOException failure) {
        String found = reason;
        return found == null ? failure : new IOException(found, failure);
    }
}
