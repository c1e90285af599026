package org.wvtoolkit.thesaurus;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentHashMap;
import net.sf.extjwnl.JWNLException;
import net.sf.extjwnl.data.IndexWord;
import net.sf.extjwnl.data.Pointer;
import net.sf.extjwnl.data.PointerType;
import net.sf.extjwnl.data.Synset;
import net.sf.extjwnl.data.Word;
import net.sf.extjwnl.dictionary.Dictionary;
import org.jspecify.annotations.Nullable;

/**
 * What {@link WordNet} reads from the whole database: the senses of each word, and the words and the hierarchy of the
 * senses. Senses are numbered by part of speech, in the order of the database.
 *
 * <p>Reading takes about a second. The tables are kept while there is enough memory, so that opening the database
 * again is fast. Immutable and thread-safe.
 */
final class WordNetTables {
    private static final int[] NONE = {};

    /** The tables that were read, by the version of the database. */
    private static final Map<String, SoftReference<WordNetTables>> KNOWN = new ConcurrentHashMap<>();

    private final Map<PartOfSpeech, Map<String, int[]>> index = new EnumMap<>(PartOfSpeech.class);
    private final PartOfSpeech[] parts;
    private final long[] offsets;
    private final String[][] words;
    private final Taxonomy taxonomy;

    private WordNetTables(Dictionary dictionary) throws JWNLException {
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
            index.put(part, index(dictionary, part, ids.get(part)));
        }
    }

    /** Returns the tables of an open database, which are read if they are not known. */
    static WordNetTables of(Dictionary dictionary, String version) throws JWNLException {
        SoftReference<WordNetTables> reference = KNOWN.get(version);
        WordNetTables known = reference == null ? null : reference.get();
        if (known == null) {
            known = new WordNetTables(dictionary);
            KNOWN.put(version, new SoftReference<>(known));
        }
        return known;
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

    private static Map<String, int[]> index(Dictionary dictionary, PartOfSpeech part, @Nullable Map<Long, Integer> ids)
            throws JWNLException {
        Map<String, int[]> senses = new HashMap<>();
        Iterator<IndexWord> entries = dictionary.getIndexWordIterator(part.pos());
        while (entries.hasNext()) {
            IndexWord entry = entries.next();
            senses.put(entry.getLemma().replace('_', ' '), ids(entry.getSynsetOffsets(), ids));
        }
        return senses;
    }

    /** Returns the number of senses. */
    int size() {
        return parts.length;
    }

    /** Returns the senses of a word as it is in the index, the most frequent one first; must not be modified. */
    int[] senses(String lower, PartOfSpeech part) {
        return index.getOrDefault(part, Map.of()).getOrDefault(lower, NONE);
    }

    /** Returns the part of speech of a sense. */
    PartOfSpeech part(int id) {
        return parts[id];
    }

    /** Returns the offset of a sense in the file of its part of speech. */
    long offset(int id) {
        return offsets[id];
    }

    /** Returns the words of a sense; must not be modified. */
    String[] words(int id) {
        return words[id];
    }

    Taxonomy taxonomy() {
        return taxonomy;
    }
}
