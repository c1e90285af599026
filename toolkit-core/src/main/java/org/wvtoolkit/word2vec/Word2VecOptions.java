package org.wvtoolkit.word2vec;

/**
 * What determines a word2vec model besides its corpus. Immutable; {@link #defaults()} and the {@code with…} methods make
 * others.
 *
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
 * @param batchSize how many consecutive centres share their noise; 1 is the textbook's algorithm
 * @param sharedSamples how many samples of noise they share, weighed to count as {@code negativeSamples} for each
 * @param seed of all draws
 */
public record Word2VecOptions(
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
        long seed) {

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
    }

    private static void require(boolean holds, String rule, Object value) {
        if (!holds) {
            throw new IllegalArgumentException(rule + ": " + value);
        }
    }

    /**
     * What {@code docs/performance.md} found best on English Wikipedia.
     *
     * @return the default options
     */
    public static Word2VecOptions defaults() {
        return new Word2VecOptions(100, 5, true, 5, 0.75, 1e-4, 5, 0.05, 5e-6, CbowGradient.WORD2VEC, 16, 32, 1);
    }
}
