package org.wvtoolkit.relations;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The relations of a wordnet between two senses, or between one word of each (the pointers of
 * WordNet, Miller 1995). Each constant names the relation of the target to the source: the {@link
 * #HYPERNYM} of a dog is an animal.
 */
public enum SenseRelation {
    /** The opposite; between words. */
    ANTONYM("antonym", "antonym"),
    /** A class that contains the source. */
    HYPERNYM("hypernym", "hypernym"),
    /** A subclass of the source. */
    HYPONYM("hyponym", "hyponym"),
    /** The class of an individual: country for France. */
    INSTANCE_HYPERNYM("instance-hypernym", "instance"),
    /** An individual of the class. */
    INSTANCE_HYPONYM("instance-hyponym", "instance"),
    /** A group with the source as a member. */
    MEMBER_HOLONYM("member-holonym", "holonym"),
    /** A thing made of the source. */
    SUBSTANCE_HOLONYM("substance-holonym", "holonym"),
    /** A whole with the source as a part. */
    PART_HOLONYM("part-holonym", "holonym"),
    /** A member of the source. */
    MEMBER_MERONYM("member-meronym", "meronym"),
    /** A substance that the source is made of. */
    SUBSTANCE_MERONYM("substance-meronym", "meronym"),
    /** A part of the source. */
    PART_MERONYM("part-meronym", "meronym"),
    /** An action that the source implies: sleep for snore. */
    ENTAILMENT("entailment", "entailment"),
    /** An action that implies the source. */
    ENTAILED_BY("entailed-by", "entailment"),
    /** An effect of the source: die for kill. */
    CAUSE("cause", "cause"),
    /** A cause of the source. */
    CAUSED_BY("caused-by", "cause"),
    /** An adjective with a similar meaning. */
    SIMILAR("similar", "similar"),
    /** A sense listed under "see also". */
    ALSO("also", "also"),
    /** The noun whose values an adjective expresses, or the reverse: weight for heavy. */
    ATTRIBUTE("attribute", "attribute"),
    /** A word with the same stem in another part of speech; between words. */
    DERIVATION("derivation", "derivation"),
    /** The noun that an adjective pertains to, or the adjective of an adverb; between words. */
    PERTAINYM("pertainym", "pertainym"),
    /** The inverse of {@link #PERTAINYM}; between words. */
    PERTAINING("pertaining", "pertainym"),
    /** The verb from which a participial adjective is formed; between words. */
    PARTICIPLE("participle", "participle"),
    /** An adjective that is a participle of the source; between words. */
    PARTICIPLE_FORM("participle-form", "participle"),
    /** The subject field of the source. */
    TOPIC_DOMAIN("topic-domain", "domain"),
    /** The usage of the source: slang, archaism. */
    USAGE_DOMAIN("usage-domain", "domain"),
    /** The region of the source. */
    REGION_DOMAIN("region-domain", "domain"),
    /** A sense in the subject field that the source names. */
    TOPIC_MEMBER("topic-member", "domain"),
    /** A sense with the usage that the source names. */
    USAGE_MEMBER("usage-member", "domain"),
    /** A sense of the region that the source names. */
    REGION_MEMBER("region-member", "domain"),
    /** A verb with a similar meaning. */
    VERB_GROUP("verb-group", "verb-group");

    private final String label;
    private final String group;

    SenseRelation(String label, String group) {
        this.label = label;
        this.group = group;
    }

    /**
     * Returns the name in output and options.
     *
     * @return for example {@code part-meronym}
     */
    public String label() {
        return label;
    }

    /**
     * Returns the name of the group, which options accept for all its relations.
     *
     * @return for example {@code meronym}
     */
    public String group() {
        return group;
    }

    /**
     * Returns the relation of the source to the target.
     *
     * @return the inverse; the relation itself if it is symmetric
     */
    public SenseRelation inverse() {
        return switch (this) {
            case HYPERNYM -> HYPONYM;
            case HYPONYM -> HYPERNYM;
            case INSTANCE_HYPERNYM -> INSTANCE_HYPONYM;
            case INSTANCE_HYPONYM -> INSTANCE_HYPERNYM;
            case MEMBER_HOLONYM -> MEMBER_MERONYM;
            case MEMBER_MERONYM -> MEMBER_HOLONYM;
            case SUBSTANCE_HOLONYM -> SUBSTANCE_MERONYM;
            case SUBSTANCE_MERONYM -> SUBSTANCE_HOLONYM;
            case PART_HOLONYM -> PART_MERONYM;
            case PART_MERONYM -> PART_HOLONYM;
            case TOPIC_DOMAIN -> TOPIC_MEMBER;
            case TOPIC_MEMBER -> TOPIC_DOMAIN;
            case USAGE_DOMAIN -> USAGE_MEMBER;
            case USAGE_MEMBER -> USAGE_DOMAIN;
            case REGION_DOMAIN -> REGION_MEMBER;
            case REGION_MEMBER -> REGION_DOMAIN;
            case ENTAILMENT -> ENTAILED_BY;
            case ENTAILED_BY -> ENTAILMENT;
            case CAUSE -> CAUSED_BY;
            case CAUSED_BY -> CAUSE;
            case PERTAINYM -> PERTAINING;
            case PERTAINING -> PERTAINYM;
            case PARTICIPLE -> PARTICIPLE_FORM;
            case PARTICIPLE_FORM -> PARTICIPLE;
            default -> this;
        };
    }

    /**
     * Returns the number of the relation in files. New constants are added at the end, and none is
     * moved.
     */
    @SuppressWarnings("EnumOrdinal")
    byte code() {
        return (byte) ordinal();
    }

    /**
     * Returns whether the target is a hypernym of the source, or the class of an instance.
     *
     * @return true for {@link #HYPERNYM} and {@link #INSTANCE_HYPERNYM}
     */
    public boolean isHypernym() {
        return this == HYPERNYM || this == INSTANCE_HYPERNYM;
    }

    boolean isHyponym() {
        return this == HYPONYM || this == INSTANCE_HYPONYM;
    }

    boolean isHolonym() {
        return group.equals("holonym");
    }

    boolean isMeronym() {
        return group.equals("meronym");
    }

    boolean isDerived() {
        return this == DERIVATION || group.equals("pertainym") || group.equals("participle");
    }

    /**
     * Returns all relations with a label or in a group.
     *
     * @param name for example {@code meronym} or {@code part-meronym}, in any case; {@code _} and
     *     spaces are accepted for {@code -}
     * @return the relations; empty if there is no such name
     */
    public static Set<SenseRelation> find(String name) {
        String wanted = name.strip().toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
        Set<SenseRelation> found = EnumSet.noneOf(SenseRelation.class);
        for (SenseRelation relation : values()) {
            if (relation.label.equals(wanted) || relation.group.equals(wanted)) {
                found.add(relation);
            }
        }
        return found;
    }

    /**
     * Returns the names of all groups.
     *
     * @return the names, in the order of the relations
     */
    public static Set<String> groups() {
        Set<String> groups = new LinkedHashSet<>();
        Arrays.stream(values()).forEach(relation -> groups.add(relation.group));
        return groups;
    }

    /** Returns the {@linkplain #label() label}. */
    @Override
    public String toString() {
        return label;
    }
}
