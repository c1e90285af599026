package org.wvtoolkit.relations;

/**
 * The data of a {@link SenseGraph}, in arrays that must not be modified. A list of lists consists
 * of an array of values and an array of start indices, which has one element more than there are
 * lists.
 *
 * @param name name and version of the wordnet
 * @param language code of its language
 * @param text UTF-8 bytes of all lemmas, in ascending order
 * @param textStart start of each lemma in {@code text}
 * @param parts part of speech of each sense
 * @param memberStart start of the words of each sense in {@code members}
 * @param members lemmas of the senses
 * @param memberCounts number of occurrences of each member with its sense
 * @param lemmaSenseStart start of the senses of each lemma in {@code lemmaSenses}
 * @param lemmaSenses senses of the lemmas
 * @param edgeStart start of the edges of each sense
 * @param edgeTarget target sense of each edge
 * @param edgeRelation code of the {@link SenseRelation} of each edge
 * @param edgeFrom number of the source word of each edge, from 1; 0 for all words of the source
 * @param edgeTo number of the target word of each edge, from 1; 0 for all words of the target
 * @param formText UTF-8 bytes of all irregular forms, in ascending order
 * @param formStart start of each form in {@code formText}
 * @param formLemma lemma of each form
 * @param formPart part of speech of each form
 * @param spellingText UTF-8 bytes of the spellings of members that differ from their lemmas
 * @param spellingStart start of the spelling of each member in {@code spellingText}; no bytes for that of its lemma
 * @param lexicalFile number of the lexicographer file of each sense
 * @param lexicalFileNames UTF-8 bytes of the names of the lexicographer files with a line feed after each name; the
 *     first name is empty
 * @param glossText UTF-8 bytes of the glosses of all senses: the definition and the examples, each
 *     in one line, with line feeds between them
 * @param glossStart start of the gloss of each sense in {@code glossText}
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
        byte[] formPart,
        byte[] spellingText,
        int[] spellingStart,
        int[] lexicalFile,
        byte[] lexicalFileNames,
        byte[] glossText,
        int[] glossStart) {}
