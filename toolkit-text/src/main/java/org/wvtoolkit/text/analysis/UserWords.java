package org.wvtoolkit.text.analysis;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * User words, which an analyzer for text without spaces keeps whole. Immutable.
 *
 * @param sorted the words, not empty and without white space
 */
record UserWords(Set<String> sorted) {
    /** Provenance key of the user words. */
    static final String PROVENANCE = "words";

    static final UserWords NONE = new UserWords(Set.of());

    /** Creates a set without duplicates, in a fixed order. */
    static UserWords of(Collection<String> words) {
        TreeSet<String> sorted = new TreeSet<>();
        for (String word : words) {
            String stripped = word.strip();
            if (stripped.chars().anyMatch(Character::isWhitespace)) {
                throw new IllegalArgumentException("a user word must not contain white space: \"" + stripped + "\"");
            }
            if (!stripped.isEmpty()) {
                sorted.add(stripped);
            }
        }
        return sorted.isEmpty() ? NONE : new UserWords(Collections.unmodifiableSortedSet(sorted));
    }

    /** Adds the words to a provenance. */
    void addTo(Map<String, String> provenance) {
        if (!sorted.isEmpty()) {
            provenance.put(PROVENANCE, String.join(" ", sorted));
        }
    }

    /** Returns the words after a mapping of each. */
    Set<String> mapped(UnaryOperator<String> steps) {
        Set<String> mapped = new TreeSet<>();
        sorted.forEach(word -> mapped.add(steps.apply(word)));
        return mapped;
    }
}
