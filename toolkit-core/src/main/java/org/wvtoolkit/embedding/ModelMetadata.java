package org.wvtoolkit.embedding;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a model says of itself: strings by name, in the order of their names. It holds everything that determined the result,
 * and nothing that did not (threads, memory, times, dates), so that equal results are equal files. Immutable.
 */
public final class ModelMetadata {
    /** Nothing at all. */
    public static final ModelMetadata EMPTY = new ModelMetadata(new TreeMap<>());

    /** The version of the file's layout; the writer sets it. */
    public static final String FORMAT_VERSION = "format_version";

    /** What the file holds, {@value #VECTORS} for dense vectors of words. */
    public static final String KIND = "kind";

    /** The {@link #KIND} of vectors of words. */
    public static final String VECTORS = "vectors";

    /** The method of training: {@code cbow}, {@code svd}, … */
    public static final String METHOD = "method";

    /** The seed of everything drawn at random. */
    public static final String SEED = "seed";

    /** What the corpus was, as a person would call it. */
    public static final String CORPUS = "corpus";

    /** SHA-256 of the corpus's text, in lower-case hexadecimal. */
    public static final String CORPUS_SHA256 = "corpus_sha256";

    /** Tokens of the corpus. */
    public static final String CORPUS_TOKENS = "corpus_tokens";

    /** The version of the toolkit that trained the model. */
    public static final String TOOLKIT_VERSION = "toolkit_version";

    /** For vectors that were not trained here: the format they were read from. */
    public static final String IMPORTED_FROM = "imported_from";

    /** For compressed vectors: the precision that they are kept in. */
    public static final String PRECISION = "precision";

    /**
     * For vectors that are sums of a word2vec model's input and context vectors: the factor of the context vectors. Absent for
     * input vectors alone.
     */
    public static final String CONTEXT_WEIGHT = "context_weight";

    /** Precedes the name of every option of training. */
    public static final String OPTION_PREFIX = "option.";

    /** Precedes what determined the tokens: analyzer and its settings. */
    public static final String TEXT_PREFIX = "text.";

    private final SequencedMap<String, String> entries;

    private ModelMetadata(SortedMap<String, String> entries) {
        this.entries = Collections.unmodifiableSequencedMap(entries);
    }

    /**
     * Metadata of these entries.
     *
     * @param entries strings by name; copied
     * @return the metadata
     */
    public static ModelMetadata of(Map<String, String> entries) {
        return new ModelMetadata(new TreeMap<>(entries));
    }

    /**
     * The same with one more entry, or one replaced.
     *
     * @param name its name
     * @param value its value
     * @return new metadata
     */
    public ModelMetadata with(String name, String value) {
        TreeMap<String, String> copy = new TreeMap<>(entries);
        copy.put(name, value);
        return new ModelMetadata(copy);
    }

    /**
     * The same with more entries, each name preceded by a prefix.
     *
     * @param prefix {@link #OPTION_PREFIX}, {@link #TEXT_PREFIX}, or empty
     * @param more strings by name
     * @return new metadata
     */
    public ModelMetadata withAll(String prefix, Map<String, String> more) {
        TreeMap<String, String> copy = new TreeMap<>(entries);
        more.forEach((name, value) -> copy.put(prefix + name, value));
        return new ModelMetadata(copy);
    }

    /**
     * One entry.
     *
     * @param name its name
     * @return its value, or empty
     */
    public Optional<String> get(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    /**
     * The factor of the context vectors in the vectors: each vector is {@code input + factor · context}.
     *
     * @return above 0, or 0 for vectors that are no such sums
     * @throws IllegalArgumentException if the entry {@link #CONTEXT_WEIGHT} is not a finite number above 0
     */
    public double contextWeight() {
        String value = entries.get(CONTEXT_WEIGHT);
        if (value == null) {
            return 0;
        }
        double weight = Double.parseDouble(value);
        if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(CONTEXT_WEIGHT + " must be a finite number above 0: " + value);
        }
        return weight;
    }

    /**
     * Describes vectors that are sums of input and context vectors.
     *
     * @return such as {@code input + 0.5 * context vectors}, or empty for vectors that are no such sums
     */
    public Optional<String> vectorKind() {
        return get(CONTEXT_WEIGHT).map(weight -> "input + " + weight + " * context vectors");
    }

    /**
     * The entries whose names begin with a prefix.
     *
     * @param prefix {@link #OPTION_PREFIX} or {@link #TEXT_PREFIX}
     * @return unmodifiable, by name without the prefix, in the order of the names
     */
    public SequencedMap<String, String> under(String prefix) {
        TreeMap<String, String> found = new TreeMap<>();
        entries.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), value);
            }
        });
        return Collections.unmodifiableSequencedMap(found);
    }

    /**
     * All entries.
     *
     * @return unmodifiable, in the order of their names
     */
    public SequencedMap<String, String> entries() {
        return entries;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ModelMetadata that && entries.equals(that.entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    @Override
    public String toString() {
        return entries.toString();
    }
}
