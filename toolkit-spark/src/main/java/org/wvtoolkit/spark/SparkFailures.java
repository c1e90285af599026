package org.wvtoolkit.spark;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkException;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.spark.record.LocalDiskException;

/** Conversion of failed Spark jobs into the exceptions that one machine would throw. */
final class SparkFailures {
    /**
     * Pattern of the first line of the exception that Spark reports for the last failed attempt of
     * a task.
     */
    private static final Pattern CAUSE = Pattern.compile("(?m)executor \\S+\\): (?:[\\w.$]+: )?(.+)$");

    /** Pattern of the reason that Spark reports if an executor ended during the last attempt of a task. */
    private static final Pattern LOST = Pattern.compile("(?m)ExecutorLostFailure \\(.*?\\) Reason: (.+)$");

    private SparkFailures() {}

    /** Call of a Spark method. */
    @FunctionalInterface
    interface Call<T> {
        T run() throws Exception;
    }

    /** Calls Spark; converts a failed task into an {@link IOException} with a message of one line. */
    static <T> T unwrap(Call<T> call) throws IOException {
        try {
            return call.run();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            InterruptedIOException failure = new InterruptedIOException("interrupted");
            failure.initCause(interrupted);
            throw failure;
        } catch (SparkException failure) {
            throw new IOException(message(failure), failure);
        } catch (IOException | RuntimeException | Error failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IOException(String.valueOf(failure.getMessage()), failure);
        }
    }

    private static String message(SparkException failure) {
        String message = String.valueOf(failure.getMessage());
        @Nullable String own = null;
        for (Throwable cause = failure.getCause(); cause != null && own == null; cause = cause.getCause()) {
            if (cause instanceof LocalDiskException) {
                return String.valueOf(cause.getMessage());
            }
            if (cause instanceof IOException && cause.getMessage() != null) {
                message = cause.toString();
                own = cause.getMessage();
            }
        }
        String known = known(message);
        if (known != null) {
            return known;
        }
        if (own != null) {
            return own.lines().findFirst().orElse(own);
        }
        Matcher lost = LOST.matcher(message);
        if (lost.find()) {
            return "an executor ended during a task (" + lost.group(1).strip()
                    + "); see its log, and increase spark.executor.memory or spark.executor.memoryOverhead if it was"
                    + " killed";
        }
        Matcher matcher = CAUSE.matcher(message);
        return matcher.find() ? matcher.group(1) : message.lines().findFirst().orElse("a Spark job failed");
    }

    /** Returns the message for executors that repeatedly end before they finish a task, in one line. */
    static String ofExecutor(String reason) {
        String known = known(reason);
        return known == null
                ? "the executors end before they finish a task ("
                        + reason.lines().findFirst().orElse("").strip() + "); see their logs"
                : known;
    }

    /** Returns the message for a failure that a setting of Spark or the environment causes, or null. */
    static @Nullable String known(String message) {
        if (message.contains("No space left on device")) {
            return "the disk of an executor is full; free disk space, or set spark.local.dir to larger disks";
        }
        if (message.contains("Java heap space")
                || message.contains("GC overhead limit exceeded")
                || message.contains("Requested array size exceeds VM limit")
                || message.contains("exited with code 52")) {
            return "a task has too little heap memory; increase spark.executor.memory (with a local master,"
                    + " spark.driver.memory), or divide long lines";
        }
        if (message.contains("UnsupportedClassVersionError")) {
            return "the executors run a Java older than 25; set spark.executorEnv.JAVA_HOME to a JDK 25";
        }
        if (message.contains("InvalidClassException")
                || message.contains("Invalid lambda deserialization")
                || message.contains("NoSuchMethodError")
                || message.contains("NoSuchFieldError")) {
            return "the executors run a different version of the toolkit than the driver; submit the same jars to all";
        }
        if (message.contains("Cannot reserve")) {
            return "an executor has too little off-heap memory; increase -XX:MaxDirectMemorySize in"
                    + " spark.executor.extraJavaOptions, and spark.executor.memoryOverhead accordingly";
        }
        return null;
    }
}
