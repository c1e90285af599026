package org.wvtoolkit.relations;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The relations that a wordnet records between two senses, or between one word of each (WordNet's
 * pointers, Miller 1995). Each reads "the target is the … of the source": the {@link #HYPERNYM} of
 * a dog is an animal.
 */
public enum SenseRelation {
    /** The opposite; between words. */
    ANTONYM("antonym", "antonym"),
    /** What the source is a kind of. */
    HYPERNYM("hypernym", "hypernym"),
    /** A kind of the source. */
    HYPONYM("hyponym", "hyponym"),
    /** What the source is an instance of: France, country. */
    INSTANCE_HYPERNYM("instance-hypernym", "instance"),
    /** An instance of the source. */
    INSTANCE_HYPONYM("instance-hyponym", "instance"),
    /** The group that the source is a member of. */
    MEMBER_HOLONYM("member-holonym", "holonym"),
    /** What is made of the source. */
    SUBSTANCE_HOLONYM("substance-holonym", "holonym"),
    /** The whole that the source is a part of. */
    PART_HOLONYM("part-holonym", "holonym"),
    /** A member of the source. */
    MEMBER_MERONYM("member-meronym", "meronym"),
    /** What the source is made of. */
    SUBSTANCE_MERONYM("substance-meronym", "meronym"),
    /** A part of the source. */
    PART_MERONYM("part-meronym", "meronym"),
    /** What doing the source entails: snore, sleep. */
    ENTAILMENT("entailment", "entailment"),
    /** What entails the source. */
    ENTAILED_BY("entailed-by", "entailment"),
    /** What the source causes: kill, die. */
    CAUSE("cause", "cause"),
    /** What the source is caused by. */
    CAUSED_BY("caused-by", "cause"),
    /** An adjective of similar meaning. */
    SIMILAR("similar", "similar"),
    /** WordNet's "see also". */
    ALSO("also", "also"),
    /** The noun whose values an adjective expresses, and the reverse: heavy, weight. */
    ATTRIBUTE("attribute", "attribute"),
    /** A word of the same stem in another part of speech; between words. */
    DERIVATION("derivation", "derivation"),
    /** The noun that an adjective pertains to, the adjective of an adverb; between words. */
    PERTAINYM("pertainym", "pertainym"),
    /** What pertains to the source; between words. */
    PERTAINING("pertaining", "pertainym"),
    /** The verb that an adjective is the participle of; between words. */
    PARTICIPLE("participle", "participle"),
    /** The adjective that is a participle of the source; between words. */
    PARTICIPLE_FORM("participle-form", "participle"),
    /** The subject field of the source. */
    TOPIC_DOMAIN("topic-domain", "domain"),
    /** The usage of the source: slang, archaism. */
    USAGE_DOMAIN("usage-domain", "domain"),
    /** The region where the source belongs. */
    REGION_DOMAIN("region-domain", "domain"),
    /** A sense that belongs to the source as a subject field. */
    TOPIC_MEMBER("topic-member", "domain"),
    /** A sense that the source is the usage of. */
    USAGE_MEMBER("usage-member", "domain"),
    /** A sense that the source is the region of. */
    REGION_MEMBER("region-member", "domain"),
    /** A verb of the same group of meanings. */
    VERB_GROUP("verb-group", "verb-group");

    private final String label;
    private final String group;

    SenseRelation(String label, String group) {
        this.label = label;
        this.group = group;
    }

    /**
     * The name that is shown and accepted.
     *
     * @return such as {@code part-meronym}
     */
    public String label() {
        return label;
    }

    /**
     * The name of the group that it belongs to, under which it is accepted as well.
     *
     * @return such as {@code meronym}
     */
    public String group() {
        return group;
    }

    /**
     * The relation of the target to the source.
     *
     * @return the inverse; itself for a symmetric relation
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

    /** The number that stands for it in a file: constants may be added at the end, never moved. */
    @SuppressWarnings("EnumOrdinal")
    byte code() {
        return (byte) ordinal();
    }

    boolean isHypernym() {
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
     * All relations of a label or a group.
     *
     * @param name such as {@code meronym} or {@code part-meronym}; {@code _} or a space may stand
     *     for {@code -}, in any case
     * @return the relations; empty if there are none of that name
     */
    public static Set<SenseRelation> named(String name) {
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
     * The names of all groups.
     *
     * @return in the order of the relations
     */
    public static Set<String> groups() {
        Set<String> groups = new LinkedHashSet<>();
        Arrays.stream(values()).forEach(relation -> groups.add(relation.group));
        return groups;
    }

    /** The {@linkplain #label() label}. */
    @Override
    public String toString() {
        return label;
    }
}
