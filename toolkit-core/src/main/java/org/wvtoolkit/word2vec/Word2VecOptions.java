package org.wvtoolkit.word2vec;

import java.io.Serializable;

/**
 * What determines a word2vec model besides its corpus. Immutable; made by {@link #builder}.
 *
 * @param model what predicts what
 * @param dimension d, values a vector; 1 to 10,000
 * @param window how many words on each side are context; 1 to 1,000
 * @param dynamicWindow whether each centre draws its window's width evenly from 1 to {@code window}, so that near words
 *     count more, as in word2vec
 * @param negativeSamples k, how much noise a centre is told apart from; 1 to 1,000
 * @param noiseExponent the noise is drawn by count to this power; 0 to 1
 * @param subsample t, the relative frequency above which words are left out at random; 0 keeps everything
 * @param epochs passes over the corpus; 1 to 100,000
 * @param learningRate where the learning rate begins; it falls linearly with the tokens read
 * @param minimumLearningRate where it ends, at most {@code learningRate}
 * @param cbowGradient how the gradient reaches the context words
 * @param batchSize how many centres share their noise; 1 is the textbook's algorithm; fewer are taken where the vocabulary has
 *     less than eight words for each
 * @param sharedSamples how many samples of noise they share, weighed to count as {@code negativeSamples} for each
 * @param validationFraction how much of the corpus is kept out of training to measure the loss on; 0 to 0.5
 * @param earlyStop whether to end after an epoch in which that loss no longer fell
 * @param deterministic whether the result must not depend on the number of threads or their timing
 * @param seed of all draws
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
        CbowGradient cbowGradient,
        int batchSize,
        int sharedSamples,
        double validationFraction,
        boolean earlyStop,
        boolean deterministic,
        long seed)
        implements Serializable {

    private static final int WORDS_PER_CENTRE = 8;

    /** Checks the ranges. */
    public Word2VecOptions {
        require(dimension >= 1 && dimension <= 10_000, "dimension must be 1 to 10000", dimension);
        require(window >= 1 && window <= 1_000, "window must be 1 to 1000", window);
        require(negativeSamples >= 1 && negativeSamples <= 1_000, "negative must be 1 to 1000", negativeSamples);
        require(noiseExponent >= 0 && noiseExponent <= 1, "noise-exponent must be 0 to 1", noiseExponent);
        require(subsample >= 0 && subsample <= 1, "subsample must be 0 to 1", subsample);
        require(epochs >= 1 && epochs <= 100_000, "epochs must be 1 to 100000", epochs);
        require(learningRate > 0 && learningRate <= 10, "learning-rate must be above 0 and at most 10", learningRate);
        require(
                minimumLearningRate >= 0 && minimumLearningRate <= learningRate,
                "min-learning-rate must be 0 to the learning rate",
                minimumLearningRate);
        require(batchSize >= 1 && batchSize <= 256, "batch must be 1 to 256", batchSize);
        require(sharedSamples >= 1 && sharedSamples <= 1_024, "shared-samples must be 1 to 1024", sharedSamples);
        require(
                validationFraction >= 0 && validationFraction <= 0.5,
                "validation-fraction must be 0 to 0.5",
                validationFraction);
        if (earlyStop && validationFraction == 0) {
            throw new IllegalArgumentException("early-stop needs a validation-fraction above 0");
        }
    }

    private static void require(boolean holds, String rule, Object value) {
        if (!holds) {
            throw new IllegalArgumentException(rule + ": " + value);
        }
    }

    /**
     * The same with batches that suit a vocabulary: all changes of a batch are taken at its beginning, and where it meets the
     * same words again and again they overshoot.
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
                cbowGradient,
                Math.clamp(words / WORDS_PER_CENTRE, 1, batchSize),
                sharedSamples,
                validationFraction,
                earlyStop,
                deterministic,
                seed);
    }

    /**
     * What measurements on English Wikipedia found best ({@code docs/performance.md}).
     *
     * @param model what predicts what
     * @return a builder that holds the defaults
     */
    public static Builder builder(Word2VecModel model) {
        return new Builder(model);
    }

    /** Collects options; each method sets the one of its name. Confined to one thread. */
    @SuppressWarnings("MissingSummary") // the record's Javadoc says what each is
    public static final class Builder {
        private final Word2VecModel model;
        private int dimension = 100;
        private int window = 5;
        private boolean dynamicWindow = true;
        private int negativeSamples = 5;
        private double noiseExponent = 0.75;
        private double subsample = 1e-4;
        private int epochs = 5;
        private double learningRate;
        private double minimumLearningRate = -1;
        private CbowGradient cbowGradient = CbowGradient.WORD2VEC;
        private int batchSize = 64;
        private int sharedSamples = 32;
        private double validationFraction = 0.001;
        private boolean earlyStop;
        private boolean deterministic;
        private long seed = 1;

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

        /** Left alone, it is what suits the model and its gradient. */
        public Builder learningRate(double value) {
            learningRate = value;
            return this;
        }

        /** Left alone, it is a ten-thousandth of the learning rate. */
        public Builder minimumLearningRate(double value) {
            minimumLearningRate = value;
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

        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /**
         * The options.
         *
         * @return checked and immutable
         * @throws IllegalArgumentException if one is out of range; the message names it and its value
         */
        public Word2VecOptions build() {
            double rate = learningRate != 0 ? learningRate : defaultLearningRate();
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
                    minimumLearningRate != -1 ? minimumLearningRate : rate / 10_000,
                    cbowGradient,
                    batchSize,
                    sharedSamples,
                    validationFraction,
                    earlyStop,
                    deterministic,
                    seed);
        }

        private double defaultLearningRate() {
            if (model == Word2VecModel.SKIPGRAM) {
                return 0.025;
            }
            return cbowGradient == CbowGradient.EXACT ? 0.2 : 0.08;
        }
    }
}
