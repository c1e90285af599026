package org.wvtoolkit.pipeline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.wvtoolkit.cooccurrence.ContextMatrix;
import org.wvtoolkit.weighting.Weightings;
import org.wvtoolkit.word2vec.Word2VecModel;

/** The methods of training, one line each. */
public final class TrainingMethods {
    private static final List<Entry> ALL = List.of(
            word2vec(Word2VecModel.CBOW, "predict a word from the mean of its neighbours", Word2VecMethod.CBOW_OPTIONS),
            word2vec(Word2VecModel.SKIPGRAM, "predict a word from each of its neighbours", Word2VecMethod.OPTIONS),
            new Entry(CooccurrenceMethod.NAME, "count neighbours", CooccurrenceMethod.OPTIONS, CooccurrenceMethod::of),
            new Entry(PpmiMethod.NAME, "count neighbours, weigh", PpmiMethod.OPTIONS, PpmiMethod::of),
            new Entry(SvdMethod.NAME, "count neighbours, weigh, factorise", SvdMethod.OPTIONS, SvdMethod::of));

    private TrainingMethods() {}

    /**
     * A method that can be asked for by name.
     *
     * @param name its name
     * @param summary what it does, in a few words
     * @param options the names of the options it uses
     * @param factory makes it from options; throws {@link IllegalArgumentException} for one out of range
     */
    public record Entry(
            String name, String summary, List<String> options, Function<Hyperparameters, TrainingMethod> factory) {}

    private static Entry word2vec(Word2VecModel model, String summary, List<String> options) {
        return new Entry(Word2VecMethod.nameOf(model), summary, options, given -> Word2VecMethod.of(model, given));
    }

    /**
     * All methods.
     *
     * @return in the order in which to list them; the first is the default
     */
    public static List<Entry> all() {
        return ALL;
    }

    /**
     * A method by name.
     *
     * @param name its name
     * @param given its options; the rest has defaults
     * @return the method
     * @throws IllegalArgumentException if there is no such method, or it does not use an option that is given, or a value is
     *     out of range; one line that says what to do
     */
    public static TrainingMethod create(String name, Hyperparameters given) {
        Entry entry =
                ALL.stream().filter(e -> e.name().equals(name)).findFirst().orElse(null);
        if (entry == null) {
            throw new IllegalArgumentException("no method " + name + "; there are "
                    + String.join(", ", ALL.stream().map(Entry::name).toList()));
        }
        for (String option : given.names()) {
            if (!entry.options().contains(option)) {
                List<String> users = ALL.stream()
                        .filter(e -> e.options().contains(option))
                        .map(Entry::name)
                        .toList();
                throw new IllegalArgumentException("--" + option + " is not used by method " + name + "; "
                        + (users.isEmpty() ? "no method uses it" : "it is used by " + String.join(", ", users)));
            }
        }
        return entry.factory().apply(given);
    }

    /**
     * A method that goes on from a file of counts or weights, which settle some of its options.
     *
     * @param name its name
     * @param given its other options; the rest has defaults
     * @param matrix counts or weights
     * @return the method
     * @throws IllegalArgumentException as {@link #create(String, Hyperparameters)} does, and if the method does not begin with
     *     such a matrix, or an option is given that the matrix settles
     */
    public static MatrixMethod create(String name, Hyperparameters given, ContextMatrix matrix) {
        boolean weighted = matrix.kind() == ContextMatrix.Kind.WEIGHTS;
        List<String> settling = weighted
                ? CountingOptions.names(List.of(CountingOptions.COUNTING, CountingOptions.WEIGHTING))
                : CountingOptions.COUNTING;
        Map<String, String> options = new LinkedHashMap<>();
        for (String option : given.names()) {
            if (settling.contains(option)) {
                throw new IllegalArgumentException(
                        "--" + option + " is settled by the " + (weighted ? "weights" : "counts")
                                + " that training begins with; leave it out, or count anew");
            }
            options.put(option, Objects.requireNonNull(given.text(option)));
        }
        if (!matrixMethod(name, given).takesWeights() && weighted) {
            throw new IllegalArgumentException(
                    "method " + name + " begins with counts; the file holds counts that are weighted already");
        }
        Map<String, String> settled = ContextMatrix.withoutPrefix(matrix.metadata());
        for (String option : settling) {
            if (settled.containsKey(option)) {
                options.put(option, settled.get(option));
            }
        }
        // Weights may be of a kind that knows no smoothing, although the file says which would have been used.
        if (weighted && !Weightings.named(settled.getOrDefault("weighting", "")).usesSmoothingAndShift()) {
            options.keySet().removeAll(List.of("context-smoothing", "shift"));
        }
        return matrixMethod(name, new Hyperparameters(options));
    }

    private static MatrixMethod matrixMethod(String name, Hyperparameters given) {
        if (create(name, given) instanceof MatrixMethod method) {
            return method;
        }
        throw new IllegalArgumentException("method " + name + " begins with a text; give it one, or with --from give"
                + " --method " + PpmiMethod.NAME + " or " + SvdMethod.NAME);
    }
}
