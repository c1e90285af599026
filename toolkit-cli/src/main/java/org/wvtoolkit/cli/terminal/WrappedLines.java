package org.wvtoolkit.cli.terminal;

import java.io.IOException;
import java.io.Writer;

/**
 * A writer that wraps lines at words. A continuation line is indented two columns more than its line. A word that is
 * longer than a line is not divided. Not thread-safe.
 */
final class WrappedLines extends Writer {
    private static final int INDENT = 2;

    private final Writer out;
    private final int columns;
    private final StringBuilder line = new StringBuilder();

    /**
     * Creates a writer.
     *
     * @param out receives the text; closed with this writer
     * @param columns maximum width of a line in terminal columns
     */
    WrappedLines(Writer out, int columns) {
        this.out = out;
        this.columns = columns;
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
        for (int i = offset; i < offset + length; i++) {
            if (text[i] == '\n') {
                writeLine();
                out.write('\n');
            } else {
                line.append(text[i]);
            }
        }
    }

    private void writeLine() throws IOException {
        String rest = line.toString();
        line.setLength(0);
        String indent = " "
                .repeat(Math.min(
                        columns / 2, rest.length() - rest.stripLeading().length() + INDENT));
        while (DisplayWidth.of(rest) > columns) {
            int end = breakAt(rest, rest.length() - rest.stripLeading().length());
            if (end < 0) {
                break;
            }
            out.write(rest.substring(0, end).stripTrailing());
            out.write('\n');
            rest = indent + rest.substring(end).stripLeading();
        }
        out.write(rest);
    }

    /** The last space within the width, else the first one; -1 if there is none. Trailing spaces do not count. */
    private int breakAt(String text, int from) {
        int best = -1;
        for (int space = text.indexOf(' ', from); space >= 0; space = text.indexOf(' ', space + 1)) {
            boolean fits = DisplayWidth.of(text.substring(0, space).stripTrailing()) <= columns;
            if (!fits && best >= 0) {
                return best;
            }
            if (!text.substring(space).isBlank()) {
                best = space;
            }
            if (!fits) {
                return best;
            }
        }
        return best;
    }

    @Override
    public void flush() throws IOException {
        writeLine();
        out.flush();
    }

    @Override
    public void close() throws IOException {
        writeLine();
        out.close();
    }
}
