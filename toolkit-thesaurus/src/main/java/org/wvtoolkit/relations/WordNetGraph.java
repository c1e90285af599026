package org.wvtoolkit.relations;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.sf.extjwnl.JWNLException;
import net.sf.extjwnl.data.Exc;
import net.sf.extjwnl.data.IndexWord;
import net.sf.extjwnl.data.Pointer;
import net.sf.extjwnl.data.PointerType;
import net.sf.extjwnl.data.Synset;
import net.sf.extjwnl.data.Word;
import net.sf.extjwnl.dictionary.Dictionary;

/**
 * Princeton WordNet (Miller 1995; Fellbaum 1998) as a {@link SenseGraph}. The graph is created from the database on the
 * class path, which takes two to four seconds; a saved copy opens in tens of milliseconds. A graph that was read is
 * kept while there is enough memory. The static methods are thread-safe.
 */
public final class WordNetGraph {
    /** The version of the database that the toolkit includes. */
    public static final String VERSION = WordNetDatabase.VERSION;

    /** The name of the graph of that version. */
    public static final String NAME = "WordNet " + VERSION;

    /** The separator of an example and the text before it in a gloss. */
    private static final Pattern BEFORE_EXAMPLE = Pattern.compile(";\\s*(?=\")");

    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

    /** The databases that were read, by version. */
    private static final Map<String, SoftReference<Contents>> CACHE = new ConcurrentHashMap<>();

    private final Dictionary dictionary;
    private final SenseGraphBuilder builder;
    private final Map<PartOfSpeech, Map<Long, Integer>> ids = new EnumMap<>(PartOfSpeech.class);
    private final List<PendingRelation> pending = new ArrayList<>();

    /** A relation whose target may not have been read yet. */
    private record PendingRelation(
            int source, SenseRelation relation, int from, PartOfSpeech part, long offset, int to) {}

    /**
     * A database as a graph.
     *
     * @param graph the graph
     * @param ids the number of each sense, by part of speech and offset in the database; must not be modified
     */
    record Contents(SenseGraph graph, Map<PartOfSpeech, Map<Long, Integer>> ids) {}

    private WordNetGraph(Dictionary dictionary, String version) {
        this.dictionary = dictionary;
        this.builder = new SenseGraphBuilder("WordNet " + version, "en");
    }

    /**
     * Reads the database.
     *
     * @return the graph; senses are numbered by part of speech, in the order of the database
     * @throws IOException if the database is not on the class path or cannot be read
     */
    public static SenseGraph read() throws IOException {
        return read(VERSION);
    }

    /**
     * Reads a version of the database.
     *
     * @param version {@value #VERSION}, or 3.0, to whose senses many wordnets of other languages refer
     * @return the graph; senses are numbered by part of speech, in the order of the database
     * @throws IOException if the database is not on the class path or cannot be read
     */
    public static SenseGraph read(String version) throws IOException {
        return contents(version).graph();
    }

    static Contents contents(String version) throws IOException {
        SoftReference<Contents> reference = CACHE.get(version);
        Contents known = reference == null ? null : reference.get();
        if (known != null) {
            return known;
        }
        Contents read = WordNetDatabase.read(version, dictionary -> {
            WordNetGraph reader = new WordNetGraph(dictionary, version);
            return new Contents(reader.graph(), reader.ids);
        });
        CACHE.put(version, new SoftReference<>(read));
        return read;
    }

    /**
     * Opens a saved copy of the graph, or reads the database and saves a copy. An unreadable copy
     * is replaced. A failure to write the copy is ignored.
     *
     * @param copy the path of the copy; its folder is created if it does not exist
     * @return the graph
     * @throws IOException if there is no valid copy and the database cannot be read
     */
    public static SenseGraph open(Path copy) throws IOException {
        return SavedCopy.open(copy, saved -> saved.name().equals(NAME), WordNetGraph::read);
    }

    private SenseGraph graph() throws JWNLException {
        for (PartOfSpeech part : PartOfSpeech.values()) {
            Map<String, Integer> ranks = ranks(part);
            Map<Long, Integer> ofPart = new HashMap<>();
            ids.put(part, ofPart);
            Iterator<Synset> all = dictionary.getSynsetIterator(WordNetDatabase.pos(part));
            while (all.hasNext()) {
                Synset synset = all.next();
                int sense = add(part, synset, ranks);
                ofPart.put(synset.getOffset(), sense);
                for (Pointer pointer : synset.getPointers()) {
                    pending.add(pending(sense, pointer));
                }
            }
            Iterator<Exc> exceptions = dictionary.getExceptionIterator(WordNetDatabase.pos(part));
            while (exceptions.hasNext()) {
                Exc exception = exceptions.next();
                for (String lemma : exception.getExceptions()) {
                    builder.addForm(part, exception.getLemma(), lemma);
                }
            }
        }
        for (PendingRelation found : pending) {
            Integer target = ids.getOrDefault(found.part, Map.of()).get(found.offset);
            if (target == null) {
                throw new NoSuchElementException("no sense at " + found.offset);
            }
            builder.addRelation(new SenseGraph.Edge(found.relation, found.source, found.from, target, found.to));
        }
        return builder.build();
    }

    private int add(PartOfSpeech part, Synset synset, Map<String, Integer> ranks) {
        List<String> words = new ArrayList<>();
        int[] counts = new int[synset.getWords().size()];
        int[] senseRanks = new int[counts.length];
        for (int i = 0; i < counts.length; i++) {
            Word word = synset.getWords().get(i);
            words.add(word.getLemma());
            counts[i] = Math.max(0, word.getUseCount());
            senseRanks[i] = ranks.getOrDefault(key(word.getLemma(), synset.getOffset()), Integer.MAX_VALUE);
        }
        int sense = builder.addSense(part, words, counts, senseRanks);
        String[] gloss = BEFORE_EXAMPLE.split(synset.getGloss().strip());
        List<String> examples =
                Arrays.stream(gloss).skip(1).map(WordNetGraph::example).toList();
        builder.setGloss(sense, gloss[0], examples);
        builder.setLexicalFile(sense, synset.getLexFileName());
        return sense;
    }

    /** Removes the quotation marks of an example, except where text follows them, such as an attribution. */
    private static String example(String text) {
        Matcher quoted = QUOTED.matcher(text.strip());
        return quoted.matches() ? quoted.group(1) : text.strip();
    }

    private static String key(String lemma, long offset) {
        return SenseGraph.normalized(lemma) + '\t' + offset;
    }

    /** Returns the rank of each sense among the senses of each word, according to the index. */
    private Map<String, Integer> ranks(PartOfSpeech part) throws JWNLException {
        Map<String, Integer> ranks = new HashMap<>();
        Iterator<IndexWord> entries = dictionary.getIndexWordIterator(WordNetDatabase.pos(part));
        while (entries.hasNext()) {
            IndexWord entry = entries.next();
            long[] offsets = entry.getSynsetOffsets();
            for (int rank = 0; rank < offsets.length; rank++) {
                ranks.put(key(entry.getLemma(), offsets[rank]), rank);
            }
        }
        return ranks;
    }

    /** Converts a pointer. The database numbers words from 1, and 0 means all words of the sense. */
    private static PendingRelation pending(int source, Pointer pointer) throws JWNLException {
        return new PendingRelation(
                source,
                relation(pointer.getType()),
                Math.max(-1, pointer.getSourceIndex() - 1),
                WordNetDatabase.part(pointer.getTargetPOS()),
                pointer.getTargetOffset(),
                Math.max(-1, pointer.getTargetIndex() - 1));
    }

    private static SenseRelation relation(PointerType type) {
        return switch (type) {
            case ANTONYM -> SenseRelation.ANTONYM;
            case HYPERNYM -> SenseRelation.HYPERNYM;
            case HYPONYM -> SenseRelation.HYPONYM;
            case INSTANCE_HYPERNYM -> SenseRelation.INSTANCE_HYPERNYM;
            case INSTANCES_HYPONYM -> SenseRelation.INSTANCE_HYPONYM;
            case MEMBER_HOLONYM -> SenseRelation.MEMBER_HOLONYM;
            case SUBSTANCE_HOLONYM -> SenseRelation.SUBSTANCE_HOLONYM;
            case PART_HOLONYM -> SenseRelation.PART_HOLONYM;
            case MEMBER_MERONYM -> SenseRelation.MEMBER_MERONYM;
            case SUBSTANCE_MERONYM -> SenseRelation.SUBSTANCE_MERONYM;
            case PART_MERONYM -> SenseRelation.PART_MERONYM;
            case ENTAILMENT -> SenseRelation.ENTAILMENT;
            case CAUSE -> SenseRelation.CAUSE;
            case SIMILAR_TO -> SenseRelation.SIMILAR;
            case SEE_ALSO -> SenseRelation.ALSO;
            case ATTRIBUTE -> SenseRelation.ATTRIBUTE;
            case DERIVATION -> SenseRelation.DERIVATION;
            case PERTAINYM -> SenseRelation.PERTAINYM;
            case PARTICIPLE_OF -> SenseRelation.PARTICIPLE;
            case CATEGORY, DOMAIN_ALL -> SenseRelation.TOPIC_DOMAIN;
            case USAGE -> SenseRelation.USAGE_DOMAIN;
            case REGION -> SenseRelation.REGION_DOMAIN;
            case CATEGORY_MEMBER, MEMBER_ALL -> SenseRelation.TOPIC_MEMBER;
            case USAGE_MEMBER -> SenseRelation.USAGE_MEMBER;
            case REGION_MEMBER -> SenseRelation.REGION_MEMBER;
            case VERB_GROUP -> SenseRelation.VERB_GROUP;
        };
    }
}
