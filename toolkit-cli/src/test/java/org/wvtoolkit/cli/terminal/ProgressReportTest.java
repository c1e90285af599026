package org.wvtoolkit.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.wvtoolkit.progress.ProgressListener.Unit;
import org.wvtoolkit.progress.Workers;

class ProgressReportTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private ProgressReport begin(boolean terminal, Map<String, String> environment, int columns) throws IOException {
        ProcessContext context = new ProcessContext(
                new ByteArrayInputStream(new byte[0]),
                OutputStream.nullOutputStream(),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                environment,
                false,
                terminal,
                columns);
        return ProgressReport.begin(context, false, null);
    }

    private String printed() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("without a terminal, each stage is a line and notes follow it")
    void plainLines() throws IOException {
        try (ProgressReport progress = begin(false, Map.of(), 80)) {
            progress.stage("reading", Unit.BYTES, 2000);
            progress.advanced(1000, "");
            progress.note("something to know");
            progress.advanced(2000, "");
            progress.stage("training", Unit.TOKENS, -1);
            progress.advanced(1234, "");
        }
        assertEquals(
                List.of("reading: 2.0 kB in 0.0 s", "something to know", "training: 1,234 words in 0.0 s"),
                printed().lines().toList());
    }

    @Test
    @DisplayName("a terminal shows a bar that is drawn at most ten times per second")
    void progressBar() throws IOException {
        long begin = System.nanoTime();
        try (ProgressReport progress = begin(true, Map.of("NO_COLOR", "1"), 80)) {
            progress.stage("training", Unit.TOKENS, 1_000_000);
            for (int done = 0; done <= 1_000_000; done++) {
                progress.advanced(done, "rate 0.05");
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        long drawn = printed().chars().filter(c -> c == '\r').count();
        assertTrue(drawn <= 3 + 10 * seconds, drawn + " drawings in " + seconds + " s");
        assertTrue(printed().contains("\r\u001b[Ktraining  ["), printed());
        assertTrue(printed().contains(" %"), printed());
        assertTrue(printed().endsWith("s\n") || printed().endsWith(")\n"), printed());
    }

    @Test
    @DisplayName("NO_COLOR disables colours")
    void colours() throws IOException {
        try (ProgressReport progress = begin(true, Map.of("NO_COLOR", "1"), 80)) {
            progress.stage("training", Unit.TOKENS, 10);
        }
        assertFalse(printed().contains("\u001b[3"), printed());
        try (ProgressReport progress = begin(true, Map.of(), 80)) {
            progress.stage("training", Unit.TOKENS, 10);
        }
        assertTrue(printed().contains("\u001b[32m"), printed());
    }

    @Test
    @DisplayName("a progress line is shorter than the terminal")
    void narrowTerminal() throws IOException {
        try (ProgressReport progress = begin(true, Map.of("NO_COLOR", "1"), 40)) {
            progress.stage("reading a file with a rather long name indeed", Unit.BYTES, 100);
        }
        String drawn =
                printed().substring(printed().indexOf("\u001b[K") + 3, printed().indexOf('\n'));
        drawn = drawn.substring(0, drawn.indexOf('\r'));
        assertTrue(drawn.replace("\r", "").length() < 40, drawn);
    }

    @Test
    @DisplayName("concurrent reports count the largest value")
    void concurrentReports() throws IOException {
        try (ProgressReport progress = begin(false, Map.of(), 80)) {
            progress.stage("training", Unit.TOKENS, 1000);
            Workers.run(4, 1000, number -> progress.advanced(1000 - number, ""));
        }
        assertTrue(printed().startsWith("training: 1,000 words in "), printed());
    }
}
