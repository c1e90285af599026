package org.wvtoolkit.word2vec;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.progress.Workers;

/**
 * Rounds of {@value #ROUND} blocks: the threads train on them against matrices that stand still, each block seeing its own
 * changes alone; then the changes are added block by block in the order of the text, each thread doing some of the rows. What
 * comes out does not depend on how many threads there are or how fast they run.
 */
final class OrderedPass implements Pass {
    /** Tokens in a block: few, so that its changes stay in the cache and what blocks do not see of each other is little. */
    static final int BLOCK = 2048;

    /** Blocks in a round, for up to as many threads. */
    static final int ROUND = 8;

    private final WorkerParts parts;
    private final Schedule schedule;
    private final long rows;
    private final List<DeferredRows> inputs = new ArrayList<>();
    private final List<DeferredRows> outputs = new ArrayList<>();

    OrderedPass(FloatMatrix vectors, FloatMatrix contexts, WorkerParts parts, Schedule schedule) {
        this.parts = parts;
        this.schedule = schedule;
        this.rows = vectors.rows();
        DeferredRows.SlotTable none = new DeferredRows.SlotTable(0);
        for (int i = 0; i < ROUND; i++) {
            inputs.add(new DeferredRows(parts.kernels(), vectors, none));
            outputs.add(new DeferredRows(parts.kernels(), contexts, none));
        }
    }

    @Override
    public long run(long from, long to, int threads, long pauseAt, Watcher watcher) throws IOException {
        int workers = Math.min(threads, ROUND);
        Rounds rounds = new Rounds(from, to, pauseAt);
        AtomicInteger next = new AtomicInteger();
        // The last to arrive prepares the next round while all others wait.
        CyclicBarrier merged = new CyclicBarrier(workers, () -> {
            next.set(0);
            rounds.advance();
        });
        CyclicBarrier trained = new CyclicBarrier(workers);
        Workers.run(workers, workers, worker -> {
            try {
                TokenBlock block = parts.newBlock();
                TrainingStep step = parts.newStep(block);
                DeferredRows.SlotTable inputSlots = new DeferredRows.SlotTable(rows);
                DeferredRows.SlotTable outputSlots = new DeferredRows.SlotTable(rows);
                while (rounds.begin < rounds.end) {
                    for (int i = next.getAndIncrement(); i < rounds.end - rounds.begin; i = next.getAndIncrement()) {
                        inputs.get(i).begin(inputSlots);
                        outputs.get(i).begin(outputSlots);
                        train(rounds.begin + i, block, step, inputs.get(i), outputs.get(i));
                        inputs.get(i).end();
                        outputs.get(i).end();
                        watcher.done(rounds.begin + i);
                    }
                    trained.await();
                    for (int i = 0; i < rounds.end - rounds.begin; i++) {
                        inputs.get(i).merge(worker, workers);
                        outputs.get(i).merge(worker, workers);
                    }
                    merged.await();
                }
            } catch (BrokenBarrierException anotherFailed) {
                return;
            } catch (InterruptedException interrupted) {
                throw new InterruptedIOException("training was interrupted");
            } finally {
                // Whoever waits for this worker need not any more: all are through, or one has failed.
                trained.reset();
                merged.reset();
            }
        });
        return rounds.begin;
    }

    private void train(long turn, TokenBlock block, TrainingStep step, DeferredRows in, DeferredRows out)
            throws IOException {
        float rate = schedule.rate(turn);
        long epoch = schedule.epoch(turn);
        block.fill(schedule.block(turn), parts.epochKey(epoch));
        if (!step.train(block, parts.random(epoch, schedule.block(turn)), rate, in, out)) {
            throw Pass.diverged(schedule.block(turn) * BLOCK, rate);
        }
    }

    /** Which blocks are being trained on; changed between rounds alone, with all threads at the barrier. */
    private static final class Rounds {
        private final long to;
        private final long pauseAt;
        private long begin;
        private long end;

        Rounds(long from, long to, long pauseAt) {
            this.to = to;
            this.pauseAt = pauseAt;
            this.end = from;
            advance();
        }

        void advance() {
            begin = end;
            if (System.nanoTime() - pauseAt < 0) {
                end = Math.min(to, begin + ROUND);
            }
        }
    }
}
