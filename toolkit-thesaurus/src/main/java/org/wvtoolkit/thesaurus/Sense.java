package org.wvtoolkit.thesaurus;

import java.util.List;

/**
 * Sense of a word: a set of synonyms (synset) with a definition.
 *
 * @param id the number in this {@link WordNet}, from 0
 * @param partOfSpeech the part of speech
 * @param words the synonyms, with spaces between the parts of a compound; at least one
 * @param gloss the definition, with examples
 */
public record Sense(int id, PartOfSpeech partOfSpeech, List<String> words, String gloss) {
    /** Copies the list. */
    public Sense {
        words = List.copyOf(words);
    }

    /**
     * Returns the gloss without its examples.
     *
     * @return the definition
     */
    public String definition() {
        int example = gloss.indexOf("; \"");
        return example < 0 ? gloss : gloss.substring(0, example);
    }
}
