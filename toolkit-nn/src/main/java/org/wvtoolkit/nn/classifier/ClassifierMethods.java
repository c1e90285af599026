package org.wvtoolkit.nn.classifier;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.wvtoolkit.nn.classifier.ConvolutionOptions.Channels;
import org.wvtoolkit.pipeline.Hyperparameters;

/** The registry of classifiers: a line each, with their options, what these mean and their defaults. */
public final class ClassifierMethods {
    /** Averaged vectors of words and n-grams. */
    public static final String AVERAGE = "average";

    /** A convolutional network over word vectors. */
    public static final String CNN = "cnn";

    private static final String CHANNELS = "channels";

    private static final List<Entry> ALL = List.of(
            new Entry(
                    AVERAGE,
                    "averaged vectors of words and n-grams: fast",
                    List.of(
                            new Option("dimension", "16", "values a vector; with --vectors, theirs"),
                            new Option("ngrams", "2", "longest n-gram; 1 for words alone"),
                            new Option("buckets", "1000000", "rows that n-grams share by their hash"),
                            new Option(CHANNELS, "tuned", "word vectors static or tuned; cnn: or both"),
                            new Option("epochs", "5", "passes over the texts, at most"),
                            new Option("learning-rate", "0.5", "at the beginning; falls to 0 in a straight line"),
                            new Option("validation-fraction", "0", "texts kept out to watch the loss on"),
                            new Option("patience", "0", "stop after so many epochs without a lower loss; 0: never"),
                            new Option("class-weights", "none", "none, balanced, or LABEL=WEIGHT,…"),
                            new Option("min-count", "1", "leave rarer words out"),
                            new Option("seed", "1", "of all draws")),
                    ClassifierMethods::average),
            new Entry(
                    CNN,
                    "a convolutional network over word vectors (Kim 2014)",
                    List.of(
                            new Option("dimension", "100", "values a vector; with --vectors, theirs"),
                            new Option(CHANNELS, "tuned", "word vectors static or tuned; cnn: or both"),
                            new Option("widths", "3,4,5", "words that filters see, a group for each"),
                            new Option("filters", "100", "filters in a group"),
                            new Option("dropout", "0.5", "chance of a feature to be left out while learning"),
                            new Option("norm-limit", "3", "longest that a label's weights may be"),
                            new Option("batch", "50", "texts in a step"),
                            new Option(
                                    "optimizer",
                                    "adam",
                                    "sgd, momentum, nesterov, adagrad, rmsprop, adadelta," + " adam, adamw"),
                            new Option("weight-decay", "0", "λ of the penalty on weights"),
                            new Option("clip-norm", "0", "longest that all gradients may be; 0: any"),
                            new Option("epochs", "6", "passes over the texts, at most"),
                            new Option("learning-rate", "0.001", "at the beginning; falls to 0 in a straight line"),
                            new Option("validation-fraction", "0.05", "texts kept out to watch the loss on"),
                            new Option("patience", "2", "stop after so many epochs without a lower loss; 0: never"),
                            new Option("class-weights", "none", "none, balanced, or LABEL=WEIGHT,…"),
                            new Option("min-count", "2", "leave rarer words out"),
                            new Option("seed", "1", "of all draws")),
                    ClassifierMethods::convolution));

    private ClassifierMethods() {}

    /**
     * A kind of classifier.
     *
     * @param name its name
     * @param summary what it does, in a few words
     * @param options what determines it
     * @param factory makes it from options; throws {@link IllegalArgumentException} for one out of range
     */
    public record Entry(
            String name, String summary, List<Option> options, Function<Hyperparameters, ClassifierMethod> factory) {}

    /**
     * An option.
     *
     * @param name its name, without dashes
     * @param value its default
     * @param meaning what it does, in a few words
     */
    public record Option(String name, String value, String meaning) {}

    /**
     * All kinds.
     *
     * @return the default first
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
    public static ClassifierMethod create(String name, Hyperparameters given) {
        Entry entry =
                ALL.stream().filter(e -> e.name().equals(name)).findFirst().orElse(null);
        if (entry == null) {
            throw new IllegalArgumentException("no classifier " + name + "; there are "
                    + String.join(", ", ALL.stream().map(Entry::name).toList()));
        }
        for (String option : given.names()) {
            if (!has(entry, option)) {
                List<String> users = ALL.stream()
                        .filter(e -> has(e, option))
                        .map(Entry::name)
                        .toList();
                throw new IllegalArgumentException("--" + option + " is not used by classifier " + name + "; "
                        + (users.isEmpty() ? "none uses it" : "it is used by " + String.join(", ", users)));
            }
        }
        return entry.factory().apply(completed(name, given));
    }

    /** Options with defaults where they are not given; what the method does not use is left out. */
    static Hyperparameters completed(String name, Hyperparameters given) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Entry entry : ALL) {
            if (entry.name().equals(name)) {
                for (Option option : entry.options()) {
                    String value = given.text(option.name());
                    values.put(option.name(), value == null ? option.value() : value);
                }
            }
        }
        return new Hyperparameters(values);
    }

    private static boolean has(Entry entry, String option) {
        return entry.options().stream().anyMatch(known -> known.name().equals(option));
    }

    private static LearningOptions learning(Hyperparameters values) {
        return new LearningOptions(
                values.integer("epochs", 0),
                values.real("validation-fraction", 0),
                values.integer("patience", 0),
                String.valueOf(values.text("class-weights")),
                values.number("min-count", 0),
                values.number("seed", 0));
    }

    private static Map<String, String> written(Hyperparameters values) {
        Map<String, String> written = new LinkedHashMap<>();
        for (String name : values.names()) {
            written.put(name, String.valueOf(values.text(name)));
        }
        return written;
    }

    private static ClassifierMethod average(Hyperparameters values) {
        AveragedOptions options = averageOptions(values);
        return new ClassifierMethod(
                AVERAGE, written(values), learning(values), task -> new AveragedLearner(task, options));
    }

    static AveragedOptions averageOptions(Hyperparameters values) {
        Channels channels = values.choice(CHANNELS, Channels.TUNED);
        if (channels == Channels.BOTH) {
            throw new IllegalArgumentException("channels must be static or tuned with classifier " + AVERAGE);
        }
        return new AveragedOptions(
                values.integer("dimension", 0),
                values.integer("ngrams", 0),
                values.integer("buckets", 0),
                values.real("learning-rate", 0),
                channels == Channels.TUNED);
    }

    private static ClassifierMethod convolution(Hyperparameters values) {
        ConvolutionOptions options = convolutionOptions(values);
        return new ClassifierMethod(
                CNN, written(values), learning(values), task -> new ConvolutionLearner(task, options));
    }

    static ConvolutionOptions convolutionOptions(Hyperparameters values) {
        List<Integer> widths = new ArrayList<>();
        for (String width : String.valueOf(values.text("widths")).split(",", -1)) {
            widths.add(new Hyperparameters(Map.of("widths", width)).integer("widths", 0));
        }
        double clip = values.real("clip-norm", 0);
        return new ConvolutionOptions(
                values.integer("dimension", 0),
                values.choice(CHANNELS, Channels.TUNED),
                widths,
                values.integer("filters", 0),
                values.real("dropout", 0),
                values.real("norm-limit", 0),
                values.integer("batch", 0),
                String.valueOf(values.text("optimizer")),
                values.real("learning-rate", 0),
                values.real("weight-decay", 0),
                clip == 0 ? Double.POSITIVE_INFINITY : clip);
    }
}
