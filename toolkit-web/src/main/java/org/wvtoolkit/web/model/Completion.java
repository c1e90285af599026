package org.wvtoolkit.web.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.wvtoolkit.query.Outcome;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * Completion of prefixes by binary search in the sorted vocabulary.
 *
 * <p>Not part of the public API.
 */
public final class Completion {
    private Completion() {}

    /**
     * Returns the most frequent words with a prefix or, if there are none, the words with the most
     * similar spelling.
     *
     * @param model the model
     * @param prefix prefix as typed; also searched in lower case
     * @param limit maximum number of words, at least 1
     * @return word ids by descending frequency, or by ascending edit distance
     */
    public static List<Integer> complete(LoadedModel model, String prefix, int limit) {
        Vocabulary vocabulary = model.vocabulary();
        Set<String> prefixes = new LinkedHashSet<>(List.of(prefix, prefix.toLowerCase(Locale.ROOT)));
        NavigableSet<Integer> best = new TreeSet<>();
        for (String one : prefixes) {
            for (int id : vocabulary.idsWithPrefix(one, limit)) {
                best.add(id);
            }
        }
        if (!best.isEmpty() || prefix.isBlank()) {
            return best.stream().limit(limit).toList();
        }
        List<Integer> near = new ArrayList<>();
        if (model.comparisons().vector(prefix) instanceof Outcome.Unknown<float[]>(var words)) {
            for (String word : words.getFirst().nearest()) {
                near.add(vocabulary.id(word));
            }
        }
        return near.subList(0, Math.min(limit, near.size()));
    }
}
