package org.wvtoolkit.factorization;

import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * What determines a truncated SVD and the vectors made from it. Threads and memory do not.
 *
 * @param dimension how many of the largest singular triplets, d; 1 to 10,000
 * @param eigenvalueWeighting p in W = U·Σ^p, 0 to 1; Levy, Goldberg and Dagan (2015) found 0 and 0.5 far better than the
 *     textbook's 1 on similarity and analogies
 * @param addContexts whether the vector of a context is added to that of the same word (w + c, Pennington and others 2014)
 * @param normalize whether each vector of a word is made one of length 1 in the end
 * @param tolerance the largest residual of a triplet, ‖Aᵀ·u − σ·v‖ or ‖A·v − σ·u‖ relative to its σ, at which the iteration
 *     stops; above 0, at most 0.1
 * @param seed of the random start; another seed gives the same triplets within the tolerance
 */
public record SvdOptions(
        int dimension,
        double eigenvalueWeighting,
        boolean addContexts,
        boolean normalize,
        double tolerance,
        long seed) {
    /** The most dimensions. */
    public static final int MAX_DIMENSION = 10_000;

    /** Checks the ranges. */
    public SvdOptions {
        if (dimension < 1 || dimension > MAX_DIMENSION) {
            throw new IllegalArgumentException("dimension must be 1 to " + MAX_DIMENSION + ": " + dimension);
        }
        if (!(eigenvalueWeighting >= 0 && eigenvalueWeighting <= 1)) {
            throw new IllegalArgumentException("eigenvalue weighting must be 0 to 1: " + eigenvalueWeighting);
        }
        if (!(tolerance > 0 && tolerance <= 0.1)) {
            throw new IllegalArgumentException("tolerance must be above 0 and at most 0.1: " + tolerance);
        }
    }

    /**
     * 100 dimensions, U alone, residuals of at most 1.5 %: an error of a value goes with the square of its residual, and 2 %
     * left the hundredth value of a PPMI matrix 0.1 % short.
     *
     * @return the defaults
     */
    public static SvdOptions defaults() {
        return builder().build();
    }

    /**
     * A builder that starts from the defaults.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The options by the names that they have on the command line, for the metadata of files.
     *
     * @return names and values, in the order of the names
     */
    public SequencedMap<String, String> toMap() {
        SequencedMap<String, String> map = new TreeMap<>();
        map.put("dimension", Integer.toString(dimension));
        map.put("eigenvalue-weighting", Double.toString(eigenvalueWeighting));
        map.put("add-contexts", Boolean.toString(addContexts));
        map.put("normalize", Boolean.toString(normalize));
        map.put("tolerance", Double.toString(tolerance));
        map.put("seed", Long.toString(seed));
        return map;
    }

    /** Collects options; not safe for concurrent use. */
    public static final class Builder {
        private int dimension = 100;
        private double eigenvalueWeighting;
        private boolean addContexts;
        private boolean normalize;
        private double tolerance = 0.015;
        private long seed = 1;

        private Builder() {}

        /**
         * How many of the largest singular triplets.
         *
         * @param d 1 to {@value #MAX_DIMENSION}
         * @return this
         */
        public Builder dimension(int d) {
            dimension = d;
            return this;
        }

        /**
         * The power of the singular values in the vectors.
         *
         * @param p 0 to 1
         * @return this
         */
        public Builder eigenvalueWeighting(double p) {
            eigenvalueWeighting = p;
            return this;
        }

        /**
         * Whether the vector of a context is added to that of the same word.
         *
         * @param value true for w + c
         * @return this
         */
        public Builder addContexts(boolean value) {
            addContexts = value;
            return this;
        }

        /**
         * Whether vectors are made ones of length 1.
         *
         * @param value true for unit vectors
         * @return this
         */
        public Builder normalize(boolean value) {
            normalize = value;
            return this;
        }

        /**
         * The largest residual at which the iteration stops.
         *
         * @param relative above 0, at most 0.1
         * @return this
         */
        public Builder tolerance(double relative) {
            tolerance = relative;
            return this;
        }

        /**
         * The seed of the random start.
         *
         * @param value any
         * @return this
         */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /**
         * The options.
         *
         * @return a new record
         * @throws IllegalArgumentException if a value is out of range
         */
        public SvdOptions build() {
            return new SvdOptions(dimension, eigenvalueWeighting, addContexts, normalize, tolerance, seed);
        }
    }
}
