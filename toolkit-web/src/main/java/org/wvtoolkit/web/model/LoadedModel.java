package org.wvtoolkit.web.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.embedding.CompressedEmbeddings;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.SparseEmbeddings;
import org.wvtoolkit.query.Comparisons;
import org.wvtoolkit.query.Neighbour;
import org.wvtoolkit.query.Outcome;
import org.wvtoolkit.query.Question;
import org.wvtoolkit.text.model.ModelTokenizer;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * One version of a model in memory, with its queries and derived data.
 *
 * <p>The model is reference-counted. The catalogue holds a reference until the file changes, and
 * every request holds one while it uses the model. Releasing the last reference frees the memory.
 *
 * <p>Thread-safe for threads that hold a reference.
 *
 * <p>Not part of the public API.
 */
public final class LoadedModel {
    private final String id;
    private final String version;
    private final Embeddings embeddings;
    private final ModelTokenizer tokenizer;
    private final Comparisons comparisons;
    private final QueryBatcher batcher;
    private final Map<String, Derived> derived = new HashMap<>();

    private final BackgroundResults results;
    private final AtomicInteger holders = new AtomicInteger(1);

    /**
     * Creates a loaded model with one reference, held by the caller.
     *
     * @param id identifies the model in URLs
     * @param version identifies its content
     * @param embeddings embeddings in memory; freed with the model
     */
    public LoadedModel(String id, String version, Embeddings embeddings) {
        this.id = id;
        this.version = version;
        this.embeddings = embeddings;
        this.tokenizer = ModelTokenizer.of(embeddings);
        this.comparisons = Comparisons.of(embeddings);
        this.batcher = QueryBatcher.of(embeddings);
        this.results = new BackgroundResults("wv-results-" + id);
    }

    /**
     * Acquires a reference.
     *
     * @return false if the model has been freed
     */
    boolean hold() {
        for (int held = holders.get(); held > 0; held = holders.get()) {
            if (holders.compareAndSet(held, held + 1)) {
                return true;
            }
        }
        return false;
    }

    /** Releases a reference; frees the model if it was the last one. */
    void release() {
        if (holders.decrementAndGet() == 0) {
            batcher.close();
            embeddings.close();
        }
    }

    /**
     * Returns the id of the model.
     *
     * @return the id as used in URLs
     */
    public String id() {
        return id;
    }

    /**
     * Returns the version of the content.
     *
     * @return a 32-bit hash of the size, the modification time and the inode of the file, in hexadecimal; equal
     *     hashes of different files are rare but possible
     */
    public String version() {
        return version;
    }

    /**
     * Returns the embeddings.
     *
     * @return the embeddings, which the caller must not close
     */
    public Embeddings embeddings() {
        return embeddings;
    }

    /**
     * Returns the vocabulary.
     *
     * @return the words with their counts
     */
    public Vocabulary vocabulary() {
        return embeddings.vocabulary();
    }

    /**
     * Returns the tokenizer of queries.
     *
     * @return a thread-safe tokenizer
     */
    public ModelTokenizer tokenizer() {
        return tokenizer;
    }

    /**
     * Returns the queries about single words.
     *
     * @return a thread-safe object
     */
    public Comparisons comparisons() {
        return comparisons;
    }

    /**
     * Answers a query, batched with concurrent queries of other threads.
     *
     * @param question the query
     * @return the neighbours, or the reason why there are none
     */
    public Outcome<List<Neighbour>> ask(Question question) {
        return batcher.ask(question);
    }

    /**
     * Answers several queries in few passes over the vectors.
     *
     * @param questions the queries
     * @return one answer per query, in order
     */
    public List<Outcome<List<Neighbour>>> askAll(List<Question> questions) {
        return batcher.askAll(questions);
    }

    /**
     * Returns the Euclidean norm of a word's vector.
     *
     * @param word word id
     * @return a number of at least 0
     */
    public double norm(int word) {
        return embeddings.norm(word);
    }

    /**
     * Returns the storage kind of the vectors.
     *
     * @return dense, compressed or sparse
     */
    public String kind() {
        return switch (embeddings) {
            case DenseEmbeddings dense -> "dense";
            case CompressedEmbeddings compressed -> "compressed";
            case SparseEmbeddings sparse -> "sparse";
        };
    }

    /**
     * Returns data derived from the model, which is computed once.
     *
     * @param name unique name of the data
     * @param type class of the data
     * @param compute computes the data; concurrent callers wait
     * @param <T> type of the data
     * @return the result of the first computation
     */
    public <T> T derive(String name, Class<T> type, Supplier<T> compute) {
        Derived slot;
        synchronized (derived) {
            slot = derived.computeIfAbsent(name, key -> new Derived());
        }
        synchronized (slot) {
            Object value = slot.value;
            if (value == null) {
                value = compute.get();
                slot.value = value;
            }
            return type.cast(value);
        }
    }

    /**
     * Returns data derived from the model and from request parameters, which is computed on a
     * separate thread. The least recently used data is evicted and computed again when requested.
     *
     * @param name unique name of the data, including the parameters
     * @param type class of the data
     * @param others other models that the computation uses, leased by the caller
     * @param compute computes the data; concurrent callers wait for the same computation
     * @param <T> type of the data
     * @return the computed or stored data
     * @throws java.io.UncheckedIOException if the calling thread is interrupted; the computation continues, and a
     *     later call returns its result
     * @throws java.util.concurrent.RejectedExecutionException if too many computations wait
     */
    public <T> T cache(String name, Class<T> type, List<LoadedModel> others, Supplier<T> compute) {
        List<LoadedModel> used = new ArrayList<>(others);
        used.add(this);
        return results.get(name, type, () -> {
            // The computation may outlast the references of its callers.
            List<LoadedModel> held = used.stream().filter(LoadedModel::hold).toList();
            try {
                if (held.size() < used.size()) {
                    throw new IllegalStateException("a model was replaced before the computation began");
                }
                return compute.get();
            } finally {
                held.forEach(LoadedModel::release);
            }
        });
    }

    /** A value, and the lock under which it is computed. */
    private static final class Derived {
        private @Nullable Object value;
    }
}
