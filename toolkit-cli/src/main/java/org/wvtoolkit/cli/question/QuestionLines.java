package org.wvtoolkit.cli.question;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.container.Utf8Files;

/** Reads queries in batches from a file or standard input, one per line. Empty lines are skipped. */
public final class QuestionLines implements AutoCloseable {
    /** Number of lines per batch: the number of queries that are answered in one pass. */
    private static final int AT_ONCE = 1024;

    /** Maximum length of a line; longer lines indicate another kind of file. */
    private static final int LONGEST = 1 << 20;

    private final InputStream in;
    private final String name;
    private final boolean close;
    private long number;

    /**
     * A query.
     *
     * @param number line number, from 1
     * @param text trimmed and not empty
     */
    public record Line(long number, String text) {}

    private QuestionLines(InputStream in, String name, boolean close) {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.name = name;
        this.close = close;
    }

    /**
     * Opens a file of queries.
     *
     * @param path the file, {@code -} for standard input
     * @param context has standard input
     * @return the queries; the caller closes them
     * @throws IOException if there is no such file, or it cannot be read
     */
    public static QuestionLines open(Path path, ProcessContext context) throws IOException {
        if (path.toString().equals("-")) {
            return new QuestionLines(context.in(), "standard input", false);
        }
        if (Files.isDirectory(path)) {
            throw new IOException(path + ": is a folder; use a file with one query per line");
        }
        return new QuestionLines(Files.newInputStream(path), path.toString(), true);
    }

    /**
     * Reads the next batch.
     *
     * @return an empty list at the end
     * @throws IOException if the input cannot be read, or a line is longer than 1 MiB
     */
    public List<Line> next() throws IOException {
        List<Line> lines = new ArrayList<>();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int b = 0;
        while (b >= 0 && lines.size() < AT_ONCE) {
            b = in.read();
            if (b < 0 || b == '\n') {
                number += b < 0 && line.size() == 0 ? 0 : 1;
                String text = line.toString(StandardCharsets.UTF_8);
                text = (number == 1 ? Utf8Files.withoutByteOrderMark(text) : text).strip();
                if (!text.isEmpty()) {
                    lines.add(new Line(number, text));
                }
                line.reset();
            } else if (line.size() == LONGEST) {
                throw new IOException(name + ": line " + (number + 1)
                        + " exceeds the maximum of 1 MiB; use a file with one query per line");
            } else {
                line.write(b);
            }
        }
        return lines;
    }

    @Override
    public void close() throws IOException {
        if (close) {
            in.close();
        }
    }
}
