package org.wvtoolkit.nn.classifier;

/**
 * How averaged vectors learn.
 *
 * @param dimension d, values a vector; 1 to 10,000; that of the word vectors where there are any
 * @param ngrams longest n-gram; 1 (words alone) to 8
 * @param buckets rows that n-grams share; 1 to 100 million
 * @param learningRate η at the beginning; it falls to 0 in a straight line
 * @param tuned whether the vectors of words learn too
 */
record AveragedOptions(int dimension, int ngrams, int buckets, double learningRate, boolean tuned) {
    AveragedOptions {
        Ranges.require(dimension >= 1 && dimension <= 10_000, "dimension must be 1 to 10000", dimension);
        Ranges.require(ngrams >= 1 && ngrams <= 8, "ngrams must be 1 to 8", ngrams);
        Ranges.require(buckets >= 1 && buckets <= 100_000_000, "buckets must be 1 to 100000000", buckets);
        Ranges.require(
                learningRate > 0 && learningRate <= 100, "learning-rate must be above 0 and at most 100", learningRate);
    }
}
