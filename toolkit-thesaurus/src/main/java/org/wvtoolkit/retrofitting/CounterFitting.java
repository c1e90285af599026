package org.wvtoolkit.retrofitting;

import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.IntHashSet;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.option.InvalidOptionException;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.query.Candidates;
import org.wvtoolkit.query.Combination;
import org.wvtoolkit.query.Neighbour;
import org.wvtoolkit.query.Neighbours;
import org.wvtoolkit.query.Outcome;
import org.wvtoolkit.query.Question;

/**
 * Counter-fitting (Mrkšić et al. 2016): gradient descent on three sums of hinge losses over cosine
 * distances d, with τ(x) = max(0, x): antonyms are pushed apart, τ(δ − d); synonyms are drawn
 * together, τ(d − γ); and the neighbourhood of the original vectors is kept, τ(d − d₀) for pairs
 * outside of the lexicon whose original distance d₀ is at most ρ. After each pass every changed
 * vector is scaled to unit length. Words that occur in no pair keep their direction.
 *
 * @param iterations passes, at least 1; the paper makes 20
 * @param step weight of each gradient (the paper's k₁ = k₂ = k₃ = 0.1), above 0
 * @param apart least distance of antonyms (δ), 0 to 2; the paper's is 1
 * @param together largest distance of synonyms (γ), 0 to 2; the paper's is 0
 * @param radius distance within which the original neighbourhood is kept (ρ), 0 to 2; the paper's
 *     is 0.2; 0 keeps none
 */
public record CounterFitting(int iterations, double step, double apart, double together, double radius) {
    /**
     * Maximum number of original neighbours kept per word. The paper keeps all within the radius,
     * which are rarely more.
     */
    private static final int KEPT = 50;

    /** Number of queries per pass over the vectors. */
    private static final int AT_ONCE = 4096;

    /** Validates the ranges. */
    public CounterFitting {
        if (iterations < 1) {
            throw new InvalidOptionException("iterations", iterations, "must be at least 1");
        }
        if (!(step > 0 && step < Double.POSITIVE_INFINITY)) {
            throw new InvalidOptionException("step", step, "must be above 0");
        }
        for (double distance : new double[] {apart, together, radius}) {
            if (!(distance >= 0 && distance <= 2)) {
                throw new IllegalArgumentException("cosine distances must be 0 to 2: " + distance);
            }
        }
    }

    /**
     * Returns the settings of the paper.
     *
     * @return 20 iterations, step 0.1, δ = 1, γ = 0, ρ = 0.2
     */
    public static CounterFitting defaults() {
        return new CounterFitting(20, 0.1, 1, 0, 0.2);
    }

    /** Pairs with the distances that the loss refers to. */
    @SuppressWarnings("ArrayRecordComponent") // internal, and never compared
    private record Kept(int[] first, int[] second, double[] distance) {}

    /**
     * Counter-fits a model.
     *
     * @param model the vectors; stay open and unchanged
     * @param lexicon of the model's vocabulary
     * @param progress told of iterations
     * @return new vectors of unit length, in memory of their own, with the model's vocabulary and
     *     metadata; the caller closes them and must keep the model open as long
     */
    public DenseEmbeddings apply(DenseEmbeddings model, Lexicon lexicon, ProgressListener progress) {
        progress.stage("keeping neighbourhoods", ProgressListener.Unit.ROWS, -1);
        Kept kept = radius == 0 ? new Kept(new int[0], new int[0], new double[0]) : kept(model, lexicon);
        Arena arena = Arena.ofShared();
        try {
            FloatMatrix vectors = new UnitVectors(model, arena).matrix();
            progress.stage("counter-fitting", ProgressListener.Unit.ITERATIONS, iterations);
            for (int iteration = 0; iteration < iterations; iteration++) {
                pass(vectors, lexicon, kept);
                progress.advanced(iteration + 1, "");
            }
            return DenseEmbeddings.of(model.vocabulary(), vectors, model.metadata())
                    .owning(arena);
        } catch (Throwable failure) {
            arena.close();
            throw failure;
        }
    }

    private Kept kept(DenseEmbeddings model, Lexicon lexicon) {
        IntHashSet words = new IntHashSet();
        Set<Lexicon.Pair> ofLexicon = new HashSet<>();
        for (List<Lexicon.Pair> pairs : List.of(lexicon.attracted(), lexicon.repelled())) {
            ofLexicon.addAll(pairs);
            for (Lexicon.Pair pair : pairs) {
                words.add(pair.first());
                words.add(pair.second());
            }
        }
        int[] ids = words.toArray();
        Arrays.sort(ids);
        Neighbours neighbours = Neighbours.of(model);
        IntArrayList first = new IntArrayList();
        IntArrayList second = new IntArrayList();
        List<Double> distances = new ArrayList<>();
        for (int from = 0; from < ids.length; from += AT_ONCE) {
            int to = Math.min(ids.length, from + AT_ONCE);
            List<Question> questions = new ArrayList<>();
            for (int i = from; i < to; i++) {
                questions.add(new Question(
                        List.of(model.vocabulary().word(ids[i])), List.of(), Combination.ADD, KEPT, Candidates.ALL));
            }
            List<Outcome<List<Neighbour>>> answers = neighbours.askAll(questions);
            for (int i = from; i < to; i++) {
                if (answers.get(i - from) instanceof Outcome.Known(List<Neighbour> near)) {
                    for (Neighbour neighbour : near) {
                        boolean twice = neighbour.id() < ids[i] && words.contains(neighbour.id());
                        if (1 - neighbour.score() <= radius
                                && !twice
                                && !ofLexicon.contains(Lexicon.Pair.of(ids[i], neighbour.id()))) {
                            first.add(ids[i]);
                            second.add(neighbour.id());
                            distances.add(1.0 - neighbour.score());
                        }
                    }
                }
            }
        }
        return new Kept(
                first.toArray(),
                second.toArray(),
                distances.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private void pass(FloatMatrix vectors, Lexicon lexicon, Kept kept) {
        Gradients gradients = new Gradients(vectors);
        for (Lexicon.Pair pair : lexicon.repelled()) {
            double distance = gradients.read(pair.first(), pair.second());
            if (distance < apart) {
                gradients.add(pair.first(), pair.second(), step);
            }
        }
        for (Lexicon.Pair pair : lexicon.attracted()) {
            double distance = gradients.read(pair.first(), pair.second());
            if (distance > together) {
                gradients.add(pair.first(), pair.second(), -step);
            }
        }
        for (int i = 0; i < kept.first.length; i++) {
            double distance = gradients.read(kept.first[i], kept.second[i]);
            if (distance > kept.distance[i]) {
                gradients.add(kept.first[i], kept.second[i], -step);
            }
        }
        gradients.apply();
    }
}
