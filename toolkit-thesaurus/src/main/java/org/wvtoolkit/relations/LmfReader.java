package org.wvtoolkit.relations;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.container.MalformedFileException;

/**
 * Reader of wordnets in the Lexical Markup Framework of the Global WordNet Association (LMF/XML):
 * lexical entries with a lemma and senses, synsets with definitions and examples, and the relations
 * of both.
 *
 * <p>Some lexicons, such as those of the Open Multilingual Wordnet 1.4, have no relations of their
 * own, and their synset identifiers contain the offsets of WordNet 3.0. For these the relations of
 * WordNet 3.0 are used. Relations of unknown types and synsets of other parts of speech, such as
 * adpositions, are skipped. All lexicons of a file are read into one graph with the name and the
 * language of the first; they must have one language. Not thread-safe.
 */
final class LmfReader {
    private static final int HEAD_BYTES = 200;

    /** Name of a wordnet whose file states none. */
    private static final String DEFAULT_NAME = "wordnet";

    private static final Pattern ENCODING = Pattern.compile("<\\?xml[^>]*encoding=[\"']([^\"']*)[\"']");

    private static final Pattern OFFSET = Pattern.compile("(" + PrincetonSenses.IDENTIFIER + ")$");

    private final Path file;
    private String name = DEFAULT_NAME;
    private String language = "";
    private boolean hasLexicon;

    /** Synsets by identifier, in the order of their first occurrence. */
    private final Map<String, Synset> synsets = new LinkedHashMap<>();

    private final Map<String, Sense> senses = new HashMap<>();
    private final List<Link> links = new ArrayList<>();

    private String lemma = "";
    private String partOfSpeech = "n";
    private @Nullable String currentSense;
    private @Nullable String currentSynset;

    /** A synset during reading: its words and texts, and its part of speech once it is known. */
    private static final class Synset {
        private final Gloss gloss = new Gloss();
        private final List<String> words = new ArrayList<>();
        private @Nullable String part;
        private String lexicalFile = "";
        private int number = -1;
    }

    /** A word in a synset: the identifier of the synset and the index of the word. */
    private record Sense(String synset, int index) {}

    /** A relation between synsets or between senses. */
    private record Link(boolean ofSenses, String source, SenseRelation relation, String target) {}

    LmfReader(Path file) {
        this.file = file;
    }

    SenseGraph read(InputStream in) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader reader = open(factory, in);
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                    element(reader);
                }
            }
        } catch (XMLStreamException damaged) {
            // The location is missing if the first bytes are invalid.
            Location location = damaged.getLocation();
            throw malformed("line " + (location == null ? 1 : location.getLineNumber()) + " is not valid XML");
        }
        if (senses.isEmpty()) {
            throw malformed("has no lexical entries with senses");
        }
        return links.isEmpty() ? ofPrinceton() : graph();
    }

    /**
     * Opens a document. UTF-8 is decoded here, because the decoder of the parser prints invalid bytes to standard
     * error.
     */
    private static XMLStreamReader open(XMLInputFactory factory, InputStream in)
            throws XMLStreamException, IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, 1 << 16);
        buffered.mark(HEAD_BYTES);
        String head = new String(buffered.readNBytes(HEAD_BYTES), StandardCharsets.ISO_8859_1);
        buffered.reset();
        Matcher encoding = ENCODING.matcher(head);
        boolean other = encoding.find() && !encoding.group(1).equalsIgnoreCase("UTF-8");
        if (other || head.startsWith("\u00FE\u00FF") || head.startsWith("\u00FF\u00FE")) {
            return factory.createXMLStreamReader(buffered);
        }
        if (head.startsWith("\u00EF\u00BB\u00BF")) {
            buffered.skipNBytes(3);
        }
        return factory.createXMLStreamReader(new InputStreamReader(buffered, StandardCharsets.UTF_8.newDecoder()));
    }

    private void element(XMLStreamReader reader) throws IOException, XMLStreamException {
        switch (reader.getLocalName()) {
            case "Lexicon" -> lexicon(reader);
            case "Lemma" -> {
                lemma = required(reader, "writtenForm");
                if (lemma.isBlank()) {
                    throw malformed("line " + reader.getLocation().getLineNumber() + ": Lemma has no writtenForm");
                }
                partOfSpeech = attribute(reader, "partOfSpeech", "n");
            }
            case "Sense" -> {
                currentSense = required(reader, "id");
                currentSynset = null;
                String synset = required(reader, "synset");
                Synset words = synsets.computeIfAbsent(synset, first -> new Synset());
                words.part = words.part == null ? partOfSpeech : words.part;
                senses.put(currentSense, new Sense(synset, words.words.size()));
                words.words.add(lemma);
            }
            case "Synset" -> {
                currentSynset = required(reader, "id");
                currentSense = null;
                Synset words = synsets.computeIfAbsent(currentSynset, first -> new Synset());
                words.part = attribute(reader, "partOfSpeech", words.part == null ? "n" : words.part);
                words.lexicalFile = attribute(reader, "lexfile", words.lexicalFile);
            }
            case "SenseRelation", "SynsetRelation" -> relation(reader);
            case "Definition", "Example" -> {
                Sense sense = currentSense == null ? null : senses.get(currentSense);
                String synset = sense == null ? currentSynset : sense.synset;
                boolean definition = reader.getLocalName().equals("Definition");
                String text = text(reader);
                Synset described = synset == null ? null : synsets.get(synset);
                if (described != null) {
                    if (definition) {
                        described.gloss.addDefinition(text);
                    } else {
                        described.gloss.addExample(text);
                    }
                }
            }
            default -> {}
        }
    }

    private void lexicon(XMLStreamReader reader) throws IOException {
        String found = attribute(reader, "language", "");
        if (!hasLexicon) {
            hasLexicon = true;
            String label = attribute(reader, "label", "").strip();
            String version = attribute(reader, "version", "").strip();
            name = ((label.isEmpty() ? DEFAULT_NAME : label) + " " + version).strip();
            language = found;
        } else if (!found.equals(language)) {
            throw malformed("has lexicons of several languages, " + language + " and " + found);
        }
    }

    /** Returns the text of the current element and of the elements in it, and reads to its end. */
    private static String text(XMLStreamReader reader) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        for (int open = 1; open > 0; ) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                open++;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                open--;
            } else if (reader.isCharacters()) {
                text.append(reader.getText());
            }
        }
        return text.toString();
    }

    private void relation(XMLStreamReader reader) throws IOException {
        boolean ofSenses = reader.getLocalName().equals("SenseRelation");
        String source = ofSenses ? currentSense : currentSynset;
        SenseRelation relation = relation(required(reader, "relType"));
        if (source != null && relation != null) {
            links.add(new Link(ofSenses, source, relation, required(reader, "target")));
        }
    }

    private static String attribute(XMLStreamReader reader, String attribute, String otherwise) {
        return Objects.requireNonNullElse(reader.getAttributeValue(null, attribute), otherwise);
    }

    private String required(XMLStreamReader reader, String attribute) throws IOException {
        String value = reader.getAttributeValue(null, attribute);
        if (value == null) {
            throw malformed("line " + reader.getLocation().getLineNumber() + ": " + reader.getLocalName() + " has no "
                    + attribute);
        }
        return value;
    }

    private SenseGraph graph() {
        SenseGraphBuilder builder = new SenseGraphBuilder(name, language);
        int[] none = {};
        for (Synset synset : synsets.values()) {
            Optional<PartOfSpeech> part = PrincetonSenses.part(Objects.requireNonNullElse(synset.part, "n"));
            if (part.isEmpty()) {
                continue;
            }
            synset.number = builder.addSense(part.get(), synset.words, none, none);
            synset.gloss.set(builder, synset.number);
            builder.setLexicalFile(synset.number, synset.lexicalFile);
        }
        for (Link link : links) {
            Sense from = link.ofSenses ? senses.get(link.source) : new Sense(link.source, -1);
            Sense to = link.ofSenses ? senses.get(link.target) : new Sense(link.target, -1);
            Synset source = from == null ? null : synsets.get(from.synset);
            Synset target = to == null ? null : synsets.get(to.synset);
            // The target may be in another lexicon that the file does not contain, or of another part of speech.
            if (from != null
                    && to != null
                    && source != null
                    && target != null
                    && source.number >= 0
                    && target.number >= 0) {
                builder.addRelation(
                        new SenseGraph.Edge(link.relation, source.number, from.index, target.number, to.index));
            }
        }
        return builder.build();
    }

    private SenseGraph ofPrinceton() throws IOException {
        PrincetonSenses princeton = PrincetonSenses.read();
        for (Map.Entry<String, Synset> entry : synsets.entrySet()) {
            Matcher offset = OFFSET.matcher(entry.getKey());
            Integer sense = offset.find() ? princeton.sense(offset.group(1)) : null;
            if (sense == null) {
                throw malformed("has no relations, and its synset " + entry.getKey() + " is not one of WordNet "
                        + PrincetonSenses.VERSION);
            }
            for (String word : entry.getValue().words) {
                princeton.addWord(sense, word);
            }
            princeton.setGloss(sense, entry.getValue().gloss);
        }
        return princeton.graph(name, language);
    }

    private MalformedFileException malformed(String problem) {
        return new MalformedFileException(
                file, -1, problem, "use a wordnet in LMF/XML, or a tab file of the Open Multilingual Wordnet");
    }

    private static @Nullable SenseRelation relation(String type) {
        return switch (type) {
            case "antonym" -> SenseRelation.ANTONYM;
            case "hypernym" -> SenseRelation.HYPERNYM;
            case "hyponym" -> SenseRelation.HYPONYM;
            case "instance_hypernym" -> SenseRelation.INSTANCE_HYPERNYM;
            case "instance_hyponym" -> SenseRelation.INSTANCE_HYPONYM;
            case "holo_member" -> SenseRelation.MEMBER_HOLONYM;
            case "holo_substance" -> SenseRelation.SUBSTANCE_HOLONYM;
            case "holo_part", "holonym", "holo_location", "holo_portion" -> SenseRelation.PART_HOLONYM;
            case "mero_member" -> SenseRelation.MEMBER_MERONYM;
            case "mero_substance" -> SenseRelation.SUBSTANCE_MERONYM;
            case "mero_part", "meronym", "mero_location", "mero_portion" -> SenseRelation.PART_MERONYM;
            case "entails" -> SenseRelation.ENTAILMENT;
            case "is_entailed_by" -> SenseRelation.ENTAILED_BY;
            case "causes" -> SenseRelation.CAUSE;
            case "is_caused_by" -> SenseRelation.CAUSED_BY;
            case "similar", "eq_synonym" -> SenseRelation.SIMILAR;
            case "also" -> SenseRelation.ALSO;
            case "attribute" -> SenseRelation.ATTRIBUTE;
            case "derivation" -> SenseRelation.DERIVATION;
            case "pertainym" -> SenseRelation.PERTAINYM;
            case "participle" -> SenseRelation.PARTICIPLE;
            case "domain_topic" -> SenseRelation.TOPIC_DOMAIN;
            case "has_domain_topic" -> SenseRelation.TOPIC_MEMBER;
            case "exemplifies" -> SenseRelation.USAGE_DOMAIN;
            case "is_exemplified_by" -> SenseRelation.USAGE_MEMBER;
            case "domain_region" -> SenseRelation.REGION_DOMAIN;
            case "has_domain_region" -> SenseRelation.REGION_MEMBER;
            default -> null;
        };
    }
}
