package org.wvtoolkit.query.relation;

import java.util.Arrays;
import java.util.Optional;

/**
 * The lexical relation of a neighbour to a query word, strongest first. If several relations exist
 * between two words, in any of their senses, the strongest one is used.
 */
public enum Relation {
    /** Another form of the same word: {@code mouse}, {@code mice}. */
    FORM("form"),
    /** Opposite meaning: {@code good}, {@code bad}. */
    ANTONYM("antonym"),
    /** A common sense: {@code car}, {@code automobile}. */
    SYNONYM("synonym"),
    /** The word is a kind or an instance of the neighbour (its hypernym): {@code dog}, {@code animal}. */
    KIND_OF("kind of"),
    /** The neighbour is a kind or an instance of the word (its hyponym): {@code dog}, {@code poodle}. */
    KIND("kind"),
    /** The word is a part, member or substance of the neighbour (its holonym): {@code paris}, {@code france}. */
    PART_OF("part of"),
    /** The neighbour is a part, member or substance of the word (its meronym): {@code france}, {@code paris}. */
    PART("part"),
    /** One is derived from the other, or pertains to it: {@code france}, {@code french}. */
    DERIVED("derived"),
    /** Both are kinds or instances of the same: {@code france}, {@code germany}. */
    CO_HYPONYM("co-hyponym"),
    /** Any other recorded relation: similar, also, attribute, entailment, cause, verb group, domain. */
    RELATED("related"),
    /** No relation is recorded, or a word is unknown to the source. */
    NONE("none");

    private final String label;

    Relation(String label) {
        this.label = label;
    }

    /**
     * Returns the name in output and options.
     *
     * @return such as {@code kind of}
     */
    public String label() {
        return label;
    }

    /**
     * Returns the position of the relation in this list.
     *
     * @return 0 for the strongest; {@link #NONE} has the highest number
     */
    @SuppressWarnings("EnumOrdinal") // the order of the constants is the meaning
    public int rank() {
        return ordinal();
    }

    /**
     * Finds a relation by its label.
     *
     * @param label a label; {@code -} and {@code _} may stand for a space, in any case
     * @return the relation, or empty if none has that label
     */
    public static Optional<Relation> find(String label) {
        String wanted = label.strip().replace('_', ' ').replace('-', ' ');
        return Arrays.stream(values())
                .filter(relation -> relation.label.replace('-', ' ').equalsIgnoreCase(wanted))
                .findFirst();
    }

    /** Returns the {@linkplain #label() label}. */
    @Override
    public String toString() {
        return label;
    }
}
