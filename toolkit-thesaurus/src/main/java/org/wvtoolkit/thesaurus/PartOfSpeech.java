package org.wvtoolkit.thesaurus;

import java.util.Locale;
import net.sf.extjwnl.data.POS;

/** Parts of speech of WordNet, in the order of its sense numbers. */
public enum PartOfSpeech {
    /** Nouns, with one hierarchy under "entity". */
    NOUN(0, POS.NOUN),
    /** Verbs, with several hundred hierarchies, which are joined under an added root. */
    VERB(1, POS.VERB),
    /** Adjectives, without a hierarchy. */
    ADJECTIVE(2, POS.ADJECTIVE),
    /** Adverbs, without a hierarchy. */
    ADVERB(3, POS.ADVERB);

    private final int number;
    private final POS pos;

    PartOfSpeech(int number, POS pos) {
        this.number = number;
        this.pos = pos;
    }

    /**
     * Returns the index in arrays with one element per part of speech.
     *
     * @return 0 to 3
     */
    public int number() {
        return number;
    }

    POS pos() {
        return pos;
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
