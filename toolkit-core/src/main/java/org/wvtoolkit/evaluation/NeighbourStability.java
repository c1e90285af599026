package org.wvtoolkit.evaluation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.query.Answer;
import org.wvtoolkit.query.Neighbour;
import org.wvtoolkit.query.Neighbours;

/**
 * Tells which neighbours to believe: those that come again when a model is trained again, with another seed or on another
 * part of the text (Wendlandt, Kummerfeld and Mihalcea 2018).
 */
public final class NeighbourStability {
    private NeighbourStability() {}

    /**
     * How stable a word's neighbours are.
     *
     * @param word the word
     * @param overlap the share of neighbours that two models have in common, the mean over all pairs of models, 0 to 1
     * @param always the neighbours that all models name, in the order of the first
     * @param sometimes the neighbours that only some of the models name, in the order in which they are met
     */
    public record Stability(String word, double overlap, List<String> always, List<String> sometimes) {
        /** Copies the lists. */
        public Stability {
            always = List.copyOf(always);
            sometimes = List.copyOf(sometimes);
        }
    }

    /**
     * Measures some words.
     *
     * @param models at least two; stay open
     * @param words what to measure; those that a model does not know, or that have no direction there, are left out
     * @param count neighbours of each model, at least 1
     * @return for each of the words that are left, in their order
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
                if (question.similar(List.of(word), count) instanceof Answer.Found found) {
                    lists.add(found.neighbours().stream().map(Neighbour::word).toList());
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
        Set<String> rest = new java.util.LinkedHashSet<>();
        lists.forEach(rest::addAll);
        always.forEach(rest::remove);
        return new Stability(word, sum / pairs, always, List.copyOf(rest));
    }
}
