package org.wvtoolkit.cli.terminal;

import java.util.concurrent.atomic.AtomicLong;
import org.wvtoolkit.progress.ProgressListener.Unit;

/**
 * How far a stage has come. Safe for use by several threads.
 *
 * @param name what is done
 * @param unit what is counted
 * @param total how much there is to do, or −1
 * @param begin when it began, by {@link System#nanoTime}
 * @param done how much is done
 */
record Stage(String name, Unit unit, long total, long begin, AtomicLong done) {
    /** A rate from less time than this is noise. */
    private static final long SHORTEST = 200_000_000;

    static Stage begun(String name, Unit unit, long total) {
        return new Stage(name, unit, total, System.nanoTime(), new AtomicLong());
    }

    /** Reports of several threads may overtake one another; progress never falls. */
    void advanced(long now) {
        done.accumulateAndGet(now, Math::max);
    }

    long elapsed() {
        return System.nanoTime() - begin;
    }

    /** Such as {@code 1.6 million words/s}, or empty where nothing can be said. */
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

    /** How much is done, in words. */
    String amount() {
        long now = done.get();
        return switch (unit) {
            case BYTES -> Quantities.bytes((double) now);
            case TOKENS -> Quantities.count(now) + " words";
            case ROWS -> Quantities.count(now) + " rows";
            case ITERATIONS -> Quantities.count(now) + (now == 1 ? " pass" : " passes");
        };
    }

    /** The line that is left of a stage that has ended. */
    String summary() {
        long elapsed = elapsed();
        String rate = rate(elapsed);
        return name + ": " + (done.get() == 0 ? "" : amount() + " in ") + Quantities.duration(elapsed)
                + (rate.isEmpty() ? "" : " (" + rate + ")");
    }
}
