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
 * One measured run of a method: on a thread of its own, so that it can be ended when time is up, while this thread looks at the
 * clock, the memory and the temporary files.
 */
final class ProbeRun {
    private static final long LOOK_MILLIS = 15;

    /** A run that is not up to its speed when time is up may take this many times as long to reach it. */
    private static final int MOST_LIMITS = 8;

    private final TrainingMethod method;
    private final EncodedCorpus corpus;
    private final Resources resources;
    private final long limitNanos;
    private final SpeedMeter meter = new SpeedMeter();
    private volatile @Nullable Throwable failure;
    private volatile boolean saved;
    private volatile long modelBytes;

    /**
     * What was seen.
     *
     * @param finished whether the method came to its end
     * @param nanos how long it ran
     * @param expectedNanos how long it would have run, where it did not finish but said how far it was; else {@code nanos}
     * @param memoryBytes the most anonymous memory, or −1
     * @param diskBytes the most that temporary files took, those that were there before left out
     * @param modelBytes the saved model, 0 if there is none
     */
    record Seen(boolean finished, long nanos, long expectedNanos, long memoryBytes, long diskBytes, long modelBytes) {}

    ProbeRun(TrainingMethod method, EncodedCorpus corpus, Resources resources, long limitNanos) {
        this.method = method;
        this.corpus = corpus;
        this.resources = resources;
        this.limitNanos = limitNanos;
    }

    Seen run() throws IOException {
        long diskBefore = temporaryBytes(resources.temporaryFolder());
        long memory = -1;
        long disk = 0;
        long begin = System.nanoTime();
        Thread thread = Thread.ofPlatform().daemon().name("wv-probe").start(this::train);
        try {
            while (thread.isAlive()) {
                long elapsed = System.nanoTime() - begin;
                if (elapsed > limitNanos && (meter.isSteady() || elapsed / MOST_LIMITS > limitNanos)) {
                    thread.interrupt();
                }
                memory = Math.max(memory, MemoryGauge.anonymousBytes());
                disk = Math.max(disk, temporaryBytes(resources.temporaryFolder()) - diskBefore);
                TimeUnit.MILLISECONDS.timedJoin(thread, LOOK_MILLIS);
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
        return new Seen(saved, nanos, saved ? nanos : meter.expectedNanos(begin, nanos), memory, disk, modelBytes);
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

    /** What this process's temporary files take. */
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
