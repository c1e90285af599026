package org.wvtoolkit.forecast;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.wvtoolkit.progress.ProgressListener;

/**
 * How far the current stage of a run is, and how fast it goes now. Java is slow until it has compiled what runs most, so only the
 * latest moments count, once they no longer differ. Safe for concurrent use.
 */
final class SpeedMeter implements ProgressListener {
    private static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(700);
    private static final double STEADY = 1.2;

    private final Deque<Mark> marks = new ArrayDeque<>();
    private long total = -1;

    /** How much was done at a time. */
    private record Mark(long nanos, long done) {}

    @Override
    public synchronized void stage(String name, Unit unit, long stageTotal) {
        total = stageTotal;
        marks.clear();
        marks.add(new Mark(System.nanoTime(), 0));
    }

    @Override
    public void advanced(long done, String detail) {
        advanced(System.nanoTime(), done);
    }

    /** The same at a given time, for tests. */
    synchronized void advanced(long now, long done) {
        if (marks.isEmpty() || done < marks.getLast().done()) {
            return;
        }
        marks.add(new Mark(now, done));
        // Two windows, and one mark before them to measure from.
        while (marks.size() > 2 && secondOldest() < now - 2 * WINDOW_NANOS) {
            marks.removeFirst();
        }
    }

    private long secondOldest() {
        var marksInOrder = marks.iterator();
        marksInOrder.next();
        return marksInOrder.next().nanos();
    }

    @Override
    public void note(String message) {}

    /** Whether the last moments were no faster than those before them. */
    synchronized boolean isSteady() {
        if (marks.size() < 4) {
            return false;
        }
        Mark first = marks.getFirst();
        Mark last = marks.getLast();
        if (last.nanos() - first.nanos() < WINDOW_NANOS) {
            return false;
        }
        long middle = first.nanos() + (last.nanos() - first.nanos()) / 2;
        Mark half = first;
        for (Mark mark : marks) {
            if (mark.nanos() <= middle) {
                half = mark;
            }
        }
        return !half.equals(first) && rate(half, last) <= STEADY * rate(first, half);
    }

    private static double rate(Mark from, Mark to) {
        return (double) (to.done() - from.done()) / Math.max(1, to.nanos() - from.nanos());
    }

    /**
     * The time that the whole run would take.
     *
     * @param begin when it began
     * @param nanos how long it has run
     */
    synchronized long expectedNanos(long begin, long nanos) {
        if (marks.size() < 2 || total < 0) {
            return nanos;
        }
        Mark last = marks.getLast();
        double rate = rate(marks.getFirst(), last);
        return rate <= 0 ? nanos : last.nanos() - begin + (long) ((total - last.done()) / rate);
    }
}
