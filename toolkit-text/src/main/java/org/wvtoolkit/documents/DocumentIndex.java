package org.wvtoolkit.documents;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.wvtoolkit.container.MalformedFileException;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.linalg.kernel.ScanKernels;
import org.wvtoolkit.vocabulary.VocabularyBuilder;

/**
 * Named documents with their vectors, searched exactly by cosine similarity.
 *
 * <pre>{@code
 * DocumentVectors vectors = new DocumentVectors(embeddings, new WordWeighting(1e-3));
 * try (DocumentIndex index = new DocumentIndex(vectors)) {
 *     index.add("invoice-17", "coffee and tea for the office");
 *     List<DocumentIndex.Match> nearest = index.search("hot drinks", 10);
 *     index.save(Path.of("documents.safetensors"));
 * }
 * }</pre>
 *
 * <p>A search costs n·d multiplications for n documents; memory is 4·d bytes per document, off-heap, and the names on
 * the heap. Memory of removed documents is used for later ones and freed when the index is closed. Thread-safe:
 * searches run concurrently, additions one at a time. Do not close while other threads search.
 */
public final class DocumentIndex implements AutoCloseable {
    private static final String FINGERPRINT = "documents.vectors_crc32c";

    /** Number of rows that are allocated together. */
    static final int BLOCK = 1024;

    private static final ScanKernels KERNELS = ScanKernels.fastest();

    private final DocumentVectors vectors;
    private final int dimension;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Arena arena = Arena.ofShared();
    private final List<FloatMatrix> blocks = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();

    /**
     * A document near a query.
     *
     * @param name the name of the document
     * @param score the cosine, −1 to 1
     */
    public record Match(String name, float score) {}

    /**
     * Creates an empty index.
     *
     * @param vectors computes the vectors of texts; must stay usable while the index is in use
     */
    public DocumentIndex(DocumentVectors vectors) {
        this.vectors = vectors;
        this.dimension = vectors.dimension();
    }

    /**
     * Opens an index and reads it into memory.
     *
     * @param path a file written by {@link #save}
     * @param vectors computes the vectors of texts, with the model and the weighting that the index was made with
     * @return the index; the caller closes it
     * @throws MalformedFileException if the file is not an index of documents, is damaged, or was made with another
     *     model or weighting
     * @throws IOException if the file does not exist or cannot be read
     */
    public static DocumentIndex open(Path path, DocumentVectors vectors) throws IOException {
        try (Embeddings stored = Embeddings.open(path)) {
            String fingerprint = stored.metadata().get(FINGERPRINT).orElse("");
            if (fingerprint.isEmpty() || !(stored instanceof DenseEmbeddings dense)) {
                throw new MalformedFileException(
                        path, -1, "is not an index of documents", "use a file that an index was saved to");
            }
            if (!fingerprint.equals(vectors.fingerprint()) || dense.dimension() != vectors.dimension()) {
                throw new MalformedFileException(
                        path,
                        -1,
                        "was made with another model or weighting",
                        "open it with the model and weighting that it was made with, or add the documents again");
            }
            DocumentIndex index = new DocumentIndex(vectors);
            try {
                float[] row = new float[index.dimension];
                for (int id = 0; id < dense.vocabulary().size(); id++) {
                    dense.vectors().copyRow(id, row, 0);
                    index.put(dense.vocabulary().word(id), row);
                }
                return index;
            } catch (Throwable failure) {
                index.close();
                throw failure;
            }
        }
    }

    /**
     * Adds a document, or replaces the document with the same name.
     *
     * @param name any name except the empty string
     * @param text the text; a document without any known word is stored, but never found
     */
    public void add(String name, String text) {
        add(name, vectors.of(text));
    }

    /**
     * Adds a document with a given vector, or replaces the document with the same name.
     *
     * @param name any name except the empty string
     * @param vector d finite values; copied
     * @throws IllegalArgumentException if the name is empty, or the vector has another dimension or a value that is not
     *     finite
     */
    public void add(String name, float[] vector) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("the name of a document must not be empty");
        }
        float[] unit = unit(vector);
        lock.writeLock().lock();
        try {
            put(name, unit);
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void put(String name, float[] unit) {
        Integer place = places.get(name);
        if (place == null) {
            place = names.size();
            if (place / BLOCK == blocks.size()) {
                blocks.add(FloatMatrix.allocate(arena, BLOCK, dimension));
            }
            names.add(name);
            places.put(name, place);
        }
        blocks.get(place / BLOCK).setRow(place % BLOCK, unit, 0);
    }

    /**
     * Removes a document. The last document takes its place in memory; memory is kept for later documents.
     *
     * @param name the name
     * @return whether there was such a document
     */
    public boolean remove(String name) {
        lock.writeLock().lock();
        try {
            Integer place = places.remove(name);
            if (place == null) {
                return false;
            }
            int last = names.size() - 1;
            String moved = names.removeLast();
            if (place != last) {
                float[] row = new float[dimension];
                blocks.get(last / BLOCK).copyRow(last % BLOCK, row, 0);
                blocks.get(place / BLOCK).setRow(place % BLOCK, row, 0);
                names.set(place, moved);
                places.put(moved, place);
            }
            return true;
        } finally {
            lock.writeLock().unlock();
        }
    }

    /**
     * Returns the number of documents.
     *
     * @return at least 0
     */
    public int size() {
        lock.readLock().lock();
        try {
            return names.size();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Returns the number of blocks of {@value #BLOCK} rows in memory. */
    int blockCount() {
        lock.readLock().lock();
        try {
            return blocks.size();
        } finally {
            lock.readLock().unlock();
        }
    }

    /**
     * Finds the nearest documents of a text.
     *
     * @param text the query
     * @param count maximum number of documents, at least 1
     * @return the documents by descending cosine, ties by name; empty if no word of the query has a vector
     */
    public List<Match> search(String text, int count) {
        return search(vectors.of(text), count);
    }

    /**
     * Finds the nearest documents of a vector.
     *
     * @param vector d finite values
     * @param count maximum number of documents, at least 1
     * @return the documents by descending cosine, ties by name; empty if the vector is zero
     * @throws IllegalArgumentException if the vector has another dimension or a value that is not finite, or the count
     *     is below 1
     */
    public List<Match> search(float[] vector, int count) {
        if (count < 1) {
            throw new IllegalArgumentException("the number of documents must be at least 1: " + count);
        }
        float[] unit = unit(vector);
        float[] direction = new float[FloatMatrix.paddedColumns(dimension)];
        System.arraycopy(unit, 0, direction, 0, dimension);
        if (isZero(unit)) {
            return List.of();
        }
        Comparator<Match> best =
                Comparator.<Match>comparingDouble(match -> -match.score()).thenComparing(Match::name);
        PriorityQueue<Match> found = new PriorityQueue<>(best.reversed());
        lock.readLock().lock();
        try {
            float[] products = new float[BLOCK];
            // Blocks after the last document are kept for documents that are added later.
            for (int block = 0; block * BLOCK < names.size(); block++) {
                int rows = Math.min(BLOCK, names.size() - block * BLOCK);
                FloatMatrix matrix = blocks.get(block);
                KERNELS.floatProducts(matrix.segment(), matrix.stride(), dimension, 0, rows, direction, products);
                for (int row = 0; row < rows; row++) {
                    float score = Math.clamp(products[row], -1f, 1f);
                    boolean better =
                            found.size() < count || score >= found.element().score();
                    // Documents without known words have zero vectors.
                    if (better && (score != 0 || !isZero(row(matrix, row)))) {
                        found.add(new Match(names.get(block * BLOCK + row), score));
                        if (found.size() > count) {
                            found.remove();
                        }
                    }
                }
            }
        } finally {
            lock.readLock().unlock();
        }
        return found.stream().sorted(best).toList();
    }

    private float[] row(FloatMatrix matrix, int number) {
        float[] row = new float[dimension];
        matrix.copyRow(number, row, 0);
        return row;
    }

    private static boolean isZero(float[] vector) {
        for (float value : vector) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }

    private float[] unit(float[] vector) {
        if (vector.length != dimension) {
            throw new IllegalArgumentException(
                    "the vector has " + vector.length + " values; the model has dimension " + dimension);
        }
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        if (!Double.isFinite(squares)) {
            throw new IllegalArgumentException("the vector has a value that is not finite");
        }
        float[] unit = new float[dimension];
        double length = Math.sqrt(squares);
        for (int k = 0; k < dimension && length > 0; k++) {
            unit[k] = (float) (vector[k] / length);
        }
        return unit;
    }

    /**
     * Saves the documents as a model file whose words are the names, so that other tools can read it.
     *
     * @param target the file; replaced when it is complete
     * @throws IOException if writing fails; the target is then unchanged
     */
    public void save(Path target) throws IOException {
        lock.readLock().lock();
        try (Arena copy = Arena.ofShared()) {
            FloatMatrix matrix = FloatMatrix.allocate(copy, names.size(), dimension);
            float[] row = new float[dimension];
            for (int id = 0; id < names.size(); id++) {
                blocks.get(id / BLOCK).copyRow(id % BLOCK, row, 0);
                matrix.setRow(id, row, 0);
            }
            ModelMetadata metadata = ModelMetadata.EMPTY.with(FINGERPRINT, vectors.fingerprint());
            DenseEmbeddings.of(VocabularyBuilder.of(names, new long[names.size()]), matrix, metadata)
                    .save(target);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Frees the vectors. Closing twice has no effect. The model of the vectors stays open. */
    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }
}
