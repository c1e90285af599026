package org.wvtoolkit.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.executor.ExecutorMetrics;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.TaskInfo;
import org.apache.spark.scheduler.TaskLocality;
import org.apache.spark.scheduler.cluster.ExecutorInfo;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import scala.collection.immutable.Map$;

class FailingExecutorsTest {
    private static final String FULL = "Unable to create executor due to No space left on device";

    private int cancellations;
    private int executors;
    private final FailingExecutors listener = new FailingExecutors(() -> cancellations++);

    private String start() {
        String id = String.valueOf(executors++);
        listener.onExecutorAdded(
                new SparkListenerExecutorAdded(0, id, new ExecutorInfo("host", 1, Map$.MODULE$.empty())));
        return id;
    }

    private void end(String id, String reason) {
        listener.onExecutorRemoved(new SparkListenerExecutorRemoved(0, id, reason));
    }

    private void finishTask(String id) {
        TaskInfo task = new TaskInfo(0, 0, 0, 0, 0, id, "host", TaskLocality.ANY(), false);
        task.markFinished(org.apache.spark.TaskState.FINISHED(), 1);
        listener.onTaskEnd(new SparkListenerTaskEnd(0, 0, "", null, task, new ExecutorMetrics(), null));
    }

    @Test
    @DisplayName("Executors that all end before they finish a task cancel the jobs, with the reason in one line")
    void endless() {
        for (int round = 0; round < 4; round++) {
            String first = start();
            String second = start();
            assertEquals(0, cancellations);
            end(first, FULL);
            end(first, "Command exited with code 1");
            end(second, FULL);
            end(second, "Command exited with code 1");
        }
        assertTrue(cancellations > 0);
        String message = String.valueOf(
                listener.explain(new IOException("Job 0 cancelled")).getMessage());
        assertTrue(message.contains("spark.local.dir"), message);
        assertEquals(1, message.lines().count(), message);
    }

    @Test
    @DisplayName("The reason of other failures is part of the message")
    void otherReason() {
        for (int round = 0; round < 20; round++) {
            end(start(), "Command exited with code 1\nand more");
        }
        String message = String.valueOf(
                listener.explain(new IOException("Job 0 cancelled")).getMessage());
        assertTrue(message.contains("(Command exited with code 1)"), message);
    }

    @Test
    @DisplayName("Nothing is cancelled while another executor finishes tasks, or if a task ends between failures")
    void working() {
        String working = start();
        finishTask(working);
        for (int round = 0; round < 50; round++) {
            end(start(), FULL);
        }
        end(working, "killed");
        for (int round = 0; round < 50; round++) {
            String id = start();
            if (round % 3 == 0) {
                finishTask(id);
            }
            end(id, FULL);
        }
        assertEquals(0, cancellations);
        IOException failure = new IOException("Job 0 cancelled");
        assertSame(failure, listener.explain(failure));
    }

    @Test
    @DisplayName("Executors that never start are reported, because Spark has no event for them")
    void missing() {
        List<String> notes = new ArrayList<>();
        FailingExecutors.noteMissing(() -> true, Duration.ZERO, notes::add);
        assertEquals(List.of(), notes);
        FailingExecutors.noteMissing(() -> false, Duration.ZERO, notes::add);
        assertTrue(notes.getFirst().startsWith("no executor has started yet"), notes.toString());
    }
}
