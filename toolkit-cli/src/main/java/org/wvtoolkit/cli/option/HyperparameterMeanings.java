package org.wvtoolkit.cli.option;

import java.util.Arrays;
import java.util.List;
import org.wvtoolkit.pipeline.Hyperparameters;
import org.wvtoolkit.weighting.Weighting;
import org.wvtoolkit.weighting.Weightings;
import org.wvtoolkit.word2vec.CbowGradient;

/** What each hyperparameter means, for the help. */
final class HyperparameterMeanings {
    private HyperparameterMeanings() {}

    /**
     * The meaning of a hyperparameter.
     *
     * @param name its name, without dashes
     * @return a phrase; for one that nobody has described here, where to read on
     */
    static String of(String name) {
        return switch (name) {
            case "dimension" -> "values of a vector";
            case "window" -> "words on each side that are context";
            case "fixed-window" ->
                "take every window whole; else each is cut to a width drawn at random, so that near words"
                        + " count more";
            case "window-weighting" -> "how distance lowers a count: constant, linear, harmonic";
            case "negative" -> "noise words that each word is told apart from";
            case "noise-exponent" -> "noise words are drawn by their count to this power, 0 to 1";
            case "subsample" -> "relative frequency above which words are left out at random; 0 keeps all";
            case "subsampling" -> "what becomes of the places of words left out: clean keeps them, dirty closes them";
            case "epochs" -> "passes over the corpus";
            case "learning-rate" -> "step of gradient descent at the beginning";
            case "min-learning-rate" -> "step at the end; it falls evenly with the words read";
            case "cbow-gradient" ->
                "how the gradient reaches the context words: " + choices(CbowGradient.values())
                        + "; exact divides it by their number";
            case "batch" -> "words that share their noise; 1 is the textbook's algorithm";
            case "validation-fraction" -> "share of the corpus kept out of training, to measure the loss on";
            case "early-stop" -> "end after an epoch in which that loss no longer fell";
            case "deterministic" -> "the same vectors for any number of threads, at some cost in time";
            case "shared-samples" -> "noise words that a batch shares";
            case "seed" -> "of everything drawn at random";
            case "context-smoothing" -> "counts of contexts are raised to this power (Levy's cds), 0 to 1";
            case "weighting" ->
                "what becomes of the counts: "
                        + String.join(
                                ", ",
                                Weightings.all().stream().map(Weighting::name).toList());
            case "min-pair-count" -> "leave out pairs of words counted less than this";
            case "shift" -> "less log of this in each PPMI value (Levy's k)";
            case "eigenvalue-weighting" -> "power of the singular values in the vectors: 0, 0.5 or 1";
            case "add-contexts" -> "add each word's context vector to its own";
            case "normalize" -> "make every vector one of length 1";
            case "tolerance" -> "largest relative residual of a singular triplet at which to stop";
            case "side" -> "where contexts are sought: symmetric, left, right";
            case "positional" -> "tell the same word at different distances apart";
            default -> "see docs/algorithms.md";
        };
    }

    private static String choices(Enum<?>[] values) {
        List<String> names = Arrays.stream(values).map(Hyperparameters::written).toList();
        return String.join(", ", names);
    }
}
