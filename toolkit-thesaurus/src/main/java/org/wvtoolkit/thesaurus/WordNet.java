package org.wvtoolkit.thesaurus;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import net.sf.extjwnl.JWNLException;
import net.sf.extjwnl.data.IndexWord;
import net.sf.extjwnl.data.POS;
import net.sf.extjwnl.data.Pointer;
import net.sf.extjwnl.data.PointerType;
import net.sf.extjwnl.data.Synset;
import net.sf.extjwnl.data.Word;
import net.sf.extjwnl.dictionary.Dictionary;
import org.jspecify.annotations.Nullable;

/**
 * WordNet (Miller 1995; Fellbaum 1998), the thesaurus, in memory: which senses a word has, what
 * they mean, which is a kind of which. Takes a second or two to open and about 40 MB of heap.
 *
 * <p>A word is looked up in lower case, as it stands and by its base forms ("mice", "ran"), in
 * every part of speech. The parts of a compound are joined by spaces or underscores.
 *
 * <p>Threads: one at a time. Whoever opens closes.
 */
public final class WordNet implements AutoCloseable {
    /** The version whose database comes with the toolkit. */
    public static final String VERSION = "3.1";

    /**
     * No noun shorter than this is found by cutting an ending off: "was" is not the plural of "wa",
     * nor "his" of "hi".
     */
    private static final int LEAST_SINGULAR = 3;

    /** Regular endings and what stands in their place in base forms, as WordNet's morphology has them (morphy(7WN)). */
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
    private final Map<PartOfSpeech, Map<String, int[]>> index = new EnumMap<>(PartOfSpeech.class);
    private final PartOfSpeech[] parts;
    private final long[] offsets;
    private final String[][] words;
    private final Taxonomy taxonomy;
    private int @Nullable [][] hyponyms;

    private WordNet(Dictionary dictionary) throws JWNLException {
        this.dictionary = dictionary;
        List<long[]> above = new ArrayList<>();
        List<String[]> allWords = new ArrayList<>();
        Map<PartOfSpeech, Map<Long, Integer>> ids = new EnumMap<>(PartOfSpeech.class);
        List<Long> allOffsets = new ArrayList<>();
        List<PartOfSpeech> allParts = new ArrayList<>();
        for (PartOfSpeech part : PartOfSpeech.values()) {
            Map<Long, Integer> idsOfPart = new HashMap<>();
            ids.put(part, idsOfPart);
            Iterator<Synset> synsets = dictionary.getSynsetIterator(part.pos());
            while (synsets.hasNext()) {
                Synset synset = synsets.next();
                idsOfPart.put(synset.getOffset(), allWords.size());
                allOffsets.add(synset.getOffset());
                allParts.add(part);
                allWords.add(words(synset));
                above.add(part.hasHierarchy() ? hypernyms(synset) : new long[0]);
            }
        }
        parts = allParts.toArray(PartOfSpeech[]::new);
        words = allWords.toArray(String[][]::new);
        offsets = allOffsets.stream().mapToLong(Long::longValue).toArray();
        byte[] partNumbers = new byte[parts.length];
        int[][] hypernyms = new int[parts.length][];
        for (int id = 0; id < parts.length; id++) {
            partNumbers[id] = (byte) parts[id].number();
            hypernyms[id] = ids(above.get(id), ids.get(parts[id]));
        }
        taxonomy = new Taxonomy(hypernyms, partNumbers);
        for (PartOfSpeech part : PartOfSpeech.values()) {
            index.put(part, index(part, ids.get(part)));
        }
    }

    /**
     * Opens the database that comes with the toolkit.
     *
     * @return the thesaurus; the caller closes it
     * @throws IOException if it is not on the class path or cannot be read
     */
    public static WordNet open() throws IOException {
        return open(VERSION);
    }

    /** Opens the database of a version that is on the class path. */
    static WordNet open(String version) throws IOException {
        Dictionary dictionary = dictionary(version);
        try {
            return new WordNet(dictionary);
        } catch (JWNLException | NoSuchElementException failure) {
            throw unreadable(version, failure);
        }
    }

    /**
     * The database as extJWNL presents it, of this version even where another is on the class path too.
     *
     * @param version such as {@value #VERSION}
     * @return the database; the caller closes it
     * @throws IOException if it is not on the class path or cannot be read
     */
    public static Dictionary dictionary(String version) throws IOException {
        String name = "/net/sf/extjwnl/data/wordnet/wn" + version.replace(".", "") + "/res_properties.xml";
        try (InputStream properties = Dictionary.class.getResourceAsStream(name)) {
            if (properties == null) {
                throw new IOException("WordNet " + version + " is not on the class path; is extjwnl-data there?");
            }
            return Dictionary.getInstance(properties);
        } catch (JWNLException failure) {
            throw unreadable(version, failure);
        }
    }

    /**
     * The exception for a database that cannot be read.
     *
     * @param version of the database
     * @param failure the cause
     * @return the exception, to be thrown
     */
    public static IOException unreadable(String version, Exception failure) {
        return new IOException(
                "WordNet " + version + " on the class path cannot be read (" + failure.getMessage()
                        + "); is extjwnl-data there?",
                failure);
    }

    /**
     * The part of speech as extJWNL has it.
     *
     * @param part a part of speech
     * @return extJWNL's constant
     */
    public static POS pos(PartOfSpeech part) {
        return part.pos();
    }

    /**
     * The part of speech of extJWNL's constant.
     *
     * @param pos extJWNL's constant
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

    private static String[] words(Synset synset) {
        List<Word> members = synset.getWords();
        String[] words = new String[members.size()];
        for (int i = 0; i < words.length; i++) {
            words[i] = members.get(i).getLemma().replace('_', ' ');
        }
        return words;
    }

    private static long[] hypernyms(Synset synset) throws JWNLException {
        long[] hypernyms = new long[synset.getPointers().size()];
        int count = 0;
        for (Pointer pointer : synset.getPointers()) {
            if (pointer.getType() == PointerType.HYPERNYM || pointer.getType() == PointerType.INSTANCE_HYPERNYM) {
                hypernyms[count++] = pointer.getTargetOffset();
            }
        }
        return Arrays.copyOf(hypernyms, count);
    }

    private static int[] ids(long[] offsets, @Nullable Map<Long, Integer> ids) {
        int[] found = new int[offsets.length];
        for (int i = 0; i < found.length; i++) {
            Integer id = ids == null ? null : ids.get(offsets[i]);
            if (id == null) {
                throw new NoSuchElementException("no sense at " + offsets[i]);
            }
            found[i] = id;
        }
        return found;
    }

    private Map<String, int[]> index(PartOfSpeech part, @Nullable Map<Long, Integer> ids) throws JWNLException {
        Map<String, int[]> senses = new HashMap<>();
        Iterator<IndexWord> entries = dictionary.getIndexWordIterator(part.pos());
        while (entries.hasNext()) {
            IndexWord entry = entries.next();
            senses.put(entry.getLemma().replace('_', ' '), ids(entry.getSynsetOffsets(), ids));
        }
        return senses;
    }

    /**
     * The senses of a word, the part of speech left open.
     *
     * @param word a word, in any case and form
     * @return in WordNet's order: the commoner sense first, nouns before verbs; empty for an unknown word
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
     * Whether a word, or its base form, has a sense.
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

    /** A word as it is looked up, and its base forms in any part of speech. */
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

    /** The numbers of a word's senses, those of the word as it stands before those of its base forms. */
    int[] ids(String word, PartOfSpeech part) {
        String lower = normalised(word);
        Map<String, int[]> entries = index.getOrDefault(part, Map.of());
        int[] found = entries.getOrDefault(lower, new int[0]);
        for (String base : baseForms(lower, part)) {
            int[] more = entries.getOrDefault(base, new int[0]);
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

    /** The library takes compounds apart and finds the parts, which is not what was asked. */
    private List<String> baseForms(String lower, PartOfSpeech part) {
        if (lower.isEmpty() || lower.indexOf(' ') >= 0 || lower.indexOf('-') >= 0) {
            return List.of();
        }
        try {
            return dictionary.getMorphologicalProcessor().lookupAllBaseForms(part.pos(), lower).stream()
                    .map(base -> base.replace('_', ' '))
                    .filter(base -> part != PartOfSpeech.NOUN || base.length() >= LEAST_SINGULAR)
                    .toList();
        } catch (JWNLException failure) {
            throw new IllegalStateException("WordNet's index cannot be read: " + failure.getMessage(), failure);
        }
    }

    /**
     * A sense by its number.
     *
     * @param id 0 to {@link #size()} − 1
     * @return the sense
     */
    public Sense sense(int id) {
        try {
            Synset synset = dictionary.getSynsetAt(parts[id].pos(), offsets[id]);
            return new Sense(
                    id, parts[id], List.of(words[id]), synset.getGloss().strip());
        } catch (JWNLException failure) {
            throw new IllegalStateException("WordNet's data cannot be read: " + failure.getMessage(), failure);
        }
    }

    /**
     * The senses right above one: what it is a kind or an instance of.
     *
     * @param sense a sense of this thesaurus
     * @return mostly one; several where it is of several kinds; empty at the top, and for adjectives and adverbs
     */
    public List<Sense> hypernyms(Sense sense) {
        List<Sense> above = new ArrayList<>();
        for (int id : taxonomy.hypernyms(sense.id())) {
            above.add(sense(id));
        }
        return above;
    }

    /**
     * The senses right below one: its kinds and instances.
     *
     * @param sense a sense of this thesaurus
     * @return by ascending number; empty at the bottom, and for adjectives and adverbs
     */
    public List<Sense> hyponyms(Sense sense) {
        List<Sense> below = new ArrayList<>();
        for (int id : hyponymIds(sense.id())) {
            below.add(sense(id));
        }
        return below;
    }

    /**
     * The number of senses right below one.
     *
     * @param sense a sense of this thesaurus
     * @return at least 0
     */
    public int hyponymCount(Sense sense) {
        return hyponymIds(sense.id()).length;
    }

    /** The inverse of the hypernyms, made when it is first used. */
    private int[] hyponymIds(int sense) {
        if (hyponyms == null) {
            int[] sizes = new int[parts.length];
            for (int id = 0; id < parts.length; id++) {
                for (int above : taxonomy.hypernyms(id)) {
                    sizes[above]++;
                }
            }
            int[][] below = new int[parts.length][];
            for (int id = 0; id < parts.length; id++) {
                below[id] = new int[sizes[id]];
            }
            for (int id = parts.length - 1; id >= 0; id--) {
                for (int above : taxonomy.hypernyms(id)) {
                    below[above][--sizes[above]] = id;
                }
            }
            hyponyms = below;
        }
        return hyponyms[sense];
    }

    /**
     * The number of the first sense of a word, nouns before verbs. For many words: costs a few
     * look-ups in memory, where {@link #senses} reads glosses and the list of irregular forms.
     *
     * @param word a word, in any case; with a regular ending or none
     * @return its number, or −1 for an unknown word
     */
    public int firstSense(String word) {
        String lower = normalised(word);
        int sense = firstListed(lower);
        for (int i = 0; sense < 0 && i < REGULAR_ENDINGS.size(); i++) {
            String[] ending = REGULAR_ENDINGS.get(i);
            int stem = lower.length() - ending[0].length();
            if (stem >= LEAST_SINGULAR - 1 && lower.endsWith(ending[0])) {
                sense = firstListed(lower.substring(0, stem) + ending[1]);
            }
        }
        return sense;
    }

    private int firstListed(String lower) {
        for (PartOfSpeech part : PartOfSpeech.values()) {
            int[] found = index.getOrDefault(part, Map.of()).get(lower);
            if (found != null && found.length > 0) {
                return found[0];
            }
        }
        return -1;
    }

    /**
     * The lexicographer file of a sense, which groups senses by subject.
     *
     * @param sense a sense of this thesaurus
     * @return one of 45 names such as {@code noun.animal}
     */
    public String lexicalFile(Sense sense) {
        try {
            return dictionary
                    .getSynsetAt(parts[sense.id()].pos(), offsets[sense.id()])
                    .getLexFileName();
        } catch (JWNLException failure) {
            throw new IllegalStateException("WordNet's data cannot be read: " + failure.getMessage(), failure);
        }
    }

    /**
     * How many senses there are.
     *
     * @return about 117,000
     */
    public int size() {
        return parts.length;
    }

    Taxonomy taxonomy() {
        return taxonomy;
    }

    PartOfSpeech partOfSpeech(int id) {
        return parts[id];
    }

    /** The words of a sense, without reading the sense itself. */
    String[] words(int id) {
        return words[id];
    }

    /** How often SemCor's readers marked a word with this sense, all its words together. */
    int tags(int id) {
        try {
            int tags = 0;
            for (Word word :
                    dictionary.getSynsetAt(parts[id].pos(), offsets[id]).getWords()) {
                tags += Math.max(0, word.getUseCount());
            }
            return tags;
        } catch (JWNLException failure) {
            throw new IllegalStateException("WordNet's counts cannot be read: " + failure.getMessage(), failure);
        }
    }

    /**
     * How many distinct words there are, compounds included, in any case one.
     *
     * @return at least 1
     */
    public int words() {
        return (int) Arrays.stream(words)
                .flatMap(Arrays::stream)
                .map(word -> word.toLowerCase(Locale.ROOT))
                .distinct()
                .count();
    }

    @Override
    public void close() throws IOException {
        try {
            dictionary.close();
        } catch (JWNLException failure) {
            throw new IOException("WordNet cannot be closed: " + failure.getMessage(), failure);
        }
    }
}
