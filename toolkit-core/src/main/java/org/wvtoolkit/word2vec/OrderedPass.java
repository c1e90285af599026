package org.wvtoolkit.word2vec;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.progress.Workers;
import org.wvtoolkit.word2vec.sampling.SplitMix;

/**
 * Pass with the same result for any number and speed of threads. It trains {@value #LANES} blocks, the
 * lanes, side by side in rounds. In a round, the next batch of each lane is computed from unchanged
 * matrices; then the changes of all lanes are added, in an order that is fixed for each row.
 *
 * <p>That order keeps the changes in the cache of the core that computed them. Lanes and rows are
 * divided into groups, one for each thread; their number is a power of two, so the remaining threads
 * only help to train. First each thread adds the changes of its own lanes to its own rows; then, after
 * the others have done so, to the rows of another thread, and so on. For rows with remainder p,
 * lanes follow in ascending order of {@code lane ^ p}, whatever the number of groups.
 */
final class OrderedPass implements Pass {
    /** Number of blocks that are trained side by side, which limits the number of threads. */
    static final int LANES = 16;

    private final WorkerFactory factory;
    private final TrainingSchedule schedule;
    private final int rows;
    private final List<Lane> lanes = new ArrayList<>();
    private final List<DeferredRows> inputs = new ArrayList<>();
    private final List<DeferredRows> outputs = new ArrayList<>();

    OrderedPass(FloatMatrix vectors, FloatMatrix contexts, WorkerFactory factory, TrainingSchedule schedule) {
        this.factory = factory;
        this.schedule = schedule;
        this.rows = (int) vectors.rows();
        for (int i = 0; i < LANES; i++) {
            inputs.add(factory.deferredRows(vectors, LANES));
            outputs.add(factory.deferredRows(contexts, LANES));
            lanes.add(new Lane(inputs.get(i), outputs.get(i)));
        }
    }

    @Override
    public long run(long from, long to, int threads, long pauseAt, Watcher watcher) throws IOException {
        int workers = Math.min(threads, LANES);
        Rounds rounds = new Rounds(from, to, pauseAt, workers);
        Workers.run(workers, workers, worker -> {
            try {
                work(worker, rounds, watcher);
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
    private void work(int worker, Rounds rounds, Watcher watcher) throws IOException, InterruptedException {
        TrainingStep step = factory.newStep();
        int[] updates = new int[rows];
        int groups = rounds.groups;
        int share = LANES / groups;
        while (rounds.begin < rounds.end) {
            // The thread's own lanes first, then those that other threads have not begun.
            for (int other = 0; other < groups; other++) {
                int group = (worker ^ other) % groups;
                AtomicInteger next = rounds.next.get(group);
                for (int i = next.getAndIncrement(); i < share; i = next.getAndIncrement()) {
                    int lane = group * share + i;
                    lanes.get(lane).train(rounds, rounds.begin + lane, step, watcher);
                }
            }
            if (!rounds.awaitOthers()) {
                return;
            }
            if (worker < groups) {
                DeferredRows.damp(inputs, worker * share, share, updates);
                DeferredRows.damp(outputs, worker * share, share, updates);
            }
            if (!rounds.awaitOthers()) {
                return;
            }
            for (int other = 0; other < groups; other++) {
                if (worker < groups) {
                    merge(worker * share, (worker ^ other) * share, share);
                }
                if (!rounds.awaitOthers()) {
                    return;
                }
            }
        }
    }

    /** Adds the changes of one group of lanes to one group of rows. */
    private void merge(int firstLane, int firstPart, int share) {
        for (int part = 0; part < share; part++) {
            for (int lane = 0; lane < share; lane++) {
                lanes.get(firstLane + (lane ^ part)).merge(firstPart + part);
            }
        }
    }

    /** A block that is being trained, and the changes of its latest batch. */
    private final class Lane {
        private final TokenBlock block = factory.newBlock();
        private final CentreBatch batch = factory.newBatch(block);
        private final DeferredRows inputs;
        private final DeferredRows outputs;
        private SplitMix random = new SplitMix(0);
        private float rate;
        private long position;

        /** Whether the block has not been trained to its end. */
        private boolean active;

        Lane(DeferredRows inputs, DeferredRows outputs) {
            this.inputs = inputs;
            this.outputs = outputs;
        }

        /** Trains the next batch of the block, if there is one. */
        void train(Rounds rounds, long turn, TrainingStep step, Watcher watcher)
                throws IOException, InterruptedException {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException();
            }
            inputs.clear();
            outputs.clear();
            if (rounds.beginsBlocks && turn < rounds.end) {
                begin(turn);
            }
            if (!active) {
                return;
            }
            active = batch.next(random);
            if (!active) {
                watcher.done(turn);
                return;
            }
            if (!step.train(batch, random, rate, inputs, outputs)) {
                throw Pass.diverged(position, rate);
            }
            inputs.finish();
            outputs.finish();
        }

        private void begin(long turn) {
            long epoch = schedule.epoch(turn);
            rate = schedule.rate(turn);
            position = schedule.block(turn) * BLOCK;
            block.fill(schedule.block(turn), factory.epochKey(epoch));
            random = factory.random(epoch, schedule.block(turn));
            batch.begin(block);
            active = true;
        }

        void merge(int part) {
            inputs.merge(part);
            outputs.merge(part);
        }
    }

    /**
     * State of the current round, and barrier at which the threads wait: after all batches of a round
     * are trained, after their changes are scaled, and after each step of merging. There is one step
     * per group. The state is changed between rounds only, by the last thread to arrive. A thread
     * that fails terminates the barrier, after which no thread waits; a {@link
     * java.util.concurrent.CyclicBarrier} would block threads that arrive after the failure.
     */
    private final class Rounds extends Phaser {
        /** Number of times that a thread checks for the others before it is suspended, about 50 µs. */
        private static final int SPINS = 2000;

        /** Number of groups that lanes and rows are divided into, a power of two. */
        private final int groups;

        private final long to;
        private final long pauseAt;

        /** The first block in training. */
        private long begin;

        /** The block after the last one in training. */
        private long end;

        /** Whether the blocks are loaded in this round. */
        private boolean beginsBlocks = true;

        /** Number of lanes of each group that are assigned in this round. */
        private final List<AtomicInteger> next;

        /** Number of times that the threads have waited in this round. */
        private int passed;

        /**
         * Creates the rounds. The first blocks are always trained, so that frequent pauses cannot prevent
         * progress.
         */
        Rounds(long from, long to, long pauseAt, int workers) {
            super(workers);
            this.groups = Integer.highestOneBit(workers);
            this.to = to;
            this.pauseAt = pauseAt;
            this.next = Stream.generate(AtomicInteger::new).limit(groups).toList();
            this.begin = from;
            this.end = Math.min(to, from + LANES);
        }

        /** Waits for the other threads. Returns false if another thread has failed. */
        boolean awaitOthers() throws InterruptedException {
            int phase = arrive();
            // Suspending a thread takes long compared with a round, a fraction of a millisecond.
            for (int i = 0; i < SPINS && getPhase() == phase; i++) {
                Thread.onSpinWait();
            }
            return awaitAdvanceInterruptibly(phase) >= 0;
        }

        @Override
        protected boolean onAdvance(int phase, int registeredParties) {
            if (++passed == groups + 2) {
                passed = 0;
                next.forEach(assigned -> assigned.set(0));
                beginsBlocks = lanes.stream().noneMatch(lane -> lane.active);
                if (beginsBlocks) {
                    begin = end;
                    if (System.nanoTime() - pauseAt < 0) {
                        end = Math.min(to, begin + LANES);
                    }
                }
            }
            return false;
        }
    }
}
