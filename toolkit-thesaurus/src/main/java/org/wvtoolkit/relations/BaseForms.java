package org.wvtoolkit.relations;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finder of the base forms of English words: irregular forms by WordNet's exception lists, regular
 * forms by its detachment rules (Morphy). For other languages only the exception list of the graph
 * is used, if there is one. Immutable and thread-safe.
 */
final class BaseForms {
    /** Minimum length of a noun found by detaching an ending: "was" is not the plural of "wa". */
    private static final int MIN_SINGULAR_LENGTH = 3;

    /** An ending and its replacement, for one part of speech. */
    private record Rule(PartOfSpeech part, String ending, String replacement) {}

    private static final List<Rule> RULES = List.of(
            new Rule(PartOfSpeech.NOUN, "s", ""),
            new Rule(PartOfSpeech.NOUN, "ses", "s"),
            new Rule(PartOfSpeech.NOUN, "xes", "x"),
            new Rule(PartOfSpeech.NOUN, "zes", "z"),
            new Rule(PartOfSpeech.NOUN, "ches", "ch"),
            new Rule(PartOfSpeech.NOUN, "shes", "sh"),
            new Rule(PartOfSpeech.NOUN, "men", "man"),
            new Rule(PartOfSpeech.NOUN, "ies", "y"),
            new Rule(PartOfSpeech.VERB, "s", ""),
            new Rule(PartOfSpeech.VERB, "ies", "y"),
            new Rule(PartOfSpeech.VERB, "es", "e"),
            new Rule(PartOfSpeech.VERB, "es", ""),
            new Rule(PartOfSpeech.VERB, "ed", "e"),
            new Rule(PartOfSpeech.VERB, "ed", ""),
            new Rule(PartOfSpeech.VERB, "ing", "e"),
            new Rule(PartOfSpeech.VERB, "ing", ""),
            new Rule(PartOfSpeech.ADJECTIVE, "er", ""),
            new Rule(PartOfSpeech.ADJECTIVE, "est", ""),
            new Rule(PartOfSpeech.ADJECTIVE, "er", "e"),
            new Rule(PartOfSpeech.ADJECTIVE, "est", "e"));

    private final SenseGraph graph;
    private final boolean english;

    BaseForms(SenseGraph graph) {
        this.graph = graph;
        this.english = graph.language().equals("en");
    }

    /** A base form and its part of speech. */
    private record Base(int lemma, PartOfSpeech part) {}

    /** Returns the senses of a normalized word by part of speech, in each part those of the word itself first. */
    int[] senses(String word, Iterable<PartOfSpeech> parts) {
        Set<Integer> senses = new LinkedHashSet<>();
        int own = graph.lemmaId(word);
        List<Base> bases = bases(word);
        for (PartOfSpeech part : parts) {
            if (own >= 0) {
                addSenses(own, part, senses);
            }
            for (Base base : bases) {
                if (base.part == part) {
                    addSenses(base.lemma, part, senses);
                }
            }
        }
        return senses.stream().mapToInt(Integer::intValue).toArray();
    }

    private void addSenses(int lemma, PartOfSpeech part, Set<Integer> senses) {
        for (int sense : graph.sensesOf(lemma)) {
            if (graph.partOfSpeech(sense) == part) {
                senses.add(sense);
            }
        }
    }

    int[] lemmas(String word) {
        Set<Integer> lemmas = new LinkedHashSet<>();
        int own = graph.lemmaId(word);
        if (own >= 0) {
            lemmas.add(own);
        }
        for (Base base : bases(word)) {
            lemmas.add(base.lemma);
        }
        return lemmas.stream().mapToInt(Integer::intValue).toArray();
    }

    private List<Base> bases(String word) {
        if (word.isEmpty() || word.indexOf(' ') >= 0 || word.indexOf('-') >= 0) {
            return List.of();
        }
        List<Base> bases = new ArrayList<>();
        irregular(word, bases);
        if (english) {
            for (Rule rule : RULES) {
                // "glass" is not the plural of "glas".
                boolean plural = rule.part == PartOfSpeech.NOUN && rule.ending.equals("s") && word.endsWith("ss");
                if (word.endsWith(rule.ending) && !plural) {
                    add(word.substring(0, word.length() - rule.ending.length()) + rule.replacement, rule.part, bases);
                }
            }
        }
        return bases;
    }

    private void add(String form, PartOfSpeech part, List<Base> bases) {
        int lemma = form.isEmpty() ? -1 : graph.lemmaId(form);
        if (lemma >= 0 && (part != PartOfSpeech.NOUN || form.length() >= MIN_SINGULAR_LENGTH) && has(lemma, part)) {
            bases.add(new Base(lemma, part));
        }
    }

    private boolean has(int lemma, PartOfSpeech part) {
        for (int sense : graph.sensesOf(lemma)) {
            if (graph.partOfSpeech(sense) == part) {
                return true;
            }
        }
        return false;
    }

    private void irregular(String word, List<Base> bases) {
        SenseGraphArrays arrays = graph.arrays;
        byte[] key = word.getBytes(StandardCharsets.UTF_8);
        int low = 0;
        int high = arrays.formLemma().length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (compare(middle, key) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        for (int form = low; form < arrays.formLemma().length && compare(form, key) == 0; form++) {
            PartOfSpeech part = PartOfSpeech.of(arrays.formPart()[form]);
            int lemma = arrays.formLemma()[form];
            if ((part != PartOfSpeech.NOUN || graph.lemma(lemma).length() >= MIN_SINGULAR_LENGTH) && has(lemma, part)) {
                bases.add(new Base(lemma, part));
            }
        }
    }

    private int compare(int form, byte[] key) {
        int[] start = graph.arrays.formStart();
        return Arrays.compareUnsigned(graph.arrays.formText(), start[form], start[form + 1], key, 0, key.length);
    }
}
