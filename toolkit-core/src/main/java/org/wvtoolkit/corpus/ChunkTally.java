package org.wvtoolkit.corpus;

/**
 * Counts of tokens and sentence boundaries in a chunk, with positions relative to its beginning.
 * Not thread-safe.
 */
final class ChunkTally {
    private int tokens;
    private int boundaries;
    private int lastBoundary;
    private boolean endsAtStart;

    /** Counts a token. */
    void token() {
        tokens++;
    }

    /** Counts the end of a sentence. Returns whether it is a new boundary at a position above 0. */
    boolean endSentence() {
        if (tokens > lastBoundary) {
            lastBoundary = tokens;
            boundaries++;
            return true;
        }
        endsAtStart |= tokens == 0;
        return false;
    }

    /** Returns the number of tokens. */
    int tokens() {
        return tokens;
    }

    /** Returns whether a sentence ends at position 0. */
    boolean endsAtStart() {
        return endsAtStart;
    }

    /** Returns the number of distinct positions above 0 at which a sentence ends. */
    int boundaries() {
        return boundaries;
    }

    /** Returns the last of those positions. */
    int lastBoundary() {
        return lastBoundary;
    }
}
