package org.wvtoolkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wvtoolkit.cli.terminal.ProcessContext;

class FailuresTest {
    private static String reported(Throwable failure, boolean debug) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        ProcessContext context = new ProcessContext(
                new ByteArrayInputStream(new byte[0]),
                new ByteArrayOutputStream(),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of(),
                false,
                false,
                80);
        assertEquals(1, new Failures(context, debug).report(failure));
        return err.toString(StandardCharsets.UTF_8);
    }

    static Stream<Throwable> failures() {
        return Stream.of(
                new NoSuchFileException("a/b"),
                new AccessDeniedException("a/b"),
                new FileAlreadyExistsException("a/b"),
                new NotDirectoryException("a/b"),
                new DirectoryNotEmptyException("a/b"),
                new FileSystemLoopException("a/b"),
                new FileSystemException("a/b"),
                new FileSystemException("a/b", null, "Input/output error"),
                new IOException("a/b: is not a model; use one"),
                new UncheckedIOException(new NoSuchFileException("a/b")),
                new UncheckedIOException("outer", new IOException("a/b: inner")));
    }

    @ParameterizedTest
    @MethodSource("failures")
    @DisplayName("a failed access is one line with the path, without names of Java classes")
    void oneLine(Throwable failure) {
        String message = reported(failure, false);
        assertTrue(message.startsWith("wv: a/b: "), message);
        assertEquals(1, message.lines().count(), message);
        assertFalse(message.contains("Exception"), message);
    }

    @Test
    @DisplayName("a defect of the program names its exception and requests a report")
    void defect() {
        String message = reported(new IllegalStateException("no state"), false);
        assertEquals(
                "wv: internal error in wv: java.lang.IllegalStateException: no state; please report it with the"
                        + " output of --debug\n",
                message);
    }

    @Test
    @DisplayName("--debug adds the stack trace")
    void debug() {
        assertTrue(reported(new IOException("a/b: x"), true).contains("\tat " + FailuresTest.class.getName()));
    }
}
