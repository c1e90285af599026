package org.wvtoolkit.spark;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.wvtoolkit.progress.ProgressListener;

/** Spark listener that reports finished tasks as the progress of a stage. */
final class StageProgress extends SparkListener implements AutoCloseable {
    private final JavaSparkContext spark;
    private final ProgressListener progress;
    private final AtomicLong finished = new AtomicLong();
    private volatile long total;
    private volatile long tasks;

    StageProgress(JavaSparkContext spark, ProgressListener progress) {
        this.spark = spark;
        this.progress = progress;
        spark.sc().addSparkListener(this);
    }

    /**
     * Begins a stage.
     *
     * @param name name of the stage; see {@link ProgressListener#stage}
     * @param unit unit of {@code total}
     * @param total amount of work, or −1 if unknown
     * @param expectedTasks number of tasks that the work is divided into
     */
    void begin(String name, ProgressListener.Unit unit, long total, long expectedTasks) {
        progress.stage(name, unit, total);
        this.total = total;
        this.tasks = expectedTasks;
        finished.set(0);
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
        if (end.taskInfo() != null && end.taskInfo().successful() && total > 0 && tasks > 0) {
            long done = Math.min(tasks, finished.incrementAndGet());
            progress.advanced((long) ((double) total * done / tasks), "");
        }
    }

    @Override
    public void close() {
        spark.sc().removeSparkListener(this);
    }
}
