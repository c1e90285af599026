package org.wvtoolkit.query;

import java.util.Arrays;
import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * {@link Candidates} resolved for one vocabulary: an upper limit of ids, because ids descend by
 * frequency, and the words that match a pattern.
 *
 * @param limit ids from 0 to {@code limit − 1} are candidates
 * @param matching the matching ids, or null for all
 */
record CandidateFilter(int limit, @Nullable BitSet matching) {
    static CandidateFilter of(Candidates candidates, Vocabulary vocabulary) {
        int limit = Math.min(candidates.mostFrequent(), vocabulary.size());
        if (candidates.minCount() > 0) {
            limit = Math.min(limit, atLeast(candidates.minCount(), vocabulary));
        }
        Pattern pattern = candidates.pattern();
        return new CandidateFilter(limit, pattern == null ? null : matching(pattern, vocabulary, limit));
    }

    /** Returns the number of words with at least the given count. */
    private static int atLeast(long count, Vocabulary vocabulary) {
        int low = 0;
        int high = vocabulary.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (vocabulary.count(middle) >= count) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static BitSet matching(Pattern pattern, Vocabulary vocabulary, int limit) {
        BitSet matching = new BitSet(limit);
        Matcher matcher = pattern.matcher("");
        for (int id = 0; id < limit; id++) {
            matching.set(id, matcher.reset(vocabulary.word(id)).find());
        }
        return matching;
    }

    /**
     * Returns whether a row is a candidate.
     *
     * @param excluded ids in ascending order
     */
    boolean accepts(int id, int[] excluded) {
        return (matching == null || matching.get(id)) && Arrays.binarySearch(excluded, id) < 0;
    }
}
