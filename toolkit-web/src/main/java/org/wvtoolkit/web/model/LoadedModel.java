package org.wvtoolkit.web.model;

import java.lang.foreign.ValueLayout;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
 * One version of a model in memory, with the queries to it and what is derived from it.
 *
 * <p>Lives as long as anybody holds it: the catalogue, until the file changes, and every request that uses it. The
 * last to release it frees
 * the memory.
 *
 * <p>Threads: safe from any that holds it.
 */
public final class LoadedModel {
    private static final int MOST_CACHED = 32;

    private final String id;
    private final String version;
    private final Embeddings embeddings;
    private final ModelTokenizer tokenizer;
    private final Comparisons comparisons;
    private final QueryBatcher batcher;
    private final Map<String, Derived> derived = new HashMap<>();

    /** The least recently used is forgotten first: parameters of requests are part of the names. */
    private final Map<String, Derived> cached = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Derived> eldest) {
            return size() > MOST_CACHED;
        }
    };

    private final AtomicInteger holders = new AtomicInteger(1);

    /**
     * A loaded model, held once by the caller.
     *
     * @param id identifies the model in addresses
     * @param version identifies its content
     * @param embeddings in memory; freed with the model
     */
    public LoadedModel(String id, String version, Embeddings embeddings) {
        this.id = id;
        this.version = version;
        this.embeddings = embeddings;
        this.tokenizer = ModelTokenizer.of(embeddings);
        this.comparisons = Comparisons.of(embeddings);
        this.batcher = QueryBatcher.of(embeddings);
    }

    /**
     * Holds the model once more.
     *
     * @return false if it has been freed
     */
    boolean hold() {
        for (int held = holders.get(); held > 0; held = holders.get()) {
            if (holders.compareAndSet(held, held + 1)) {
                return true;
            }
        }
        return false;
    }

    /** Releases the model; frees it if nobody else holds it. */
    void release() {
        if (holders.decrementAndGet() == 0) {
            batcher.close();
            embeddings.close();
        }
    }

    /**
     * The id of the model.
     *
     * @return as in addresses
     */
    public String id() {
        return id;
    }

    /**
     * The version of the content.
     *
     * @return differs between files of different content, size or time
     */
    public String version() {
        return version;
    }

    /**
     * The embeddings.
     *
     * @return not to be closed
     */
    public Embeddings embeddings() {
        return embeddings;
    }

    /**
     * The words.
     *
     * @return the vocabulary
     */
    public Vocabulary vocabulary() {
        return embeddings.vocabulary();
    }

    /**
     * The tokenizer of queries.
     *
     * @return thread-safe
     */
    public ModelTokenizer tokenizer() {
        return tokenizer;
    }

    /**
     * Queries about single words.
     *
     * @return thread-safe
     */
    public Comparisons comparisons() {
        return comparisons;
    }

    /**
     * Answers a question, together with those that other threads ask at the same time.
     *
     * @param question any question
     * @return the answer
     */
    public Outcome<List<Neighbour>> ask(Question question) {
        return batcher.ask(question);
    }

    /**
     * Answers many questions in few passes over the vectors.
     *
     * @param questions any number
     * @return an answer each, in order
     */
    public List<Outcome<List<Neighbour>>> askAll(List<Question> questions) {
        return batcher.askAll(questions);
    }

    /**
     * The Euclidean norm of a word's vector.
     *
     * @param word a word id
     * @return at least 0
     */
    public double norm(int word) {
        return switch (embeddings) {
            case DenseEmbeddings dense -> dense.norm(word);
            case CompressedEmbeddings compressed -> compressed.norms().getAtIndex(ValueLayout.JAVA_FLOAT, word);
            case SparseEmbeddings sparse -> sparse.norm(word);
        };
    }

    /**
     * How the vectors are stored.
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
     * Something derived from the model, computed once.
     *
     * @param name identifies it
     * @param type its class
     * @param compute derives it; other threads that ask for it meanwhile wait
     * @param <T> its type
     * @return what was computed first
     */
    public <T> T derive(String name, Class<T> type, Supplier<T> compute) {
        return get(derived, name, type, compute);
    }

    /**
     * Something derived from the model that depends on parameters of a request. The least recently used is computed
     * again.
     *
     * @param name identifies it, parameters included
     * @param type its class
     * @param compute derives it; other threads that ask for it meanwhile wait
     * @param <T> its type
     * @return what was computed
     */
    public <T> T cache(String name, Class<T> type, Supplier<T> compute) {
        return get(cached, name, type, compute);
    }

    private static <T> T get(Map<String, Derived> slots, String name, Class<T> type, Supplier<T> compute) {
        Derived slot;
        synchronized (slots) {
            slot = slots.computeIfAbsent(name, key -> new Derived());
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

    /** A value and the lock under which it is computed. */
    private static final class Derived {
        private @Nullable Object value;
    }
}
