package org.wvtoolkit.inspection;

/**
 * Statistics of line lengths in tokens. A line may extend over several chunks, so the tokens before
 * the first and after the last line end of a chunk are kept separately until the chunks are joined
 * in order. Not thread-safe.
 */
final class LengthTally {
    private long lines;
    private long emptyLines;
    private long overlong;
    private long longest;

    private long open;

    /** Adds a chunk. Chunks must be added in order. */
    void add(Chunk chunk) {
        if (chunk.ends == 0) {
            open += chunk.tail;
            return;
        }
        line(open + chunk.head);
        lines += chunk.inner;
        emptyLines += chunk.innerEmpty;
        overlong += chunk.innerOverlong;
        longest = Math.max(longest, chunk.innerLongest);
        open = chunk.tail;
    }

    /** Ends the text, and thus the last line. */
    void finish() {
        if (open > 0) {
            line(open);
            open = 0;
        }
    }

    private void line(long tokens) {
        if (tokens == 0) {
            emptyLines++;
        } else {
            lines++;
            longest = Math.max(longest, tokens);
            overlong += tokens > Inspection.OVERLONG_LINE ? 1 : 0;
        }
    }

    /** Returns the number of lines with at least one token. */
    long lines() {
        return lines;
    }

    long emptyLines() {
        return emptyLines;
    }

    long overlong() {
        return overlong;
    }

    /** Returns the number of tokens of the longest line. */
    long longest() {
        return longest;
    }

    /** Lines of one chunk. */
    static final class Chunk {
        private long ends;
        private long head;
        private long inner;
        private long innerEmpty;
        private long innerOverlong;
        private long innerLongest;
        private long tail;

        void token() {
            tail++;
        }

        void lineEnd() {
            if (ends++ == 0) {
                head = tail;
            } else if (tail == 0) {
                innerEmpty++;
            } else {
                inner++;
                innerLongest = Math.max(innerLongest, tail);
                innerOverlong += tail > Inspection.OVERLONG_LINE ? 1 : 0;
            }
            tail = 0;
        }
    }
}
