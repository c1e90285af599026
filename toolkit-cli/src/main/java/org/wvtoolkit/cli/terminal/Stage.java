package org.wvtoolkit.cli.terminal;

import java.util.concurrent.atomic.AtomicLong;
import org.wvtoolkit.progress.ProgressListener.Unit;

/**
 * The progress of a stage. Thread-safe.
 *
 * @param name the activity
 * @param unit the unit of progress
 * @param total the amount of work, or −1 if unknown
 * @param begin start time, by {@link System#nanoTime}
 * @param done the completed amount
 */
record Stage(String name, Unit unit, long total, long begin, AtomicLong done) {
    /** Minimum elapsed time for a meaningful rate. */
    private static final long SHORTEST = 200_000_000;

    static Stage begun(String name, Unit unit, long total) {
        return new Stage(name, unit, total, System.nanoTime(), new AtomicLong());
    }

    /** Updates the completed amount; reports of several threads may arrive out of order, so it never decreases. */
    void advanced(long now) {
        done.accumulateAndGet(now, Math::max);
    }

    long elapsed() {
        return System.nanoTime() - begin;
    }

    /** Formats the rate, such as {@code 1.6 million words/s}; empty if it is not known yet. */
    String rate(long elapsed) {
        if (elapsed < SHORTEST || done.get() == 0) {
            return "";
        }
        double perSecond = done.get() / (elapsed / 1e9);
        return switch (unit) {
            case BYTES -> Quantities.bytes(perSecond) + "/s";
            case TOKENS -> Quantities.count(Math.round(perSecond)) + " words/s";
            case ROWS -> Quantities.count(Math.round(perSecond)) + " rows/s";
            case ITERATIONS -> "";
        };
    }

    /** Formats the completed amount. */
    String amount() {
        long now = done.get();
        return switch (unit) {
            case BYTES -> Quantities.bytes((double) now);
            case TOKENS -> Quantities.count(now) + " words";
            case ROWS -> Quantities.count(now) + " rows";
            case ITERATIONS -> Quantities.count(now) + (now == 1 ? " pass" : " passes");
        };
    }

    /** The summary line of a completed stage. */
    String summary() {
        long elapsed = elapsed();
        String rate = rate(elapsed);
        return name + ": " + (done.get() == 0 ? "" : amount() + " in ") + Quantities.duration(elapsed)
                + (rate.isEmpty() ? "" : " (" + rate + ")");
    }
}
