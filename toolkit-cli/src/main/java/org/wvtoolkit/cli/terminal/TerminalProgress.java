package org.wvtoolkit.cli.terminal;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.progress.ProgressListener;

/**
 * Draws progress on a terminal: one line, redrawn at most ten times per second, with a bar, a percentage, the rate,
 * the remaining time and a detail. Thread-safe; reporting threads never wait for drawing.
 */
final class TerminalProgress implements ProgressListener, AutoCloseable {
    private static final long REDRAW = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int BAR = 24;
    private static final String CLEAR = "\r\u001b[K";

    private final PrintStream out;
    private final int columns;
    private final boolean colours;
    private final AtomicLong lastDrawn = new AtomicLong(System.nanoTime() - REDRAW);
    private final List<String> notes = new ArrayList<>();
    private volatile @Nullable Stage stage;
    private boolean lineOpen;

    TerminalProgress(PrintStream out, int columns, boolean colours) {
        this.out = out;
        this.columns = columns;
        this.colours = colours;
    }

    @Override
    public synchronized void stage(String name, Unit unit, long total) {
        end();
        Stage begun = Stage.begun(name, unit, total);
        stage = begun;
        draw(begun, "");
    }

    @Override
    public void advanced(long done, String detail) {
        Stage current = stage;
        if (current == null) {
            return;
        }
        current.advanced(done);
        long now = System.nanoTime();
        long last = lastDrawn.get();
        if (now - last >= REDRAW && lastDrawn.compareAndSet(last, now)) {
            synchronized (this) {
                if (current.equals(stage)) {
                    draw(current, detail);
                }
            }
        }
    }

    /** Delays a note until the stage ends, so that the stage's line comes first. */
    @Override
    public synchronized void note(String message) {
        notes.add(message);
        if (stage == null) {
            end();
        }
    }

    /** Replaces the progress line by the summary of the completed stage. */
    private void end() {
        Stage ended = stage;
        stage = null;
        if (ended != null) {
            out.println(CLEAR + Quantities.oneLine(ended.summary()));
            lineOpen = false;
        }
        notes.forEach(note -> out.println(Quantities.oneLine(note)));
        notes.clear();
    }

    private void draw(Stage current, String detail) {
        long done = current.done().get();
        long total = current.total();
        long elapsed = current.elapsed();
        StringBuilder line = new StringBuilder(current.name()).append("  ");
        int barBegin = line.length();
        int barEnd = barBegin;
        if (total > 0) {
            int filled = (int) (BAR * Math.min(done, total) / total);
            line.append('[').repeat('#', filled).repeat('.', BAR - filled).append(']');
            barEnd = line.length();
            line.append(' ').append(100 * Math.min(done, total) / total).append(" %");
        } else if (done > 0) {
            line.append(current.amount());
        }
        append(line, current.rate(elapsed));
        if (total > 0 && done > 0 && done < total && elapsed > TimeUnit.SECONDS.toNanos(1)) {
            append(line, Quantities.duration((long) ((double) elapsed * (total - done) / done)) + " left");
        }
        append(line, detail);
        print(Quantities.oneLine(line.toString()), barBegin, barEnd);
    }

    private static void append(StringBuilder line, String part) {
        if (!part.isEmpty()) {
            line.append("  ").append(part);
        }
    }

    /** Prints a line without using the last column, because a full line would wrap and could not be redrawn. */
    private void print(String line, int barBegin, int barEnd) {
        String cut = line.length() < columns ? line : line.substring(0, columns - 1);
        if (colours && barEnd > barBegin && barEnd < cut.length()) {
            cut = cut.substring(0, barBegin) + "\u001b[32m" + cut.substring(barBegin, barEnd) + "\u001b[0m"
                    + cut.substring(barEnd);
        }
        out.print(CLEAR + cut);
        out.flush();
        lineOpen = true;
    }

    /** Ends the current line, if any, so that the next output begins on its own line. */
    synchronized void breakLine() {
        stage = null;
        if (lineOpen) {
            out.println();
            lineOpen = false;
        }
    }

    @Override
    public synchronized void close() {
        end();
    }
}
