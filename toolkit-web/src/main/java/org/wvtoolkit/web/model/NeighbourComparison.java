package org.wvtoolkit.web.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.wvtoolkit.embedding.SparseEmbeddings;
import org.wvtoolkit.query.Neighbour;
import org.wvtoolkit.query.Outcome;
import org.wvtoolkit.query.Question;

/**
 * Comparison of the neighbours of words in two models. The vector spaces of different models are
 * unrelated, but neighbours can be compared without alignment, for any methods and dimensions.
 *
 * <p>Not part of the public API.
 */
public final class NeighbourComparison {
    /**
     * Maximum number of words to compare in sparse models, whose queries take about 100× as long as
     * those of dense ones.
     */
    private static final int MAX_SPARSE_WORDS = 300;

    private NeighbourComparison() {}

    /**
     * A word and its neighbours in both models.
     *
     * @param word the word
     * @param overlap Jaccard overlap of the two lists, 0 to 1
     * @param one neighbours in the first model
     * @param other neighbours in the second model
     */
    public record Difference(String word, double overlap, List<String> one, List<String> other) {
        /** Copies the lists. */
        public Difference {
            one = List.copyOf(one);
            other = List.copyOf(other);
        }
    }

    /**
     * The comparison of all examined words.
     *
     * @param common number of words that both models contain
     * @param words words by ascending overlap
     */
    public record Differences(int common, List<Difference> words) {
        /** Copies the list. */
        public Differences {
            words = List.copyOf(words);
        }
    }

    /**
     * Compares the most frequent common words. Neighbours that only one vocabulary contains are
     * ignored.
     *
     * @param one a model
     * @param other another model
     * @param mostFrequent number of words to compare
     * @param count number of neighbours to compare
     * @return the words, smallest overlap first
     */
    public static Differences of(LoadedModel one, LoadedModel other, int mostFrequent, int count) {
        boolean sparse = one.embeddings() instanceof SparseEmbeddings || other.embeddings() instanceof SparseEmbeddings;
        int limit = sparse ? Math.min(mostFrequent, MAX_SPARSE_WORDS) : mostFrequent;
        List<String> words = new ArrayList<>();
        int common = 0;
        for (int id = 0; id < one.vocabulary().size(); id++) {
            String word = one.vocabulary().word(id);
            if (other.vocabulary().id(word) >= 0) {
                common++;
                if (words.size() < limit) {
                    words.add(word);
                }
            }
        }
        List<List<String>> first = neighbours(one, other, words, count);
        List<List<String>> second = neighbours(other, one, words, count);
        List<Difference> differences = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            differences.add(
                    new Difference(words.get(i), overlap(first.get(i), second.get(i)), first.get(i), second.get(i)));
        }
        // Stable sort: among equal overlaps the more frequent word comes first.
        differences.sort(Comparator.comparingDouble(Difference::overlap));
        return new Differences(common, differences);
    }

    private static List<List<String>> neighbours(LoadedModel model, LoadedModel other, List<String> words, int count) {
        List<Question> questions = words.stream()
                .map(word -> Question.similar(List.of(word), 3 * count + 10))
                .toList();
        List<List<String>> all = new ArrayList<>();
        for (Outcome<List<Neighbour>> answer : model.askAll(questions)) {
            List<Neighbour> found = answer instanceof Outcome.Known(List<Neighbour> near) ? near : List.of();
            all.add(found.stream()
                    .map(Neighbour::word)
                    .filter(word -> other.vocabulary().id(word) >= 0)
                    .limit(count)
                    .toList());
        }
        return all;
    }

    /**
     * Returns the Jaccard overlap of two lists.
     *
     * @param one distinct words
     * @param other distinct words
     * @return number of common words divided by the number of all words; 1 if both lists are empty
     */
    public static double overlap(List<String> one, List<String> other) {
        Set<String> all = new HashSet<>(one);
        long shared = other.stream().filter(all::contains).count();
        all.addAll(other);
        return all.isEmpty() ? 1 : (double) shared / all.size();
    }
}
