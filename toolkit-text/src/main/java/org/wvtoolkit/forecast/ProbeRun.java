package org.wvtoolkit.forecast;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.container.TemporaryFile;
import org.wvtoolkit.container.TemporaryFiles;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.pipeline.Training;
import org.wvtoolkit.pipeline.TrainingMethod;
import org.wvtoolkit.progress.Resources;

/**
 * Measured run of a training method. The method runs on its own thread, which is interrupted when
 * the time limit is reached. The calling thread samples time, memory and temporary files.
 */
final class ProbeRun {
    private static final long POLL_MILLIS = 15;

    /** Factor by which the time limit is extended, at most, while the speed still increases. */
    private static final int MAX_LIMIT_FACTOR = 8;

    private final TrainingMethod method;
    private final EncodedCorpus corpus;
    private final Resources resources;
    private final long limitNanos;
    private final SpeedMeter meter = new SpeedMeter();
    private volatile @Nullable Throwable failure;
    private volatile boolean saved;
    private volatile long modelBytes;

    /**
     * Measurements of a run.
     *
     * @param finished whether the method completed
     * @param nanos the running time
     * @param expectedNanos the estimated time of a complete run, from the reported progress; equal
     *     to {@code nanos} if the method completed or reported no progress
     * @param memoryBytes the peak anonymous memory, or −1 if unknown
     * @param diskBytes the peak size of the temporary files created by the run
     * @param modelBytes the size of the saved model, or 0 if none was saved
     */
    record Measurement(
            boolean finished, long nanos, long expectedNanos, long memoryBytes, long diskBytes, long modelBytes) {}

    ProbeRun(TrainingMethod method, EncodedCorpus corpus, Resources resources, long limitNanos) {
        this.method = method;
        this.corpus = corpus;
        this.resources = resources;
        this.limitNanos = limitNanos;
    }

    Measurement run() throws IOException {
        long diskBefore = temporaryBytes(resources.temporaryFolder());
        long memory = -1;
        long disk = 0;
        long begin = System.nanoTime();
        Thread thread = Thread.ofPlatform().daemon().name("wv-probe").start(this::train);
        try {
            while (thread.isAlive()) {
                long elapsed = System.nanoTime() - begin;
                if (elapsed > limitNanos && (meter.isSteady() || elapsed / MAX_LIMIT_FACTOR > limitNanos)) {
                    thread.interrupt();
                }
                memory = Math.max(memory, MemoryGauge.anonymousBytes());
                disk = Math.max(disk, temporaryBytes(resources.temporaryFolder()) - diskBefore);
                TimeUnit.MILLISECONDS.timedJoin(thread, POLL_MILLIS);
            }
        } catch (InterruptedException e) {
            thread.interrupt();
            join(thread);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the forecast was interrupted");
        }
        long nanos = System.nanoTime() - begin;
        if (!saved) {
            rethrowUnlessStopped();
        }
        return new Measurement(
                saved, nanos, saved ? nanos : meter.expectedNanos(begin, nanos), memory, disk, modelBytes);
    }

    private static void join(Thread thread) {
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException again) {
                thread.interrupt();
            }
        }
    }

    private void train() {
        try (Embeddings model = Training.train(corpus, method, resources, meter);
                TemporaryFile file = TemporaryFiles.create(resources.temporaryFolder(), "probe")) {
            model.save(file.path());
            modelBytes = Files.size(file.path());
            saved = true;
        } catch (Throwable thrown) {
            failure = thrown;
        }
    }

    private void rethrowUnlessStopped() throws IOException {
        switch (failure) {
            case null -> throw new IllegalStateException("a probe ended without a result");
            case InterruptedIOException _ -> {}
            case ClosedByInterruptException _ -> {}
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(failure);
        }
    }

    /** Returns the total size in bytes of the temporary files of this process. */
    static long temporaryBytes(Path folder) throws IOException {
        String mark = "." + ProcessHandle.current().pid() + "-";
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> String.valueOf(file.getFileName()).contains(mark))
                    .mapToLong(ProbeRun::size)
                    .sum();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException gone) {
            return 0;
        }
    }
}
