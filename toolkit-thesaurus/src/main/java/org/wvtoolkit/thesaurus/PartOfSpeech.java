package org.wvtoolkit.thesaurus;

import java.util.Locale;
import net.sf.extjwnl.data.POS;

/** The parts of speech that WordNet has, in the order in which it numbers senses. */
public enum PartOfSpeech {
    /** Things; one hierarchy of kinds under "entity". */
    NOUN(0, POS.NOUN),
    /** Doings; several hundred hierarchies, which meet under a root that is added here. */
    VERB(1, POS.VERB),
    /** Properties; no hierarchy. */
    ADJECTIVE(2, POS.ADJECTIVE),
    /** Manners; no hierarchy. */
    ADVERB(3, POS.ADVERB);

    private final int number;
    private final POS pos;

    PartOfSpeech(int number, POS pos) {
        this.number = number;
        this.pos = pos;
    }

    /**
     * Its place in arrays that have one element for each.
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
     * Whether its senses are ordered into kinds of kinds, without which no similarity here is defined.
     *
     * @return true for nouns and verbs
     */
    public boolean hasHierarchy() {
        return this == NOUN || this == VERB;
    }

    /** As it is written: {@code noun}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
