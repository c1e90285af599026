package org.wvtoolkit.embedding;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Metadata of a model: strings by name, in the order of their names. It contains everything that
 * determined the result and nothing that did not (threads, memory, times, dates), so that equal
 * results produce equal files. Immutable.
 */
public final class ModelMetadata {
    /** Empty metadata. */
    public static final ModelMetadata EMPTY = new ModelMetadata(new TreeMap<>());

    /** The version of the file layout, set by the writer. */
    public static final String FORMAT_VERSION = "format_version";

    /** The kind of content, {@value #VECTORS} for dense word vectors. */
    public static final String KIND = "kind";

    /** The {@link #KIND} of word vectors. */
    public static final String VECTORS = "vectors";

    /** The training method: {@code cbow}, {@code svd}, … */
    public static final String METHOD = "method";

    /** The seed of all random number generators. */
    public static final String SEED = "seed";

    /** A readable name of the corpus. */
    public static final String CORPUS = "corpus";

    /** SHA-256 of the corpus text in lower-case hexadecimal. */
    public static final String CORPUS_SHA256 = "corpus_sha256";

    /** Number of tokens in the corpus. */
    public static final String CORPUS_TOKENS = "corpus_tokens";

    /** The toolkit version that trained the model. */
    public static final String TOOLKIT_VERSION = "toolkit_version";

    /** The source format of vectors that were not trained here. */
    public static final String IMPORTED_FROM = "imported_from";

    /** The precision of compressed vectors. */
    public static final String PRECISION = "precision";

    /**
     * The factor of the context vectors in vectors that are sums of the input and context vectors
     * of a word2vec model. Absent for input vectors alone.
     */
    public static final String CONTEXT_WEIGHT = "context_weight";

    /** Prefix of the names of training options. */
    public static final String OPTION_PREFIX = "option.";

    /** Prefix of the entries that determine tokenization: the analyzer and its settings. */
    public static final String TEXT_PREFIX = "text.";

    private final SequencedMap<String, String> entries;

    private ModelMetadata(SortedMap<String, String> entries) {
        this.entries = Collections.unmodifiableSequencedMap(entries);
    }

    /**
     * Creates metadata.
     *
     * @param entries strings by name; copied
     * @return the metadata
     */
    public static ModelMetadata of(Map<String, String> entries) {
        return new ModelMetadata(new TreeMap<>(entries));
    }

    /**
     * Returns a copy with one entry added or replaced.
     *
     * @param name name of the entry
     * @param value its value
     * @return new metadata
     */
    public ModelMetadata with(String name, String value) {
        TreeMap<String, String> copy = new TreeMap<>(entries);
        copy.put(name, value);
        return new ModelMetadata(copy);
    }

    /**
     * Returns a copy with entries added, each name with a prefix.
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
     * Returns the value of an entry.
     *
     * @param name name of the entry
     * @return its value, or empty
     */
    public Optional<String> get(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    /**
     * Returns the factor of the context vectors: each vector is {@code input + factor · context}.
     *
     * @return above 0, or 0 for vectors that are not such sums
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
     * @return such as {@code input + 0.5 * context vectors}, or empty for vectors that are not such sums
     */
    public Optional<String> vectorKind() {
        return get(CONTEXT_WEIGHT).map(weight -> "input + " + weight + " * context vectors");
    }

    /**
     * Returns the entries whose names begin with a prefix.
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
     * Returns all entries.
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
