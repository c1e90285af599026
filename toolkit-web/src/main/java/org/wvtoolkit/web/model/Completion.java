package org.wvtoolkit.web.model;

import java.nio.charset.StandardCharsets;
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
            collect(vocabulary, one.getBytes(StandardCharsets.UTF_8), limit, best);
        }
        if (!best.isEmpty() || prefix.isBlank()) {
            return List.copyOf(best);
        }
        List<Integer> near = new ArrayList<>();
        if (model.comparisons().vector(prefix) instanceof Outcome.Unknown<float[]>(var words)) {
            for (String word : words.getFirst().nearest()) {
                near.add(vocabulary.id(word));
            }
        }
        return near.subList(0, Math.min(limit, near.size()));
    }

    private static void collect(Vocabulary vocabulary, byte[] prefix, int limit, NavigableSet<Integer> best) {
        int size = vocabulary.size();
        if (prefix.length == 0) {
            for (int id = 0; id < Math.min(limit, size); id++) {
                best.add(id);
            }
        }
        int low = 0;
        int high = prefix.length == 0 ? 0 : size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (compare(vocabulary, vocabulary.idAtSortedPosition(middle), prefix) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        for (int index = low; prefix.length > 0 && index < size; index++) {
            int id = vocabulary.idAtSortedPosition(index);
            if (compare(vocabulary, id, prefix) != 0) {
                break;
            }
            if (best.size() < limit) {
                best.add(id);
            } else if (id < best.last() && best.add(id)) {
                best.pollLast();
            }
        }
    }

    /**
     * Returns a negative number if the word precedes all words with the prefix, and 0 if it has the
     * prefix.
     */
    private static int compare(Vocabulary vocabulary, int id, byte[] prefix) {
        byte[] word = new byte[vocabulary.length(id)];
        vocabulary.copy(id, word, 0);
        int common = Math.min(word.length, prefix.length);
        for (int i = 0; i < common; i++) {
            int difference = (word[i] & 0xFF) - (prefix[i] & 0xFF);
            if (difference != 0) {
                return difference;
            }
        }
        return word.length < prefix.length ? -1 : 0;
    }
}
