package org.wvtoolkit.relations;

import java.util.Locale;

/** Parts of speech of a wordnet, in the order of their senses. */
public enum PartOfSpeech {
    /** Nouns; in Princeton WordNet with one hierarchy under "entity". */
    NOUN,
    /** Verbs; in Princeton WordNet with several hundred hierarchies, which are joined under an added root. */
    VERB,
    /** Adjectives, without a hierarchy. */
    ADJECTIVE,
    /** Adverbs, without a hierarchy. */
    ADVERB;

    private static final PartOfSpeech[] BY_NUMBER = values();

    /** Returns the part of speech with a number. */
    static PartOfSpeech of(int number) {
        return BY_NUMBER[number];
    }

    /**
     * Returns the index in arrays with one element per part of speech.
     *
     * @return 0 to 3
     */
    @SuppressWarnings("EnumOrdinal") // files and arrays contain the numbers; no constant is moved
    public int number() {
        return ordinal();
    }

    /**
     * Returns whether the senses form a hierarchy, which all similarity measures require.
     *
     * @return true for nouns and verbs
     */
    public boolean hasHierarchy() {
        return this == NOUN || this == VERB;
    }

    /** Returns the English name in lower case, for example {@code noun}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
