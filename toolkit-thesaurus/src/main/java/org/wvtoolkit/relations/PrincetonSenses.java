package org.wvtoolkit.relations;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The senses, relations and lexicographer files of WordNet 3.0, to which readers of other wordnets
 * add words. A sense is identified by its offset in WordNet 3.0 and its part of speech, such as
 * {@code 02084071-n}. Not thread-safe.
 */
final class PrincetonSenses {
    static final String VERSION = "3.0";

    static final Pattern IDENTIFIER = Pattern.compile("[0-9]{8}-[nvasr]");

    private final SenseGraph princeton;
    private final Map<PartOfSpeech, Map<Long, Integer>> byOffset;
    private final List<List<String>> words = new ArrayList<>();
    private final Map<Integer, Gloss> glosses = new HashMap<>();

    private PrincetonSenses(WordNetGraph.Contents contents) {
        this.princeton = contents.graph();
        this.byOffset = contents.ids();
        for (int sense = 0; sense < princeton.senses(); sense++) {
            words.add(new ArrayList<>());
        }
    }

    static PrincetonSenses read() throws IOException {
        return new PrincetonSenses(WordNetGraph.contents(VERSION));
    }

    /**
     * Returns the number of the sense with an identifier, or null if there is none. A satellite
     * adjective (s) is treated as an adjective (a).
     */
    @Nullable
    Integer sense(String name) {
        if (!IDENTIFIER.matcher(name).matches()) {
            return null;
        }
        int hyphen = name.indexOf('-');
        PartOfSpeech part = part(name.substring(hyphen + 1)).orElseThrow();
        return byOffset.getOrDefault(part, Map.of()).get(Long.parseLong(name.substring(0, hyphen)));
    }

    void addWord(int sense, String word) {
        if (!words.get(sense).contains(word)) {
            words.get(sense).add(word);
        }
    }

    /** Returns the definitions and examples of a sense, to which texts can be added. */
    Gloss gloss(int sense) {
        return glosses.computeIfAbsent(sense, first -> new Gloss());
    }

    void setGloss(int sense, Gloss gloss) {
        glosses.put(sense, gloss);
    }

    /**
     * Creates a graph of the added words with the relations and lexicographer files of WordNet 3.0. Relations between
     * words, such as antonymy, become relations between senses.
     */
    SenseGraph graph(String name, String language) {
        SenseGraphBuilder builder = new SenseGraphBuilder(name, language);
        int[] none = {};
        for (int sense = 0; sense < princeton.senses(); sense++) {
            builder.addSense(princeton.partOfSpeech(sense), words.get(sense), none, none);
        }
        for (int sense = 0; sense < princeton.senses(); sense++) {
            for (SenseGraph.Edge edge : princeton.edges(sense)) {
                builder.addRelation(edge.source(), edge.relation(), edge.target());
            }
            builder.setLexicalFile(sense, princeton.lexicalFile(sense));
        }
        glosses.forEach((sense, gloss) -> gloss.set(builder, sense));
        return builder.build();
    }

    /** Returns the part of speech with a letter; empty for letters of other classes, such as {@code p} (adposition). */
    static Optional<PartOfSpeech> part(String letter) {
        return switch (letter) {
            case "n" -> Optional.of(PartOfSpeech.NOUN);
            case "v" -> Optional.of(PartOfSpeech.VERB);
            case "a", "s" -> Optional.of(PartOfSpeech.ADJECTIVE);
            case "r" -> Optional.of(PartOfSpeech.ADVERB);
            default -> Optional.empty();
        };
    }
}
