package org.wvtoolkit.word2vec;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.atomic.AtomicLong;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.progress.Workers;

/** All threads take blocks in turn and change the matrices at once. */
final class HogwildPass implements Pass {
    static final int BLOCK = 8192;

    private final FloatMatrix vectors;
    private final FloatMatrix contexts;
    private final WorkerFactory parts;
    private final TrainingSchedule schedule;

    HogwildPass(FloatMatrix vectors, FloatMatrix contexts, WorkerFactory parts, TrainingSchedule schedule) {
        this.vectors = vectors;
        this.contexts = contexts;
        this.parts = parts;
        this.schedule = schedule;
    }

    @Override
    public long run(long from, long to, int threads, long pauseAt, Watcher watcher) throws IOException {
        AtomicLong next = new AtomicLong(from);
        Workers.run(threads, threads, worker -> {
            try {
                train(next, to, pauseAt, watcher);
            } catch (Throwable failure) {
                next.set(to); // the other threads need not go on
                throw failure;
            }
        });
        return next.get();
    }

    /** One thread's share: at least one block, so that pauses, however many, do not keep training from its end. */
    private void train(AtomicLong next, long to, long pauseAt, Watcher watcher) throws IOException {
        TokenBlock block = parts.newBlock();
        TrainingStep step = parts.newStep(block);
        EmbeddingRows inputs = new SharedRows(parts.kernels(), vectors);
        EmbeddingRows outputs = new SharedRows(parts.kernels(), contexts);
        do {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("training was interrupted");
            }
            long turn = next.getAndUpdate(t -> Math.min(to, t + 1));
            if (turn == to) {
                return;
            }
            float rate = schedule.rate(turn);
            long epoch = schedule.epoch(turn);
            block.fill(schedule.block(turn), parts.epochKey(epoch));
            if (!step.train(block, parts.random(epoch, schedule.block(turn)), rate, inputs, outputs)) {
                throw Pass.diverged(schedule.block(turn) * BLOCK, rate);
            }
            watcher.done(turn);
        } while (System.nanoTime() - pauseAt < 0);
    }
}
