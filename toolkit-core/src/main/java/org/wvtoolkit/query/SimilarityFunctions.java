package org.wvtoolkit.query;

import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.Collectors;
import org.wvtoolkit.option.InvalidOptionException;

/**
 * Registry of the similarity functions, one line each, and of those that an {@link
 * org.wvtoolkit.extension.Extension} of another library registers.
 */
public final class SimilarityFunctions {
    private static final List<SimilarityFunction> BUILT_IN = List.of(
            new Named("cosine", "cosine of the angle, −1 to 1; 0 if a vector is zero", SimilarityFunctions::cosine),
            new Named("dot", "dot product, which also grows with the lengths", SimilarityFunctions::dot),
            new Named(
                    "euclidean",
                    "1 / (1 + Euclidean distance), above 0 to 1",
                    (a, b) -> 1 / (1 + Math.sqrt(squaredDistance(a, b)))));

    private SimilarityFunctions() {}

    /** A built-in function. */
    private record Named(String name, String description, ToDoubleBiFunction<float[], float[]> formula)
            implements SimilarityFunction {
        @Override
        public double similarity(float[] a, float[] b) {
            if (a.length != b.length) {
                throw new IllegalArgumentException("vectors of " + a.length + " and " + b.length + " values");
            }
            return formula.applyAsDouble(a, b);
        }
    }

    /**
     * Returns all functions.
     *
     * @return the cosine first, then the other built-in ones, then those of extensions
     */
    public static List<SimilarityFunction> all() {
        return SimilarityFunction.EXTENSIONS.all(BUILT_IN);
    }

    /**
     * Returns the cosine.
     *
     * @return the function
     */
    public static SimilarityFunction cosine() {
        return BUILT_IN.getFirst();
    }

    /**
     * Returns the function with a name.
     *
     * @param name see {@link SimilarityFunction#name}
     * @return the function
     * @throws InvalidOptionException if there is none; the message lists all names
     */
    public static SimilarityFunction named(String name) {
        return BUILT_IN.stream()
                .filter(function -> function.name().equals(name))
                .findFirst()
                .or(() -> SimilarityFunction.EXTENSIONS.find(name))
                .orElseThrow(() -> new InvalidOptionException(
                        "similarity",
                        name,
                        "must be one of "
                                + all().stream().map(SimilarityFunction::name).collect(Collectors.joining(", "))));
    }

    private static double cosine(float[] a, float[] b) {
        double lengths = Math.sqrt(dot(a, a)) * Math.sqrt(dot(b, b));
        return lengths == 0 ? 0 : Math.clamp(dot(a, b) / lengths, -1, 1);
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += (double) a[k] * b[k];
        }
        return sum;
    }

    private static double squaredDistance(float[] a, float[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            double difference = (double) a[k] - b[k];
            sum += difference * difference;
        }
        return sum;
    }
}
