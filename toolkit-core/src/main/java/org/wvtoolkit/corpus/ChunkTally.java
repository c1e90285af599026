package org.wvtoolkit.corpus;

/** What a chunk holds, in places counted from its own beginning, of the tokens that are told of. Confined to one thread at a time. */
final class ChunkTally {
    private int tokens;
    private int boundaries;
    private int lastBoundary;
    private boolean endsAtStart;

    /** Takes a token. */
    void token() {
        tokens++;
    }

    /** Takes the end of a sentence. Returns whether that is a place above 0 at which none ended before. */
    boolean endSentence() {
        if (tokens > lastBoundary) {
            lastBoundary = tokens;
            boundaries++;
            return true;
        }
        endsAtStart |= tokens == 0;
        return false;
    }

    /** How many tokens there are. */
    int tokens() {
        return tokens;
    }

    /** Whether a sentence ends at place 0. */
    boolean endsAtStart() {
        return endsAtStart;
    }

    /** How many distinct places above 0 there are at which a sentence ends. */
    int boundaries() {
        return boundaries;
    }

    /** The last of those. */
    int lastBoundary() {
        return lastBoundary;
    }
}
