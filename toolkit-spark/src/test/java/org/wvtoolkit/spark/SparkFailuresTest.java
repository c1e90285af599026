package org.wvtoolkit.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InvalidClassException;
import java.util.List;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SparkFailuresTest {
    private static String message(SparkException failure) {
        IOException thrown = assertThrows(
                IOException.class,
                () -> SparkFailures.unwrap(() -> {
                    throw failure;
                }));
        String message = String.valueOf(thrown.getMessage());
        assertEquals(1, message.lines().count(), message);
        return message;
    }

    private static String reported(String exception) {
        return message(new SparkException("Job aborted due to stage failure: Task 0 in stage 1.0 failed 4 times, most"
                + " recent failure: Lost task 0.3 in stage 1.0 (TID 9) (host executor 7): " + exception
                + "\n\tat somewhere\nDriver stacktrace:"));
    }

    @Test
    @DisplayName("A full disk of an executor is reported with the setting that names other disks")
    void fullDisk() {
        for (String message : List.of(
                reported("java.io.IOException: No space left on device"),
                message(new SparkException("aborted", new IOException("No space left on device"))))) {
            assertTrue(message.contains("spark.local.dir"), message);
        }
    }

    @Test
    @DisplayName("Classes of another version are reported as such")
    void otherVersion() {
        for (String message : List.of(
                reported("java.io.InvalidClassException: org.Record; local class incompatible"),
                reported("java.lang.NoSuchMethodError: 'void org.Record.of()'"),
                message(new SparkException("aborted", new InvalidClassException("org.Record", "incompatible"))))) {
            assertTrue(message.contains("different version"), message);
        }
        assertTrue(reported("java.lang.UnsupportedClassVersionError: class file version 69.0")
                .contains("JDK 25"));
    }

    @Test
    @DisplayName("Tasks without enough memory and lost executors are reported with the settings to increase")
    void memory() {
        String lost =
                "ExecutorLostFailure (executor 7 exited caused by one of the running tasks) Reason: Command exited"
                        + " with code ";
        for (String message : List.of(
                reported("java.lang.OutOfMemoryError: Java heap space"),
                reported("java.lang.OutOfMemoryError: Requested array size exceeds VM limit"),
                reported(lost + 52))) {
            assertTrue(message.contains("spark.executor.memory"), message);
            assertTrue(message.contains("spark.driver.memory"), message);
        }
        String killed = reported(lost + 137);
        assertTrue(killed.contains("(Command exited with code 137)"), killed);
        assertTrue(killed.contains("spark.executor.memoryOverhead"), killed);
    }

    @Test
    @DisplayName("Other failures are reported by the message of their cause")
    void cause() {
        assertEquals("a.txt: damaged", message(new SparkException("aborted", new IOException("a.txt: damaged"))));
        assertEquals("wrong", reported("java.lang.IllegalStateException: wrong"));
    }
}
