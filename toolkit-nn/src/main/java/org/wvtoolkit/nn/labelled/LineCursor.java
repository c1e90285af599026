package org.wvtoolkit.nn.labelled;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.wvtoolkit.text.format.Utf8Repair;

/**
 * Iterates over the lines of a block.
 *
 * <p>Not part of the public API.
 *
 * @param block whole lines
 */
public record LineCursor(LineBlocks.Block block) {
    /** Callback for lines. */
    @FunctionalInterface
    public interface Action {
        /**
         * Processes a parsed line.
         *
         * @param number number of the line in its block, from 0
         */
        void line(long number) throws IOException;
    }

    /**
     * Parses the lines in order and skips blank ones. Invalid UTF-8 is replaced by U+FFFD.
     *
     * @param line receives each line in turn
     * @param action called for each line
     * @throws IOException if a line violates its format; the message states the location
     */
    public void forEach(LabelledLine line, Action action) throws IOException {
        byte[] lines = new Utf8Repair().repaired(block.bytes());
        int from = 0;
        for (long number = 0; from < lines.length; number++) {
            int end = from;
            while (lines[end] != '\n') {
                end++;
            }
            int to = end > from && lines[end - 1] == '\r' ? end - 1 : end;
            if (!isBlank(lines, from, to)) {
                try {
                    block.format().parse(lines, from, to, line);
                } catch (BadLineException bad) {
                    throw block.bad(number, bad.problem());
                }
                action.line(number);
            }
            from = end + 1;
        }
    }

    /** Returns whether a line contains only white space, or nothing. */
    static boolean isBlank(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && (bytes[i] == ' ' || bytes[i] == '\t' || bytes[i] == '\r')) {
            i++;
        }
        // White space beyond ASCII begins with one of these bytes in UTF-8. Most other lines are not decoded.
        boolean mayBeBlank = i < to
                && (bytes[i] == (byte) 0xC2
                        || bytes[i] == (byte) 0xE2
                        || bytes[i] == (byte) 0xE3
                        || bytes[i] == (byte) 0xEF);
        return i == to
                || (mayBeBlank
                        && new String(bytes, i, to - i, StandardCharsets.UTF_8)
                                .codePoints()
                                .allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0xFEFF));
    }
}
