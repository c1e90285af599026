package org.wvtoolkit.thesaurus;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.sf.extjwnl.JWNLException;
import net.sf.extjwnl.data.POS;
import net.sf.extjwnl.data.Synset;
import net.sf.extjwnl.data.Word;
import net.sf.extjwnl.dictionary.Dictionary;
import org.jspecify.annotations.Nullable;

/**
 * The WordNet database (Miller 1995; Fellbaum 1998) in memory: the senses of words, their
 * definitions and their hierarchy. Opening takes one to two seconds and about 40 MB of heap; opening it
 * again is faster while there is enough memory.
 *
 * <p>Words are looked up in lower case, in the given form and by their base forms ("mice", "ran"),
 * in every part of speech. The parts of a compound are separated by spaces or underscores.
 *
 * <p>Not thread-safe. The caller that opens it closes it.
 */
public final class WordNet implements AutoCloseable {
    /** The version of the database that the toolkit includes. */
    public static final String VERSION = "3.1";

    /**
     * Minimum length of a noun found by detaching an ending: "was" is not the plural of "wa", nor
     * "his" that of "hi".
     */
    private static final int MIN_SINGULAR_LENGTH = 3;

    /**
     * Regular endings and their replacements in base forms, as in WordNet's morphology
     * (morphy(7WN)).
     */
    private static final List<String[]> REGULAR_ENDINGS = List.of(
            new String[] {"ies", "y"},
            new String[] {"ses", "s"},
            new String[] {"xes", "x"},
            new String[] {"zes", "z"},
            new String[] {"ches", "ch"},
            new String[] {"shes", "sh"},
            new String[] {"men", "man"},
            new String[] {"s", ""},
            new String[] {"es", "e"},
            new String[] {"es", ""},
            new String[] {"ed", "e"},
            new String[] {"ed", ""},
            new String[] {"ing", "e"},
            new String[] {"ing", ""},
            new String[] {"er", "e"},
            new String[] {"er", ""},
            new String[] {"est", "e"},
            new String[] {"est", ""});

    private final Dictionary dictionary;
    private final WordNetTables tables;
    private int @Nullable [][] hyponyms;

    private WordNet(Dictionary dictionary, WordNetTables tables) {
        this.dictionary = dictionary;
        this.tables = tables;
    }

    /**
     * Opens the database that the toolkit includes.
     *
     * @return the thesaurus; the caller closes it
     * @throws IOException if the database is not on the class path or cannot be read
     */
    public static WordNet open() throws IOException {
        return open(VERSION);
    }

    /** Opens a version of the database that is on the class path. */
    static WordNet open(String version) throws IOException {
        Dictionary dictionary = dictionary(version);
        try {
            return new WordNet(dictionary, WordNetTables.of(dictionary, version));
        } catch (JWNLException | NoSuchElementException failure) {
            throw unreadable(version, failure);
        }
    }

    /**
     * Opens a version of the database with extJWNL, even if the class path contains other versions.
     *
     * @param version for example {@value #VERSION}
     * @return the database; the caller closes it
     * @throws IOException if the database is not on the class path or cannot be read
     */
    public static Dictionary dictionary(String version) throws IOException {
        String name = "/net/sf/extjwnl/data/wordnet/wn" + version.replace(".", "") + "/res_properties.xml";
        try (InputStream properties = Dictionary.class.getResourceAsStream(name)) {
            if (properties == null) {
                throw new IOException("WordNet " + version + " is not on the class path; add extjwnl-data-wn"
                        + version.replace(".", ""));
            }
            return Dictionary.getInstance(properties);
        } catch (JWNLException failure) {
            throw unreadable(version, failure);
        }
    }

    /**
     * Creates the exception for a database that cannot be read.
     *
     * @param version the version of the database
     * @param failure the cause
     * @return the exception
     */
    public static IOException unreadable(String version, Exception failure) {
        return new IOException(
                "WordNet " + version + " on the class path cannot be read (" + failure.getMessage()
                        + "); check that extjwnl-data is on the class path",
                failure);
    }

    /**
     * Converts a part of speech to the constant of extJWNL.
     *
     * @param part a part of speech
     * @return the constant of extJWNL
     */
    public static POS pos(PartOfSpeech part) {
        return part.pos();
    }

    /**
     * Converts a constant of extJWNL to a part of speech.
     *
     * @param pos a constant of extJWNL
     * @return the part of speech
     */
    public static PartOfSpeech part(POS pos) {
        return switch (pos) {
            case NOUN -> PartOfSpeech.NOUN;
            case VERB -> PartOfSpeech.VERB;
            case ADJECTIVE -> PartOfSpeech.ADJECTIVE;
            case ADVERB -> PartOfSpeech.ADVERB;
        };
    }

    /**
     * Returns the senses of a word in all parts of speech.
     *
     * @param word a word, in any case and form
     * @return the senses in WordNet's order: by part of speech, nouns first, and by descending
     *     frequency; empty for an unknown word
     */
    public List<Sense> senses(String word) {
        List<Sense> senses = new ArrayList<>();
        for (PartOfSpeech part : PartOfSpeech.values()) {
            for (int id : ids(word, part)) {
                senses.add(sense(id));
            }
        }
        return senses;
    }

    /**
     * Returns whether a word or its base form has a sense.
     *
     * @param word a word, in any case and form
     * @return true if {@link #senses} is not empty
     */
    public boolean knows(String word) {
        for (PartOfSpeech part : PartOfSpeech.values()) {
            if (ids(word, part).length > 0) {
                return true;
            }
        }
        return false;
    }

    /** Returns the normalised word and its base forms in all parts of speech. */
    Set<String> forms(String word) {
        String lower = normalised(word);
        Set<String> forms = new TreeSet<>(List.of(lower));
        for (PartOfSpeech part : PartOfSpeech.values()) {
            forms.addAll(baseForms(lower, part));
        }
        return forms;
    }

    private static String normalised(String word) {
        return word.strip().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /**
     * Returns the numbers of the senses of a word, those of the given form before those of its base
     * forms.
     */
    int[] ids(String word, PartOfSpeech part) {
        String lower = normalised(word);
        int[] found = tables.senses(lower, part);
        for (String base : baseForms(lower, part)) {
            int[] more = tables.senses(base, part);
            if (!base.equals(lower) && more.length > 0) {
                int[] old = found;
                int[] fresh = Arrays.stream(more)
                        .filter(id -> Arrays.stream(old).noneMatch(known -> known == id))
                        .toArray();
                found = Arrays.copyOf(old, old.length + fresh.length);
                System.arraycopy(fresh, 0, found, old.length, fresh.length);
            }
        }
        return found;
    }

    /**
     * Returns the base forms of a word, none for a compound: the library would return the base
     * forms of its parts.
     */
    private List<String> baseForms(String lower, PartOfSpeech part) {
        if (lower.isEmpty() || lower.indexOf(' ') >= 0 || lower.indexOf('-') >= 0) {
            return List.of();
        }
        try {
            return dictionary.getMorphologicalProcessor().lookupAllBaseForms(part.pos(), lower).stream()
                    .map(base -> base.replace('_', ' '))
                    .filter(base -> part != PartOfSpeech.NOUN || base.length() >= MIN_SINGULAR_LENGTH)
                    .toList();
        } catch (JWNLException failure) {
            throw new IllegalStateException("WordNet's index cannot be read: " + failure.getMessage(), failure);
        }
    }

    /**
     * Returns a sense by its number.
     *
     * @param id 0 to {@link #size()} − 1
     * @return the sense
     */
    public Sense sense(int id) {
        try {
            return new Sense(
                    id,
                    tables.part(id),
                    List.of(tables.words(id)),
                    synset(id).getGloss().strip());
        } catch (JWNLException failure) {
            throw new IllegalStateException("WordNet's data cannot be read: " + failure.getMessage(), failure);
        }
    }

    private Synset synset(int id) throws JWNLException {
        return dictionary.getSynsetAt(tables.part(id).pos(), tables.offset(id));
    }

    /**
     * Returns the direct hypernyms of a sense, including the class of an instance.
     *
     * @param sense a sense of this thesaurus
     * @return usually one sense, sometimes several; empty for a root and for adjectives and adverbs
     */
    public List<Sense> hypernyms(Sense sense) {
        List<Sense> above = new ArrayList<>();
        for (int id : taxonomy().hypernyms(sense.id())) {
            above.add(sense(id));
        }
        return above;
    }

    /**
     * Returns the direct hyponyms of a sense, including instances.
     *
     * @param sense a sense of this thesaurus
     * @return the senses by ascending number; empty for a leaf and for adjectives and adverbs
     */
    public List<Sense> hyponyms(Sense sense) {
        List<Sense> below = new ArrayList<>();
        for (int id : hyponymIds(sense.id())) {
            below.add(sense(id));
        }
        return below;
    }

    /**
     * Returns the number of direct hyponyms of a sense.
     *
     * @param sense a sense of this thesaurus
     * @return at least 0
     */
    public int hyponymCount(Sense sense) {
        return hyponymIds(sense.id()).length;
    }

    /**
     * Returns the direct hyponyms of a sense from the inverse of the hypernym lists, which the
     * first call creates.
     */
    private int[] hyponymIds(int sense) {
        if (hyponyms == null) {
            int[] sizes = new int[size()];
            for (int id = 0; id < size(); id++) {
                for (int above : taxonomy().hypernyms(id)) {
                    sizes[above]++;
                }
            }
            int[][] below = new int[size()][];
            for (int id = 0; id < size(); id++) {
                below[id] = new int[sizes[id]];
            }
            for (int id = size() - 1; id >= 0; id--) {
                for (int above : taxonomy().hypernyms(id)) {
                    below[above][--sizes[above]] = id;
                }
            }
            hyponyms = below;
        }
        return hyponyms[sense];
    }

    /**
     * Returns the number of the first sense of a word, nouns before verbs. This method is intended
     * for many words: it only looks up words in memory, while {@link #senses} also reads glosses
     * and the list of irregular forms.
     *
     * @param word a word, in any case, with or without a regular ending
     * @return its number, or −1 for an unknown word
     */
    public int firstSense(String word) {
        String lower = normalised(word);
        int sense = firstListed(lower);
        for (int i = 0; sense < 0 && i < REGULAR_ENDINGS.size(); i++) {
            String[] ending = REGULAR_ENDINGS.get(i);
            int stem = lower.length() - ending[0].length();
            if (stem >= MIN_SINGULAR_LENGTH - 1 && lower.endsWith(ending[0])) {
                sense = firstListed(lower.substring(0, stem) + ending[1]);
            }
        }
        return sense;
    }

    private int firstListed(String lower) {
        for (PartOfSpeech part : PartOfSpeech.values()) {
            int[] found = tables.senses(lower, part);
            if (found.length > 0) {
                return found[0];
            }
        }
        return -1;
    }

    /**
     * Returns the lexicographer file of a sense, which groups senses by subject.
     *
     * @param sense a sense of this thesaurus
     * @return one of 45 names such as {@code noun.animal}
     */
    public String lexicalFile(Sense sense) {
        try {
            return synset(sense.id()).getLexFileName();
        } catch (JWNLException failure) {
            throw new IllegalStateException("WordNet's data cannot be read: " + failure.getMessage(), failure);
        }
    }

    /**
     * Returns the number of senses.
     *
     * @return about 117,000
     */
    public int size() {
        return tables.size();
    }

    Taxonomy taxonomy() {
        return tables.taxonomy();
    }

    PartOfSpeech partOfSpeech(int id) {
        return tables.part(id);
    }

    /** Returns the words of a sense without reading the sense itself. */
    String[] words(int id) {
        return tables.words(id);
    }

    /**
     * Returns the number of occurrences of a sense in the sense-tagged corpus SemCor, over all its
     * words.
     */
    int tags(int id) {
        try {
            int tags = 0;
            for (Word word : synset(id).getWords()) {
                tags += Math.max(0, word.getUseCount());
            }
            return tags;
        } catch (JWNLException failure) {
            throw new IllegalStateException("WordNet's counts cannot be read: " + failure.getMessage(), failure);
        }
    }

    /**
     * Returns the number of distinct words, including compounds and ignoring case.
     *
     * @return at least 1
     */
    public int words() {
        return (int) IntStream.range(0, size())
                .mapToObj(tables::words)
                .flatMap(Arrays::stream)
                .map(word -> word.toLowerCase(Locale.ROOT))
                .distinct()
                .count();
    }

    /**
     * Closes the database. No method of this object may be called afterwards.
     *
     * @throws IOException if the files of the database cannot be closed
     */
    @Override
    public void close() throws IOException {
        try {
            dictionary.close();
        } catch (JWNLException failure) {
            throw new IOException("WordNet cannot be closed: " + failure.getMessage(), failure);
        }
    }
}
