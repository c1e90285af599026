package org.wvtoolkit.word2vec;

import java.io.Serializable;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.option.Bounds;
import org.wvtoolkit.option.ConflictingOptionsException;
import org.wvtoolkit.option.InvalidOptionException;
import org.wvtoolkit.option.Option;
import org.wvtoolkit.option.OptionSet;
import org.wvtoolkit.option.SearchHint;

/**
 * The hyperparameters of word2vec. Together with the corpus they determine the model. Immutable; created by {@link
 * #builder}.
 *
 * <p>A new hyperparameter is a constant, a component with its check, a line in {@link #options} and in
 * {@link #fitting}, and a field, a method and an argument of the {@link Builder}, all in this class. Command line,
 * options files, metadata, tuning and documentation follow.
 *
 * @param model the prediction task
 * @param dimension d, number of values in a vector; 1 to 10,000
 * @param window context words on each side of the centre; 1 to 1,000
 * @param dynamicWindow whether each centre draws its window's width uniformly from 1 to {@code window}, which gives
 *     near words more weight, as in word2vec
 * @param negativeSamples k, negative samples per centre; 1 to 1,000
 * @param noiseExponent the exponent of word counts in the noise distribution; 0 to 1
 * @param subsample t, the relative frequency above which tokens are dropped at random; 0 drops none
 * @param epochs passes over the corpus; 1 to 100,000
 * @param learningRate initial learning rate; it decreases linearly with the tokens read
 * @param minimumLearningRate final learning rate, at most {@code learningRate}
 * @param rateExponent exponent x of word frequency in the learning rate: a word is trained at the learning rate times
 *     (mean count / its count)ˣ; 0 to 1
 * @param cbowGradient how the gradient is distributed over the context words
 * @param batchSize centres that share negative samples. The algorithm of the paper has 1, with
 *     {@code sharedSamples} equal to {@code negativeSamples}, a {@code rateExponent} of 0 and, for
 *     CBOW, {@link CbowGradient#WORD2VEC}. A vocabulary of fewer than eight words per centre lowers
 *     the batch size
 * @param sharedSamples negative samples that a batch shares, weighted to count as {@code negativeSamples} for each
 *     centre
 * @param validationFraction share of the corpus that is held out to measure the validation loss; 0 to 0.5
 * @param earlyStop whether training ends after an epoch in which the validation loss has not decreased
 * @param deterministic whether the result must not depend on the number of threads or their timing
 * @param contextWeight λ, factor of the context vectors in the vectors that a model keeps: w + λc; 0 to 10. It does
 *     not change training
 * @param seed seed of the random number generators
 */
public record Word2VecOptions(
        Word2VecModel model,
        int dimension,
        int window,
        boolean dynamicWindow,
        int negativeSamples,
        double noiseExponent,
        double subsample,
        int epochs,
        double learningRate,
        double minimumLearningRate,
        double rateExponent,
        CbowGradient cbowGradient,
        int batchSize,
        int sharedSamples,
        double validationFraction,
        boolean earlyStop,
        boolean deterministic,
        double contextWeight,
        long seed)
        implements Serializable {

    private static final double SKIPGRAM_LEARNING_RATE = 0.045;
    private static final double CBOW_LEARNING_RATE = 0.15;
    private static final double EXACT_CBOW_LEARNING_RATE = 0.2;
    private static final double WORD2VEC_CBOW_LEARNING_RATE = 0.08;
    private static final double DEFAULT_RATE_EXPONENT = 0.2;
    private static final double CBOW_CONTEXT_WEIGHT = 0.5;

    /** The final learning rate is the initial one divided by 10 to this power. */
    private static final int LEARNING_RATE_DIGITS = 4;

    /** Number of epochs for which the default learning rates are given. */
    private static final double USUAL_EPOCHS = 5;

    /**
     * Exponents of (usual epochs / epochs) in the default learning rates, at dimensions up to 100 and from 300: more
     * epochs need smaller steps, at large dimensions in particular.
     */
    private static final double EPOCHS_EXPONENT = 0.75;

    private static final double LARGE_EPOCHS_EXPONENT = 1;
    private static final int USUAL_DIMENSION = 100;
    private static final int LARGE_DIMENSION = 300;

    /** Bounds of this factor, reached with 15 or 22 epochs and with 2; what lies beyond was not measured. */
    private static final double LEAST_RATE_FACTOR = 1 / 3.0;

    private static final double LARGEST_RATE_FACTOR = 2;

    /** The upper bound for more than two replicas: the sum of their changes diverges at higher rates. */
    private static final double LARGEST_RATE_FACTOR_OF_REPLICAS = 1.2;

    /** Replicas have the default rate for (epochs / replicas^exponent) epochs. */
    private static final double REPLICAS_EXPONENT = 0.2;

    private static final int WORDS_PER_CENTRE = 8;

    private static final Option<Integer> DIMENSION = Option.integer(
                    "dimension", 100, 1, 10_000, "number of values in each vector")
            .withSynonym("dim")
            .withComparableLoss();
    private static final Option<Integer> WINDOW =
            Option.integer("window", 5, 1, 1_000, "number of context words on each side");
    private static final Option<Boolean> FIXED_WINDOW = Option.flag(
            "fixed-window",
            false,
            "always use the whole window; otherwise each window has a random width, which gives near words more "
                    + "weight");
    private static final Option<Integer> NEGATIVE =
            Option.integer("negative", 5, 1, 1_000, "number of negative samples per word");
    private static final Option<Double> NOISE_EXPONENT = Option.real(
            "noise-exponent", 0.75, Bounds.closed(0, 1), "exponent of word counts in the noise distribution");
    private static final Option<Double> SUBSAMPLE = Option.real(
            "subsample",
            1e-4,
            Bounds.closed(0, 1),
            "relative frequency above which words are dropped at random; 0 drops none");
    private static final Option<Integer> EPOCHS = Option.integer(
                    "epochs", 5, 1, 100_000, "number of passes over the corpus")
            .withComparableLoss();
    private static final Option<Double> LEARNING_RATE = Option.real(
                    "learning-rate",
                    CBOW_LEARNING_RATE,
                    Bounds.above(0, 10),
                    "initial learning rate; the default applies to 5 epochs and is lower for more epochs, higher for"
                            + " fewer")
            .withSearch(SearchHint.around(6, 4))
            .withComparableLoss();
    private static final Option<Double> MIN_LEARNING_RATE = Option.real(
                    "min-learning-rate",
                    finalLearningRate(CBOW_LEARNING_RATE),
                    Bounds.closed(0, 10),
                    "final learning rate, reached linearly; at most the initial one")
            .withComparableLoss();
    private static final Option<Double> RATE_EXPONENT = Option.real(
                    "rate-exponent",
                    DEFAULT_RATE_EXPONENT,
                    Bounds.closed(0, 1),
                    "exponent of word frequency in the learning rate: frequent words are trained at a lower rate,"
                            + " rare words at a higher one; 0 trains all words at the same rate")
            .withComparableLoss();
    private static final Option<CbowGradient> CBOW_GRADIENT = Option.choice(
                    "cbow-gradient",
                    CbowGradient.SQUARE_ROOT,
                    "gradient of a context word: the hidden gradient divided by the number of context words"
                            + " (exact), by its square root (square-root), or undivided (word2vec)")
            .withComparableLoss();
    private static final Option<Integer> BATCH = Option.integer(
                    "batch", 64, 1, 256, "number of words that share negative samples; 1 is the algorithm of the paper")
            .withSearch(SearchHint.logarithmic(8, 128))
            .withComparableLoss();
    private static final Option<Integer> SHARED_SAMPLES = Option.integer(
                    "shared-samples", 32, 1, 1_024, "number of negative samples that a batch shares")
            .withSearch(SearchHint.logarithmic(8, 128))
            .withComparableLoss();
    private static final Option<Double> VALIDATION_FRACTION = Option.real(
            "validation-fraction",
            0.001,
            Bounds.closed(0, 0.5),
            "share of the corpus held out to measure the validation loss");
    private static final Option<Boolean> EARLY_STOP =
            Option.flag("early-stop", false, "stop after an epoch in which the validation loss has not decreased");
    private static final Option<Boolean> DETERMINISTIC = Option.flag(
            "deterministic", false, "produce the same vectors with any number of threads; training is slower");
    private static final Option<Double> CONTEXT_WEIGHT = Option.real(
            "context-weight",
            CBOW_CONTEXT_WEIGHT,
            Bounds.closed(0, 10),
            "weight of the context vectors that are added to the input vectors in the saved model; 0" + " adds none");
    private static final Option<Long> SEED =
            Option.whole("seed", 1, Bounds.ANY, "seed of the random number generators");

    private static final OptionSet<Word2VecOptions, Builder> OPTIONS = options(CBOW_LEARNING_RATE, CBOW_CONTEXT_WEIGHT);

    /** Validates the ranges. */
    public Word2VecOptions {
        DIMENSION.check(dimension);
        WINDOW.check(window);
        NEGATIVE.check(negativeSamples);
        NOISE_EXPONENT.check(noiseExponent);
        SUBSAMPLE.check(subsample);
        EPOCHS.check(epochs);
        LEARNING_RATE.check(learningRate);
        MIN_LEARNING_RATE.check(minimumLearningRate);
        RATE_EXPONENT.check(rateExponent);
        BATCH.check(batchSize);
        SHARED_SAMPLES.check(sharedSamples);
        VALIDATION_FRACTION.check(validationFraction);
        CONTEXT_WEIGHT.check(contextWeight);
        if (minimumLearningRate > learningRate) {
            throw new InvalidOptionException(
                    MIN_LEARNING_RATE.name(), minimumLearningRate, "must be 0 to the learning rate");
        }
        if (earlyStop && validationFraction == 0) {
            throw new ConflictingOptionsException(
                    "{} needs a {} above 0", EARLY_STOP.name(), VALIDATION_FRACTION.name());
        }
    }

    /**
     * Returns the options of a model, bound to the components of this record.
     *
     * @param model the prediction task, which determines some defaults
     * @return the options
     */
    public static OptionSet<Word2VecOptions, Builder> options(Word2VecModel model) {
        return model == Word2VecModel.CBOW
                ? OPTIONS
                : options(SKIPGRAM_LEARNING_RATE, 0).without(CBOW_GRADIENT);
    }

    /** Moves the decimal point: a quotient such as 0.15 / 10000 differs from 0.000015 in the last bit. */
    private static double finalLearningRate(double learningRate) {
        return Double.isFinite(learningRate)
                ? BigDecimal.valueOf(learningRate)
                        .movePointLeft(LEARNING_RATE_DIGITS)
                        .doubleValue()
                : learningRate;
    }

    private static OptionSet<Word2VecOptions, Builder> options(double learningRate, double contextWeight) {
        return OptionSet.<Word2VecOptions, Builder>empty()
                .with(DIMENSION, Word2VecOptions::dimension, Builder::dimension)
                .with(WINDOW, Word2VecOptions::window, Builder::window)
                .with(
                        FIXED_WINDOW,
                        options -> !options.dynamicWindow,
                        (builder, fixed) -> builder.dynamicWindow(!fixed))
                .with(NEGATIVE, Word2VecOptions::negativeSamples, Builder::negativeSamples)
                .with(NOISE_EXPONENT, Word2VecOptions::noiseExponent, Builder::noiseExponent)
                .with(SUBSAMPLE, Word2VecOptions::subsample, Builder::subsample)
                .with(EPOCHS, Word2VecOptions::epochs, Builder::epochs)
                .with(LEARNING_RATE.withDefault(learningRate), Word2VecOptions::learningRate, Builder::learningRate)
                .with(
                        MIN_LEARNING_RATE.withDefault(finalLearningRate(learningRate)),
                        Word2VecOptions::minimumLearningRate,
                        Builder::minimumLearningRate)
                .with(RATE_EXPONENT, Word2VecOptions::rateExponent, Builder::rateExponent)
                .with(BATCH, Word2VecOptions::batchSize, Builder::batchSize)
                .with(SHARED_SAMPLES, Word2VecOptions::sharedSamples, Builder::sharedSamples)
                .with(VALIDATION_FRACTION, Word2VecOptions::validationFraction, Builder::validationFraction)
                .with(EARLY_STOP, Word2VecOptions::earlyStop, Builder::earlyStop)
                .with(DETERMINISTIC, Word2VecOptions::deterministic, Builder::deterministic)
                .with(CONTEXT_WEIGHT.withDefault(contextWeight), Word2VecOptions::contextWeight, Builder::contextWeight)
                .with(SEED, Word2VecOptions::seed, Builder::seed)
                .with(CBOW_GRADIENT, Word2VecOptions::cbowGradient, Builder::cbowGradient);
    }

    /**
     * Returns the default learning rate of these options for replicas of a model that train concurrently and are merged
     * with {@link AdaSum}. Each replica trains on a part of the text only, so the default is that of fewer epochs,
     * with a lower maximum for more than two replicas ({@code docs/decisions/learning-rates.md}).
     *
     * @param replicas number of replicas, at least 1; 1 is the default of {@link Builder#learningRate}
     * @return a number above 0
     */
    public double defaultLearningRate(int replicas) {
        return learningRate(model, cbowGradient, dimension, epochs, replicas);
    }

    private static double learningRate(
            Word2VecModel model, CbowGradient gradient, int dimension, int epochs, int replicas) {
        double progress = epochs / StrictMath.pow(replicas, REPLICAS_EXPONENT);
        double size = (dimension - USUAL_DIMENSION) / (double) (LARGE_DIMENSION - USUAL_DIMENSION);
        double exponent = EPOCHS_EXPONENT + (LARGE_EPOCHS_EXPONENT - EPOCHS_EXPONENT) * Math.clamp(size, 0, 1);
        double factor = StrictMath.pow(USUAL_EPOCHS / progress, exponent);
        double largest = replicas > 2 ? LARGEST_RATE_FACTOR_OF_REPLICAS : LARGEST_RATE_FACTOR;
        return usualLearningRate(model, gradient) * Math.clamp(factor, LEAST_RATE_FACTOR, largest);
    }

    private static double usualLearningRate(Word2VecModel model, CbowGradient gradient) {
        if (model == Word2VecModel.SKIPGRAM) {
            return SKIPGRAM_LEARNING_RATE;
        }
        return switch (gradient) {
            case EXACT -> EXACT_CBOW_LEARNING_RATE;
            case SQUARE_ROOT -> CBOW_LEARNING_RATE;
            case WORD2VEC -> WORD2VEC_CBOW_LEARNING_RATE;
        };
    }

    /**
     * Returns options with a batch size that suits a vocabulary. All updates of a batch are computed from the state
     * at its beginning; where a small vocabulary repeats the same words within a batch, their sum overshoots.
     *
     * @param words size of the vocabulary
     */
    Word2VecOptions fitting(int words) {
        return new Word2VecOptions(
                model,
                dimension,
                window,
                dynamicWindow,
                negativeSamples,
                noiseExponent,
                subsample,
                epochs,
                learningRate,
                minimumLearningRate,
                rateExponent,
                cbowGradient,
                Math.clamp(words / WORDS_PER_CENTRE, 1, batchSize),
                sharedSamples,
                validationFraction,
                earlyStop,
                deterministic,
                contextWeight,
                seed);
    }

    /**
     * Returns a builder with the defaults, which were chosen by measurements on English Wikipedia
     * ({@code docs/decisions/batches.md}, {@code learning-rates.md} and {@code output-vectors.md}).
     *
     * @param model the prediction task
     * @return a new builder
     */
    public static Builder builder(Word2VecModel model) {
        return new Builder(model);
    }

    /** Collects options; each method sets the component of its name. Not thread-safe. */
    @SuppressWarnings("MissingSummary") // the record's Javadoc describes each component
    public static final class Builder {
        private final Word2VecModel model;
        private int dimension = DIMENSION.defaultValue();
        private int window = WINDOW.defaultValue();
        private boolean dynamicWindow = !FIXED_WINDOW.defaultValue();
        private int negativeSamples = NEGATIVE.defaultValue();
        private double noiseExponent = NOISE_EXPONENT.defaultValue();
        private double subsample = SUBSAMPLE.defaultValue();
        private int epochs = EPOCHS.defaultValue();
        private @Nullable Double learningRate;
        private @Nullable Double minimumLearningRate;
        private double rateExponent = RATE_EXPONENT.defaultValue();
        private CbowGradient cbowGradient = CBOW_GRADIENT.defaultValue();
        private int batchSize = BATCH.defaultValue();
        private int sharedSamples = SHARED_SAMPLES.defaultValue();
        private double validationFraction = VALIDATION_FRACTION.defaultValue();
        private boolean earlyStop = EARLY_STOP.defaultValue();
        private boolean deterministic = DETERMINISTIC.defaultValue();
        private @Nullable Double contextWeight;
        private long seed = SEED.defaultValue();

        private Builder(Word2VecModel model) {
            this.model = model;
        }

        public Builder dimension(int value) {
            dimension = value;
            return this;
        }

        public Builder window(int value) {
            window = value;
            return this;
        }

        public Builder dynamicWindow(boolean value) {
            dynamicWindow = value;
            return this;
        }

        public Builder negativeSamples(int value) {
            negativeSamples = value;
            return this;
        }

        public Builder noiseExponent(double value) {
            noiseExponent = value;
            return this;
        }

        public Builder subsample(double value) {
            subsample = value;
            return this;
        }

        public Builder epochs(int value) {
            epochs = value;
            return this;
        }

        /**
         * Sets the initial learning rate. The default depends on the model and, for CBOW, on its
         * gradient: 0.15, 0.2 for the exact one, or 0.08 for that of word2vec; for skip-gram it is 0.045.
         * These are for 5 epochs; for other numbers they are multiplied by (5/epochs)^x, at least 1/3
         * and at most 2, where x is 0.75 up to dimension 100 and increases to 1 at dimension 300
         * ({@code docs/decisions/learning-rates.md}).
         */
        public Builder learningRate(double value) {
            learningRate = value;
            return this;
        }

        /** Sets the minimum learning rate. The default is the learning rate divided by 10,000. */
        public Builder minimumLearningRate(double value) {
            minimumLearningRate = value;
            return this;
        }

        public Builder rateExponent(double value) {
            rateExponent = value;
            return this;
        }

        public Builder cbowGradient(CbowGradient value) {
            cbowGradient = value;
            return this;
        }

        public Builder batchSize(int value) {
            batchSize = value;
            return this;
        }

        public Builder sharedSamples(int value) {
            sharedSamples = value;
            return this;
        }

        public Builder validationFraction(double value) {
            validationFraction = value;
            return this;
        }

        public Builder earlyStop(boolean value) {
            earlyStop = value;
            return this;
        }

        public Builder deterministic(boolean value) {
            deterministic = value;
            return this;
        }

        /**
         * Sets the factor of the context vectors. The default is 0.5 for CBOW and 0 for skip-gram
         * ({@code docs/decisions/output-vectors.md}).
         */
        public Builder contextWeight(double value) {
            contextWeight = value;
            return this;
        }

        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /**
         * Creates the options.
         *
         * @return validated, immutable options
         * @throws org.wvtoolkit.option.OptionException if a value is out of its range, or two values conflict
         */
        public Word2VecOptions build() {
            double rate = learningRate == null
                    ? Word2VecOptions.learningRate(model, cbowGradient, dimension, epochs, 1)
                    : learningRate;
            return new Word2VecOptions(
                    model,
                    dimension,
                    window,
                    dynamicWindow,
                    negativeSamples,
                    noiseExponent,
                    subsample,
                    epochs,
                    rate,
                    minimumLearningRate == null ? finalLearningRate(rate) : minimumLearningRate,
                    rateExponent,
                    cbowGradient,
                    batchSize,
                    sharedSamples,
                    validationFraction,
                    earlyStop,
                    deterministic,
                    contextWeight == null ? defaultContextWeight() : contextWeight,
                    seed);
        }

        private double defaultContextWeight() {
            return model == Word2VecModel.CBOW ? CBOW_CONTEXT_WEIGHT : 0;
        }
    }
}
