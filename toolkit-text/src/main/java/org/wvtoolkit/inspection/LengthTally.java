package org.wvtoolkit.inspection;

/**
 * How long the lines of a text are, in tokens. Lines may be cut between chunks: what stands before the first line end of a chunk
 * and behind its last one is kept apart until the chunks are joined in order. Mutable; confined to one thread.
 */
final class LengthTally {
    private long lines;
    private long emptyLines;
    private long giants;
    private long longest;

    private long open;

    /** Takes what one chunk holds, chunks in their order. */
    void add(Chunk chunk) {
        if (chunk.ends == 0) {
            open += chunk.tail;
            return;
        }
        line(open + chunk.head);
        lines += chunk.inner;
        emptyLines += chunk.innerEmpty;
        giants += chunk.innerGiants;
        longest = Math.max(longest, chunk.innerLongest);
        open = chunk.tail;
    }

    /** The text is at its end, which ends a line too. */
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
            giants += tokens > Inspection.GIANT_LINE ? 1 : 0;
        }
    }

    /** Lines with at least one token. */
    long lines() {
        return lines;
    }

    long emptyLines() {
        return emptyLines;
    }

    long giants() {
        return giants;
    }

    /** Tokens of the longest line. */
    long longest() {
        return longest;
    }

    /** The lines of one chunk. */
    static final class Chunk {
        private long ends;
        private long head;
        private long inner;
        private long innerEmpty;
        private long innerGiants;
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
                innerGiants += tail > Inspection.GIANT_LINE ? 1 : 0;
            }
            tail = 0;
        }
    }
}
