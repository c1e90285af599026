package org.wvtoolkit.cli.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.progress.ProgressListener;

/** Writes progress as lines: one per stage when it ends, with its time, and one per note. Thread-safe. */
final class StageLines implements ProgressListener, AutoCloseable {
    /** Beginning of each line of a log, with 0 for any digit. */
    private static final String TIME = "0000-00-00T00:00";

    private final PrintStream out;
    private final boolean dated;
    private final List<String> notes = new ArrayList<>();
    private volatile @Nullable Stage stage;

    /**
     * Creates a line writer.
     *
     * @param out receives the lines; closed with this object if the lines are dated, which is the case for
     *     files
     * @param dated whether each line begins with the time, and the beginning of a stage is logged as well
     */
    StageLines(PrintStream out, boolean dated) {
        this.out = out;
        this.dated = dated;
    }

    /** Returns whether a file is empty or begins with the time of a log line. */
    static boolean isLog(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String head = new String(in.readNBytes(TIME.length()), StandardCharsets.US_ASCII);
            return head.isEmpty() || head.replaceAll("[0-9]", "0").equals(TIME);
        }
    }

    @Override
    public synchronized void stage(String name, Unit unit, long total) {
        end();
        stage = Stage.begun(name, unit, total);
        if (dated) {
            line("begins: " + name);
        }
    }

    @Override
    public void advanced(long done, String detail) {
        Stage current = stage;
        if (current != null) {
            current.advanced(done);
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

    private void end() {
        Stage ended = stage;
        stage = null;
        if (ended != null) {
            line(ended.summary());
        }
        notes.forEach(this::line);
        notes.clear();
    }

    private void line(String text) {
        out.println((dated ? LocalDateTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.MILLIS) + " " : "")
                + Quantities.oneLine(text));
    }

    @Override
    public synchronized void close() {
        end();
        out.flush();
        if (dated) {
            out.close();
        }
    }
}
