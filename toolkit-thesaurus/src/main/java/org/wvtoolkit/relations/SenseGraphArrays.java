package org.wvtoolkit.relations;

/**
 * The data of a {@link SenseGraph}, in arrays that its methods only read. A table of lists is an
 * array of starts, one longer than there are lists, and an array of values.
 *
 * @param name name and version of the wordnet
 * @param language code of its language
 * @param text UTF-8 of all lemmas, in ascending order
 * @param textStart where each lemma begins in {@code text}
 * @param parts part of speech of each sense
 * @param memberStart where the words of each sense begin in {@code members}
 * @param members lemmas
 * @param memberCounts how often a word was marked with the sense
 * @param lemmaSenseStart where the senses of each lemma begin in {@code lemmaSenses}
 * @param lemmaSenses senses
 * @param edgeStart where the edges of each sense begin
 * @param edgeTarget sense at the end of an edge
 * @param edgeRelation code of the {@link SenseRelation}
 * @param edgeFrom number of the source's word, from 1; 0 for all its words
 * @param edgeTo number of the target's word, from 1; 0 for all its words
 * @param formText UTF-8 of all irregular forms, in ascending order
 * @param formStart where each form begins in {@code formText}
 * @param formLemma the lemma of each form
 * @param formPart its part of speech
 */
@SuppressWarnings("ArrayRecordComponent")
record SenseGraphArrays(
        String name,
        String language,
        byte[] text,
        int[] textStart,
        byte[] parts,
        int[] memberStart,
        int[] members,
        int[] memberCounts,
        int[] lemmaSenseStart,
        int[] lemmaSenses,
        int[] edgeStart,
        int[] edgeTarget,
        byte[] edgeRelation,
        byte[] edgeFrom,
        byte[] edgeTo,
        byte[] formText,
        int[] formStart,
        int[] formLemma,
        byte[] formPart) {}
