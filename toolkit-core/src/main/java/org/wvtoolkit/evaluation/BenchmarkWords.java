package org.wvtoolkit.evaluation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wvtoolkit.evaluation.benchmark.Benchmark;
import org.wvtoolkit.vocabulary.Vocabulary;

/** Word ids of the words of benchmarks under a convention. Immutable. */
final class BenchmarkWords {
    private static final int[] NONE = {};

    private final Map<String, int[]> ids;

    private BenchmarkWords(Map<String, int[]> ids) {
        this.ids = ids;
    }

    static BenchmarkWords of(Vocabulary vocabulary, Convention convention, List<? extends Benchmark> benchmarks) {
        Set<String> words = new HashSet<>();
        benchmarks.forEach(benchmark -> benchmark.addWordsTo(words));
        Map<String, int[]> byKey = new HashMap<>();
        for (String word : words) {
            byKey.put(convention.key(word), NONE);
        }
        int candidates = Math.min(vocabulary.size(), convention.candidates());
        if (convention.letterCase() == Convention.LetterCase.IGNORED) {
            for (int id = 0; id < candidates; id++) {
                int variant = id;
                byKey.computeIfPresent(convention.keyInModel(vocabulary.word(id)), (key, known) -> and(known, variant));
            }
        } else {
            byKey.replaceAll((key, none) -> {
                int id = vocabulary.id(key);
                return id >= 0 && id < candidates ? new int[] {id} : none;
            });
        }
        Map<String, int[]> ids = new HashMap<>();
        for (String word : words) {
            ids.put(word, byKey.getOrDefault(convention.key(word), NONE));
        }
        return new BenchmarkWords(ids);
    }

    private static int[] and(int[] known, int id) {
        int[] more = Arrays.copyOf(known, known.length + 1);
        more[known.length] = id;
        return more;
    }

    /** Returns the id of the most frequent word that matches, or −1 if the word is out of vocabulary. */
    int id(String word) {
        int[] variants = variants(word);
        return variants.length == 0 ? -1 : variants[0];
    }

    /** Returns the ids of all words that match, ascending; must not be modified. */
    int[] variants(String word) {
        return ids.getOrDefault(word, NONE);
    }
}
