package org.wvtoolkit.thesaurus;

import java.util.List;

/**
 * A sense of a word: a set of words that can mean the same (a synset), with what they mean.
 *
 * @param id its number in this {@link WordNet}, from 0
 * @param partOfSpeech what kind of word
 * @param words all that can mean it, spaces between the parts of a compound; at least one
 * @param gloss what they mean, with examples
 */
public record Sense(int id, PartOfSpeech partOfSpeech, List<String> words, String gloss) {
    /** Copies the list. */
    public Sense {
        words = List.copyOf(words);
    }

    /**
     * The gloss without its examples.
     *
     * @return the definition
     */
    public String definition() {
        int example = gloss.indexOf("; \"");
        return example < 0 ? gloss : gloss.substring(0, example);
    }
}
