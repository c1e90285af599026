package org.wvtoolkit.evaluation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.query.Neighbour;
import org.wvtoolkit.query.Neighbours;
import org.wvtoolkit.query.Outcome;

/**
 * Stability of nearest neighbours over several trainings with other seeds or other parts of the
 * corpus (Wendlandt, Kummerfeld and Mihalcea 2018). Unstable neighbours are not reliable.
 */
public final class NeighbourStability {
    private NeighbourStability() {}

    /**
     * Stability of the neighbours of one word.
     *
     * @param word the word
     * @param overlap share of common neighbours of two models, averaged over all pairs of models, 0
     *     to 1
     * @param always the neighbours in all models, in the order of the first model
     * @param sometimes the neighbours in some of the models, in the order of first occurrence
     */
    public record Stability(String word, double overlap, List<String> always, List<String> sometimes) {
        /** Copies the lists. */
        public Stability {
            always = List.copyOf(always);
            sometimes = List.copyOf(sometimes);
        }
    }

    /**
     * Measures the stability of words.
     *
     * @param models at least two models, which must stay open
     * @param words the words; those without a direction in one of the models are left out
     * @param count number of neighbours per model, at least 1
     * @return the stability of the remaining words, in order
     * @throws IllegalArgumentException if there are fewer than two models
     */
    public static List<Stability> of(List<? extends Embeddings> models, List<String> words, int count) {
        if (models.size() < 2) {
            throw new IllegalArgumentException("stability needs at least two models: " + models.size());
        }
        List<Neighbours> questions = models.stream().map(Neighbours::of).toList();
        List<Stability> all = new ArrayList<>();
        for (String word : words) {
            List<List<String>> lists = new ArrayList<>();
            for (Neighbours question : questions) {
                if (question.similar(List.of(word), count) instanceof Outcome.Known<List<Neighbour>> found) {
                    lists.add(found.value().stream().map(Neighbour::word).toList());
                }
            }
            if (lists.size() == models.size()) {
                all.add(stability(word, lists));
            }
        }
        return all;
    }

    private static Stability stability(String word, List<List<String>> lists) {
        double sum = 0;
        int pairs = 0;
        for (int i = 0; i < lists.size(); i++) {
            Set<String> one = new HashSet<>(lists.get(i));
            for (int j = 0; j < i; j++) {
                int longest = Math.max(one.size(), lists.get(j).size());
                long common = lists.get(j).stream().filter(one::contains).count();
                sum += longest == 0 ? 1 : (double) common / longest;
                pairs++;
            }
        }
        List<String> always = new ArrayList<>(lists.getFirst());
        lists.forEach(always::retainAll);
        Set<String> rest = new LinkedHashSet<>();
        lists.forEach(rest::addAll);
        always.forEach(rest::remove);
        return new Stability(word, sum / pairs, always, List.copyOf(rest));
    }
}
