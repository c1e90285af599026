package org.wvtoolkit.nn.labelled;

import java.io.IOException;
import org.wvtoolkit.text.format.Utf8Repair;

/**
 * Goes through the lines of a block.
 *
 * @param block whole lines
 */
public record LineCursor(LineBlocks.Block block) {
    /** Takes a line. */
    @FunctionalInterface
    public interface Action {
        /**
         * The line is parsed.
         *
         * @param number of the line in its block, from 0
         */
        void line(long number) throws IOException;
    }

    /**
     * Parses line by line; blank ones are skipped. Bytes that are not UTF-8 become U+FFFD.
     *
     * @param line takes each in turn
     * @param action is told of each
     * @throws IOException if a line is not of its format; says where it stands
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

    /** Returns whether a line is empty or holds nothing but spaces, tabs and carriage returns. */
    static boolean isBlank(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
                return false;
            }
        }
        return true;
    }
}
