package org.wvtoolkit.factorization;

import java.util.SequencedMap;
import java.util.TreeMap;
import org.wvtoolkit.option.Bounds;
import org.wvtoolkit.option.Option;
import org.wvtoolkit.option.OptionSet;

/**
 * The hyperparameters of a truncated SVD and of the vectors made from it. Threads and memory do not change the result.
 *
 * @param dimension d, the number of largest singular triplets; 1 to 5,000
 * @param eigenvalueWeighting p in W = U·Σ^p, 0 to 1; Levy, Goldberg and Dagan (2015) found 0 and 0.5 far
 *     better than the textbook's 1 on similarity and analogies
 * @param addContexts whether each word's context vector is added to its word vector (w + c, Pennington et al. 2014)
 * @param normalize whether word vectors are scaled to length 1
 * @param tolerance the largest residual of a triplet, ‖Aᵀ·u − σ·v‖ or ‖A·v − σ·u‖ relative to its σ, at which
 *     the iteration stops; above 0, at most 0.1
 * @param seed seed of the random start; another seed gives the same triplets within the tolerance
 */
public record SvdOptions(
        int dimension,
        double eigenvalueWeighting,
        boolean addContexts,
        boolean normalize,
        double tolerance,
        long seed) {
    /** The largest dimension. The time of the small decomposition grows with its third power. */
    public static final int MAX_DIMENSION = 5_000;

    private static final Option<Integer> DIMENSION = Option.integer(
                    "dimension", 100, 1, MAX_DIMENSION, "number of values in each vector")
            .withSynonym("dim");
    private static final Option<Double> EIGENVALUE_WEIGHTING = Option.real(
            "eigenvalue-weighting", 0.1, Bounds.closed(0, 1), "exponent of the singular values in the vectors");
    private static final Option<Boolean> ADD_CONTEXTS =
            Option.flag("add-contexts", false, "add each word's context vector to its word vector");
    private static final Option<Boolean> NORMALIZE = Option.flag("normalize", false, "scale every vector to length 1");
    private static final Option<Double> TOLERANCE = Option.real(
            "tolerance",
            0.03,
            Bounds.above(0, 0.1),
            "largest accepted residual of a singular vector, relative to its singular value");
    private static final Option<Long> SEED =
            Option.whole("seed", 1, Bounds.ANY, "seed of the random number generators");

    private static final OptionSet<SvdOptions, Builder> OPTIONS = OptionSet.<SvdOptions, Builder>empty()
            .with(DIMENSION, SvdOptions::dimension, Builder::dimension)
            .with(EIGENVALUE_WEIGHTING, SvdOptions::eigenvalueWeighting, Builder::eigenvalueWeighting)
            .with(ADD_CONTEXTS, SvdOptions::addContexts, Builder::addContexts)
            .with(NORMALIZE, SvdOptions::normalize, Builder::normalize)
            .with(TOLERANCE, SvdOptions::tolerance, Builder::tolerance)
            .with(SEED, SvdOptions::seed, Builder::seed);

    /** Validates the ranges. */
    public SvdOptions {
        DIMENSION.check(dimension);
        EIGENVALUE_WEIGHTING.check(eigenvalueWeighting);
        TOLERANCE.check(tolerance);
    }

    /**
     * Returns the options, bound to the components of this record.
     *
     * @return the options
     */
    public static OptionSet<SvdOptions, Builder> options() {
        return OPTIONS;
    }

    /**
     * Returns the defaults: 100 dimensions, U·Σ^0.1 alone, residuals of at most 3 %. The error of a singular value
     * grows with the square of its residual: with 3 % the hundredth value of a PPMI matrix is 0.1 % too small.
     *
     * @return the defaults
     */
    public static SvdOptions defaults() {
        return builder().build();
    }

    /**
     * Returns a builder with the defaults.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the options as text, for the metadata of files.
     *
     * @return values by option name, sorted by name
     */
    public SequencedMap<String, String> toMap() {
        return new TreeMap<>(OPTIONS.format(this));
    }

    /**
     * Returns these options with another exponent of the singular values.
     *
     * @param p 0 to 1
     * @return the options
     */
    public SvdOptions withEigenvalueWeighting(double p) {
        return new SvdOptions(dimension, p, addContexts, normalize, tolerance, seed);
    }

    /** Collects options. Not thread-safe. */
    public static final class Builder {
        private int dimension = DIMENSION.defaultValue();
        private double eigenvalueWeighting = EIGENVALUE_WEIGHTING.defaultValue();
        private boolean addContexts = ADD_CONTEXTS.defaultValue();
        private boolean normalize = NORMALIZE.defaultValue();
        private double tolerance = TOLERANCE.defaultValue();
        private long seed = SEED.defaultValue();

        private Builder() {}

        /**
         * Sets the number of largest singular triplets.
         *
         * @param d 1 to {@value #MAX_DIMENSION}
         * @return this
         */
        public Builder dimension(int d) {
            dimension = d;
            return this;
        }

        /**
         * Sets the exponent of the singular values in the vectors.
         *
         * @param p 0 to 1
         * @return this
         */
        public Builder eigenvalueWeighting(double p) {
            eigenvalueWeighting = p;
            return this;
        }

        /**
         * Sets whether each word's context vector is added to its word vector.
         *
         * @param value true for w + c
         * @return this
         */
        public Builder addContexts(boolean value) {
            addContexts = value;
            return this;
        }

        /**
         * Sets whether vectors are scaled to length 1.
         *
         * @param value true for unit vectors
         * @return this
         */
        public Builder normalize(boolean value) {
            normalize = value;
            return this;
        }

        /**
         * Sets the largest residual at which the iteration stops.
         *
         * @param relative above 0, at most 0.1
         * @return this
         */
        public Builder tolerance(double relative) {
            tolerance = relative;
            return this;
        }

        /**
         * Sets the seed of the random start.
         *
         * @param value any
         * @return this
         */
        public Builder seed(long value) {
            seed = value;
            return this;
        }

        /**
         * Creates the options.
         *
         * @return validated, immutable options
         * @throws org.wvtoolkit.option.InvalidOptionException if a value is out of its range
         */
        public SvdOptions build() {
            return new SvdOptions(dimension, eigenvalueWeighting, addContexts, normalize, tolerance, seed);
        }
    }
}
