package org.wvtoolkit.word2vec;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.progress.Workers;

/**
 * Pass in rounds of {@value #ROUND} blocks. The threads train the blocks of a round on unchanged
 * matrices, so that each block sees only its own updates. The updates are then added block by block
 * in the order of the text, with the rows divided among the threads. The result does not depend on
 * the number or the speed of the threads.
 */
final class OrderedPass implements Pass {
    /**
     * Number of tokens in a block; small, so that its updates stay in the cache and each block is
     * trained without only a few updates of the other blocks of its round.
     */
    static final int BLOCK = 2048;

    /** Number of blocks in a round, which limits the number of threads. */
    static final int ROUND = 8;

    private final WorkerFactory parts;
    private final TrainingSchedule schedule;
    private final long rows;
    private final List<DeferredRows> inputs = new ArrayList<>();
    private final List<DeferredRows> outputs = new ArrayList<>();

    OrderedPass(FloatMatrix vectors, FloatMatrix contexts, WorkerFactory parts, TrainingSchedule schedule) {
        this.parts = parts;
        this.schedule = schedule;
        this.rows = vectors.rows();
        DeferredRows.SlotTable none = new DeferredRows.SlotTable(0);
        for (int i = 0; i < ROUND; i++) {
            inputs.add(new DeferredRows(parts.kernels(), vectors, none, parts.rates()));
            outputs.add(new DeferredRows(parts.kernels(), contexts, none, parts.rates()));
        }
    }

    @Override
    public long run(long from, long to, int threads, long pauseAt, Watcher watcher) throws IOException {
        int workers = Math.min(threads, ROUND);
        Rounds rounds = new Rounds(from, to, pauseAt, workers);
        Workers.run(workers, workers, worker -> {
            try {
                work(worker, workers, rounds, watcher);
            } catch (InterruptedException interrupted) {
                rounds.forceTermination();
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("training was interrupted");
            } catch (Throwable failure) {
                rounds.forceTermination();
                throw failure;
            }
        });
        return rounds.begin;
    }

    /** Processes all rounds in one thread. */
    private void work(int worker, int workers, Rounds rounds, Watcher watcher)
            throws IOException, InterruptedException {
        TokenBlock block = parts.newBlock();
        TrainingStep step = parts.newStep(block);
        DeferredRows.SlotTable inputSlots = new DeferredRows.SlotTable(rows);
        DeferredRows.SlotTable outputSlots = new DeferredRows.SlotTable(rows);
        DeferredRows.UpdateTotals totals = new DeferredRows.UpdateTotals(rows);
        while (rounds.begin < rounds.end) {
            int count = (int) (rounds.end - rounds.begin);
            for (int i = rounds.next.getAndIncrement(); i < count; i = rounds.next.getAndIncrement()) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedException();
                }
                inputs.get(i).begin(inputSlots);
                outputs.get(i).begin(outputSlots);
                train(rounds.begin + i, block, step, inputs.get(i), outputs.get(i));
                inputs.get(i).end();
                outputs.get(i).end();
                watcher.done(rounds.begin + i);
            }
            if (!rounds.awaitOthers()) {
                return;
            }
            DeferredRows.merge(inputs, count, worker, workers, totals);
            DeferredRows.merge(outputs, count, worker, workers, totals);
            if (!rounds.awaitOthers()) {
                return;
            }
        }
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

    /**
     * State of the current round, and barrier at which the threads wait: once after all blocks of a
     * round are trained, and once after they are merged. The state is changed between rounds only,
     * by the last thread to arrive. A thread that fails terminates the barrier, after which no
     * thread waits; a {@link java.util.concurrent.CyclicBarrier} would block threads that arrive
     * after the failure.
     */
    private static final class Rounds extends Phaser {
        private final long to;
        private final long pauseAt;
        private long begin;
        private long end;

        /** The next block of the round to be assigned. */
        private final AtomicInteger next = new AtomicInteger();

        /**
         * Creates the rounds. The first one always runs, so that frequent pauses cannot prevent
         * progress.
         */
        Rounds(long from, long to, long pauseAt, int workers) {
            super(workers);
            this.to = to;
            this.pauseAt = pauseAt;
            this.begin = from;
            this.end = Math.min(to, from + ROUND);
        }

        /** Waits for the other threads. Returns false if another thread has failed. */
        boolean awaitOthers() throws InterruptedException {
            return awaitAdvanceInterruptibly(arrive()) >= 0;
        }

        @Override
        protected boolean onAdvance(int phase, int registeredParties) {
            if (phase % 2 == 1) { // merged
                begin = end;
                if (System.nanoTime() - pauseAt < 0) {
                    end = Math.min(to, begin + ROUND);
                }
                next.set(0);
            }
            return false;
        }
    }
}
