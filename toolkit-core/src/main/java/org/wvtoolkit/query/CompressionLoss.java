package org.wvtoolkit.query;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * Loss of compressed or indexed vectors compared with the same vectors in single precision,
 * measured on a sample of words.
 *
 * @param words number of words in the sample
 * @param neighbours number of neighbours per word
 * @param overlap mean fraction of the true nearest neighbours found, 0 to 1; the recall of an index
 * @param cosineError mean error of the cosine between a word and its true neighbours
 */
public record CompressionLoss(int words, int neighbours, double overlap, double cosineError) {
    /**
     * The queries of a measurement.
     *
     * @param words maximum number of words, drawn from all words
     * @param neighbours number of neighbours per word, at least 1
     * @param seed seed of the random selection
     */
    public record Sample(int words, int neighbours, long seed) {}

    /**
     * Measures the loss. Runs two queries for each word; those on the original are answered in one
     * scan.
     *
     * @param original the original vectors
     * @param exact queries on the original
     * @param other queries on the compressed or indexed vectors
     * @param compared the compressed or indexed vectors
     * @param sample the queries to compare
     * @return the loss
     */
    public static CompressionLoss measure(
            Embeddings original, Neighbours exact, Embeddings compared, Neighbours other, Sample sample) {
        Vocabulary vocabulary = original.vocabulary();
        List<Question> questions = new ArrayList<>();
        for (int id : draw(vocabulary.size(), sample.words, sample.seed)) {
            questions.add(Question.similar(List.of(vocabulary.word(id)), sample.neighbours));
        }
        Comparisons before = Comparisons.of(original);
        Comparisons after = Comparisons.of(compared);
        List<Outcome<List<Neighbour>>> expected = exact.askAll(questions);
        List<Outcome<List<Neighbour>>> actual = other.askAll(questions);
        double overlap = 0;
        double error = 0;
        long pairs = 0;
        int words = 0;
        for (int i = 0; i < questions.size(); i++) {
            if (expected.get(i) instanceof Outcome.Known(List<Neighbour> nearest) && !nearest.isEmpty()) {
                words++;
                overlap += overlap(nearest, actual.get(i));
                List<String> word = questions.get(i).plus();
                for (Neighbour neighbour : nearest) {
                    List<String> near = List.of(neighbour.word());
                    if (before.similarity(word, near) instanceof Outcome.Known<Double>(Double one)
                            && after.similarity(word, near) instanceof Outcome.Known<Double>(Double two)) {
                        error += Math.abs(one - two);
                        pairs++;
                    }
                }
            }
        }
        return new CompressionLoss(
                words, sample.neighbours, words == 0 ? 1 : overlap / words, pairs == 0 ? 0 : error / pairs);
    }

    /** Draws distinct ids. The same seed gives the same ids in the same order. */
    private static List<Integer> draw(int size, int sample, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Set<Integer> drawn = new HashSet<>();
        List<Integer> ids = new ArrayList<>();
        while (ids.size() < Math.min(sample, size)) {
            int id = random.nextInt(size);
            if (drawn.add(id)) {
                ids.add(id);
            }
        }
        return ids;
    }

    private static double overlap(List<Neighbour> expected, Outcome<List<Neighbour>> actual) {
        if (!(actual instanceof Outcome.Known(List<Neighbour> found))) {
            return 0;
        }
        Set<Integer> ids = new HashSet<>();
        for (Neighbour neighbour : found) {
            ids.add(neighbour.id());
        }
        int common = 0;
        for (Neighbour neighbour : expected) {
            common += ids.contains(neighbour.id()) ? 1 : 0;
        }
        return (double) common / expected.size();
    }
}
