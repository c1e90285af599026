package org.wvtoolkit.forecast;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.wvtoolkit.progress.ProgressListener;

/**
 * Progress listener that measures the current rate of the current stage. Only the most recent
 * samples count, once the rate no longer increases, because Java code is slow until it has been
 * JIT-compiled. Thread-safe.
 */
final class SpeedMeter implements ProgressListener {
    private static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(700);
    private static final double STEADY = 1.2;

    private final Deque<Sample> samples = new ArrayDeque<>();
    private long total = -1;

    /** Progress at a point in time. */
    private record Sample(long nanos, long done) {}

    @Override
    public synchronized void stage(String name, Unit unit, long stageTotal) {
        total = stageTotal;
        samples.clear();
        samples.add(new Sample(System.nanoTime(), 0));
    }

    @Override
    public void advanced(long done, String detail) {
        advanced(System.nanoTime(), done);
    }

    /** Records progress at a given time. Tests call this method directly. */
    synchronized void advanced(long now, long done) {
        if (samples.isEmpty() || done < samples.getLast().done()) {
            return;
        }
        samples.add(new Sample(now, done));
        // Keep two windows, and one sample before them as their starting point.
        while (samples.size() > 2 && secondOldest() < now - 2 * WINDOW_NANOS) {
            samples.removeFirst();
        }
    }

    private long secondOldest() {
        var samplesInOrder = samples.iterator();
        samplesInOrder.next();
        return samplesInOrder.next().nanos();
    }

    @Override
    public void note(String message) {}

    /** Returns whether the rate of the second half of the samples is at most 1.2 times that of the first half. */
    synchronized boolean isSteady() {
        if (samples.size() < 4) {
            return false;
        }
        Sample first = samples.getFirst();
        Sample last = samples.getLast();
        if (last.nanos() - first.nanos() < WINDOW_NANOS) {
            return false;
        }
        long middle = first.nanos() + (last.nanos() - first.nanos()) / 2;
        Sample middleSample = first;
        for (Sample sample : samples) {
            if (sample.nanos() <= middle) {
                middleSample = sample;
            }
        }
        return !middleSample.equals(first) && rate(middleSample, last) <= STEADY * rate(first, middleSample);
    }

    private static double rate(Sample from, Sample to) {
        return (double) (to.done() - from.done()) / Math.max(1, to.nanos() - from.nanos());
    }

    /**
     * Returns the estimated time of the complete run in nanoseconds.
     *
     * @param begin the start time
     * @param nanos the time since then
     */
    synchronized long expectedNanos(long begin, long nanos) {
        if (samples.size() < 2 || total < 0) {
            return nanos;
        }
        Sample last = samples.getLast();
        double rate = rate(samples.getFirst(), last);
        return rate <= 0 ? nanos : last.nanos() - begin + (long) ((total - last.done()) / rate);
    }
}
