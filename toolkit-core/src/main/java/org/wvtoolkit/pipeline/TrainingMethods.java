package org.wvtoolkit.pipeline;

import java.util.List;
import java.util.function.Function;
import org.wvtoolkit.word2vec.Word2VecModel;

/** The methods of training, one line each. */
public final class TrainingMethods {
    private static final List<Entry> ALL = List.of(
            word2vec(Word2VecModel.CBOW, "predict a word from the mean of its neighbours", Word2VecMethod.CBOW_OPTIONS),
            word2vec(Word2VecModel.SKIPGRAM, "predict a word from each of its neighbours", Word2VecMethod.OPTIONS),
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
}
