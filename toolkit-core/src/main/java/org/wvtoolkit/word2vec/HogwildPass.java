package org.wvtoolkit.word2vec;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.atomic.AtomicLong;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.progress.Workers;
import org.wvtoolkit.word2vec.sampling.SplitMix;

/**
 * Pass in which all threads take blocks in turn and update the shared matrices without locks
 * (Hogwild, Recht et al. 2011).
 */
final class HogwildPass implements Pass {
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
                next.set(to); // stops the other threads
                throw failure;
            }
        });
        return next.get();
    }

    /**
     * Trains blocks in one thread. At least one block is trained, so that frequent pauses cannot
     * prevent progress.
     */
    private void train(AtomicLong next, long to, long pauseAt, Watcher watcher) throws IOException {
        TokenBlock block = parts.newBlock();
        CentreBatch batch = parts.newBatch(block);
        TrainingStep step = parts.newStep();
        EmbeddingRows inputs = parts.sharedRows(vectors);
        EmbeddingRows outputs = parts.sharedRows(contexts);
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
            batch.begin(block);
            if (!train(batch, step, parts.random(epoch, schedule.block(turn)), rate, inputs, outputs)) {
                throw Pass.diverged(schedule.block(turn) * BLOCK, rate);
            }
            watcher.done(turn);
        } while (System.nanoTime() - pauseAt < 0);
    }

    /** Trains on all batches of a block. Returns false if a score was out of bounds. */
    private static boolean train(
            CentreBatch batch,
            TrainingStep step,
            SplitMix random,
            float rate,
            EmbeddingRows inputs,
            EmbeddingRows outputs) {
        boolean within = true;
        while (batch.next(random)) {
            within &= step.train(batch, random, rate, inputs, outputs);
        }
        return within;
    }
}
