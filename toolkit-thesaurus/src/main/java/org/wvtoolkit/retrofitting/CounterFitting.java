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
 * Counter-fitting (Mrkšić et al. 2016): gradient descent on the sum of three hinge losses over
 * cosine distances d, with τ(x) = max(0, x). Antonyms are moved apart, τ(δ − d); synonyms are moved
 * together, τ(d − γ); and the neighbourhoods of the original vectors are preserved, τ(d − d₀), for
 * pairs outside the lexicon with an original distance d₀ of at most ρ. After each pass, every
 * changed vector is scaled to unit length. Words that occur in no pair keep their direction.
 *
 * @param iterations number of passes, at least 1; 20 in the paper
 * @param step weight of each gradient, above 0; k₁ = k₂ = k₃ = 0.1 in the paper
 * @param apart minimum distance of antonyms (δ), 0 to 2; 1 in the paper
 * @param together maximum distance of synonyms (γ), 0 to 2; 0 in the paper
 * @param radius maximum original distance of preserved neighbours (ρ), 0 to 2; 0.2 in the paper; 0
 *     preserves none
 */
public record CounterFitting(int iterations, double step, double apart, double together, double radius) {
    /**
     * Maximum number of neighbours preserved per word. The paper preserves all within the radius,
     * which are rarely more.
     */
    private static final int MAX_PRESERVED = 50;

    /** Number of queries per pass over the vectors. */
    private static final int BATCH_SIZE = 4096;

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

    /** Pairs of preserved neighbours with their original distances. */
    @SuppressWarnings("ArrayRecordComponent") // internal, never compared
    private record Preserved(int[] first, int[] second, double[] distance) {}

    /**
     * Counter-fits a model.
     *
     * @param model the model, which is neither changed nor closed
     * @param lexicon a lexicon for the vocabulary of the model
     * @param progress receives the number of iterations
     * @return new vectors of unit length with the vocabulary and metadata of the model; the caller
     *     closes them, before the model
     */
    public DenseEmbeddings apply(DenseEmbeddings model, Lexicon lexicon, ProgressListener progress) {
        progress.stage("finding neighbourhoods", ProgressListener.Unit.ROWS, -1);
        Preserved preserved =
                radius == 0 ? new Preserved(new int[0], new int[0], new double[0]) : preserved(model, lexicon);
        Arena arena = Arena.ofShared();
        try {
            FloatMatrix vectors = new UnitVectors(model, arena).matrix();
            progress.stage("counter-fitting", ProgressListener.Unit.ITERATIONS, iterations);
            for (int iteration = 0; iteration < iterations; iteration++) {
                pass(vectors, lexicon, preserved);
                progress.advanced(iteration + 1, "");
            }
            return DenseEmbeddings.of(model.vocabulary(), vectors, model.metadata())
                    .owning(arena);
        } catch (Throwable failure) {
            arena.close();
            throw failure;
        }
    }

    private Preserved preserved(DenseEmbeddings model, Lexicon lexicon) {
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
        for (int from = 0; from < ids.length; from += BATCH_SIZE) {
            int to = Math.min(ids.length, from + BATCH_SIZE);
            List<Question> questions = new ArrayList<>();
            for (int i = from; i < to; i++) {
                questions.add(new Question(
                        List.of(model.vocabulary().word(ids[i])),
                        List.of(),
                        Combination.ADD,
                        MAX_PRESERVED,
                        Candidates.ALL));
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
        return new Preserved(
                first.toArray(),
                second.toArray(),
                distances.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private void pass(FloatMatrix vectors, Lexicon lexicon, Preserved preserved) {
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
        for (int i = 0; i < preserved.first.length; i++) {
            double distance = gradients.read(preserved.first[i], preserved.second[i]);
            if (distance > preserved.distance[i]) {
                gradients.add(preserved.first[i], preserved.second[i], -step);
            }
        }
        gradients.apply();
    }
}
