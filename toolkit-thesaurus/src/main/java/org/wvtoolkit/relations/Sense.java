package org.wvtoolkit.relations;

import java.util.List;

/**
 * Sense of a word: a set of synonyms (synset) with a definition and examples.
 *
 * @param id the number in its {@link SenseGraph}, from 0
 * @param partOfSpeech the part of speech
 * @param words the synonyms as the wordnet spells them, with spaces between the parts of a compound; empty for a sense
 *     that the language has no word for (a lexical gap)
 * @param definition the definition; empty if the wordnet has none
 * @param examples sentences with words of the sense; a sentence with an attribution is in quotation marks
 * @param lexicalFile the lexicographer file, which groups senses by subject, such as {@code noun.animal}; empty if the
 *     wordnet has none
 */
public record Sense(
        int id,
        PartOfSpeech partOfSpeech,
        List<String> words,
        String definition,
        List<String> examples,
        String lexicalFile) {
    /** Copies the lists. */
    public Sense {
        words = List.copyOf(words);
        examples = List.copyOf(examples);
    }

    /**
     * Returns the definition and the examples in one line, as WordNet writes them.
     *
     * @return for example {@code hard work; "he worked by the sweat of his brow"}; empty if the wordnet has neither
     */
    public String gloss() {
        StringBuilder gloss = new StringBuilder(definition);
        for (String example : examples) {
            gloss.append(gloss.isEmpty() ? "" : "; ");
            gloss.append(example.startsWith("\"") ? example : '"' + example + '"');
        }
        return gloss.toString();
    }
}
