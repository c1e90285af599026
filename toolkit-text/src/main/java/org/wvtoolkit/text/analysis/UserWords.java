package org.wvtoolkit.text.analysis;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * A user's own words, which an analyzer that finds words by itself keeps whole. Immutable.
 *
 * @param sorted the words, none empty, none with white space
 */
record UserWords(Set<String> sorted) {
    /** The name under which a model keeps them. */
    static final String PROVENANCE = "words";

    static final UserWords NONE = new UserWords(Set.of());

    /** Words without doubles, in a fixed order. */
    static UserWords of(Collection<String> words) {
        TreeSet<String> sorted = new TreeSet<>();
        for (String word : words) {
            String stripped = word.strip();
            if (stripped.chars().anyMatch(Character::isWhitespace)) {
                throw new IllegalArgumentException("a word has no space in it: \"" + stripped + "\"");
            }
            if (!stripped.isEmpty()) {
                sorted.add(stripped);
            }
        }
        return sorted.isEmpty() ? NONE : new UserWords(Collections.unmodifiableSortedSet(sorted));
    }

    /** Adds the words to what determines the tokens. */
    void addTo(Map<String, String> provenance) {
        if (!sorted.isEmpty()) {
            provenance.put(PROVENANCE, String.join(" ", sorted));
        }
    }

    /** The words as an analyzer's earlier steps leave them. */
    Set<String> mapped(UnaryOperator<String> steps) {
        Set<String> mapped = new TreeSet<>();
        sorted.forEach(word -> mapped.add(steps.apply(word)));
        return mapped;
    }
}
