package org.wvtoolkit.index;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.wvtoolkit.container.TensorFile;
import org.wvtoolkit.embedding.CompressedEmbeddings;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.SparseEmbeddings;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Workers;
import org.wvtoolkit.query.CompressionLoss;
import org.wvtoolkit.query.Cosines;
import org.wvtoolkit.query.Neighbours;
import org.wvtoolkit.query.Shortlist;

/**
 * Hierarchical navigable small-world graph over the words of a model (Malkov and Yashunin 2018). It
 * finds most of a vector's nearest neighbours with a few thousand cosines.
 *
 * <p>In addition to the links, the index contains the directions of the vectors as 8-bit integers,
 * which guide the search. The original vectors stay in the embeddings that the index was built for.
 * The index is stored in a file next to the model, see {@link #beside}, with a fingerprint of the
 * model.
 *
 * <p>Searching is thread-safe.
 */
public final class HnswIndex implements Shortlist, AutoCloseable {
    private static final String WORDS = "words";
    private static final String DIMENSION = "dimension";
    private static final String FINGERPRINT = "vectors_crc32c";
    private static final String CONNECTIONS = "connections";
    private static final String BEAM_WIDTH = "beam_width";
    private static final String SEARCH_WIDTH = "search_width";
    private static final String RECALL = "recall_at_10";

    /** Number of neighbours per query in the measurement of recall. */
    private static final int MEASURED = 10;

    /** Number of words in the measurement of recall. */
    private static final int SAMPLE = 500;

    /** Maximum number of vectors in the fingerprint, evenly spaced. */
    private static final int FINGERPRINTED = 1024;

    private static final int MIN_WIDTH = 8;
    private static final int MAX_WIDTH = 2048;

    private final Runnable owner;
    private final MappedGraph graph;
    private final QuantizedVectors vectors;
    private final Map<String, String> metadata;
    private final int searchWidth;

    private HnswIndex(
            Runnable owner,
            MappedGraph graph,
            QuantizedVectors vectors,
            Map<String, String> metadata,
            int searchWidth) {
        this.owner = owner;
        this.graph = graph;
        this.vectors = vectors;
        this.metadata = metadata;
        this.searchWidth = searchWidth;
    }

    /**
     * Returns the path of the index of a model.
     *
     * @param model the model file
     * @return the path with {@code .hnsw} appended
     */
    public static Path beside(Path model) {
        return model.resolveSibling(model.getFileName() + ".hnsw");
    }

    /**
     * Builds a graph, then determines the smallest search width with the required recall. The
     * result does not depend on the number of threads.
     *
     * @param embeddings dense or compressed embeddings, which must stay open while the index is
     *     used
     * @param options the build options
     * @param threads number of threads, at least 1
     * @param progress receives progress in words, from the calling thread
     * @return the index, in memory; the caller closes it
     * @throws IOException if the thread is interrupted
     * @throws IllegalArgumentException if the embeddings are sparse or {@code threads} is less than 1
     */
    public static HnswIndex build(Embeddings embeddings, HnswOptions options, int threads, ProgressListener progress)
            throws IOException {
        Workers.requireThreads(threads);
        if (embeddings instanceof SparseEmbeddings) {
            throw new IllegalArgumentException("sparse vectors cannot be indexed; train dense vectors from them");
        }
        Cosines cosines = Cosines.of(embeddings);
        int size = cosines.size();
        progress.stage("building the index", ProgressListener.Unit.ROWS, size);
        Arena arena = Arena.ofShared();
        try {
            QuantizedVectors vectors = QuantizedVectors.of(cosines, embeddings.dimension(), arena);
            MappedGraph graph;
            try (Arena building = Arena.ofShared()) {
                GrowingGraph built = GraphBuilder.build(vectors, options, threads, progress, building);
                graph = GraphFile.copy(built, options.connections(), arena);
            }
            return measured(
                    embeddings,
                    new HnswIndex(() -> close(arena), graph, vectors, Map.of(), MAX_WIDTH),
                    options,
                    threads,
                    progress);
        } catch (Throwable failure) {
            arena.close();
            throw failure;
        }
    }

    private static HnswIndex measured(
            Embeddings embeddings, HnswIndex index, HnswOptions options, int threads, ProgressListener progress) {
        progress.stage("measuring recall", ProgressListener.Unit.ROWS, SAMPLE);
        Neighbours exact = Neighbours.of(embeddings, threads).exact();
        HnswIndex wider = index;
        double recall = 0;
        for (int width = MIN_WIDTH; width <= MAX_WIDTH && recall < options.recall(); width += Math.max(4, width / 6)) {
            wider = new HnswIndex(index.owner, index.graph, index.vectors, Map.of(), width);
            recall = CompressionLoss.measure(
                            embeddings,
                            exact,
                            embeddings,
                            exact.with(wider),
                            new CompressionLoss.Sample(SAMPLE, MEASURED, options.seed()))
                    .overlap();
        }
        progress.advanced(SAMPLE, "");
        Map<String, String> metadata = new TreeMap<>();
        metadata.put(GraphFile.KIND, GraphFile.GRAPH);
        metadata.put(WORDS, Integer.toString(index.graph.size()));
        metadata.put(DIMENSION, Integer.toString(embeddings.dimension()));
        metadata.put(FINGERPRINT, fingerprint(embeddings));
        metadata.put(CONNECTIONS, Integer.toString(options.connections()));
        metadata.put(BEAM_WIDTH, Integer.toString(options.beamWidth()));
        metadata.put(SEARCH_WIDTH, Integer.toString(wider.searchWidth));
        metadata.put(RECALL, Double.toString(Math.round(recall * 1e4) / 1e4));
        return new HnswIndex(index.owner, index.graph, index.vectors, metadata, wider.searchWidth);
    }

    /**
     * Hashes all norms, and the directions of a sample of vectors, because normalized models of equal size have equal
     * norms. Reading all vectors would take as long as a scan whenever a model is opened.
     */
    private static String fingerprint(Embeddings embeddings) {
        MemorySegment norms = switch (embeddings) {
            case DenseEmbeddings dense -> dense.norms();
            case CompressedEmbeddings compressed -> compressed.norms();
            case SparseEmbeddings sparse -> MemorySegment.NULL;
        };
        CRC32C crc = new CRC32C();
        update(crc, norms);
        Cosines cosines = Cosines.of(embeddings);
        int sample = Math.min(FINGERPRINTED, cosines.size());
        for (int i = 0; i < sample; i++) {
            float[] direction = cosines.direction((int) ((long) i * cosines.size() / sample));
            if (direction != null) {
                update(crc, MemorySegment.ofArray(direction));
            }
        }
        return String.format("%08x", crc.getValue());
    }

    private static void update(CRC32C crc, MemorySegment values) {
        byte[] chunk = new byte[(int) Math.min(values.byteSize(), 1 << 16)];
        for (long from = 0; from < values.byteSize(); from += chunk.length) {
            int length = (int) Math.min(chunk.length, values.byteSize() - from);
            MemorySegment.copy(values, ValueLayout.JAVA_BYTE, from, chunk, 0, length);
            crc.update(chunk, 0, length);
        }
    }

    /**
     * Saves the index to a temporary file and renames it to the target.
     *
     * @param target the file; an existing one is replaced
     * @throws IOException if writing fails
     */
    public void save(Path target) throws IOException {
        GraphFile.save(graph, vectors, metadata, target);
    }

    /**
     * Memory-maps an index.
     *
     * @param path a file written by {@link #save}
     * @param embeddings the model that it was built for, which must stay open while the index is
     *     used
     * @return the index; the caller closes it
     * @throws org.wvtoolkit.container.MalformedFileException if the file is not an index, is
     *     damaged, or was built for other vectors
     * @throws IOException if the file does not exist or cannot be read
     */
    public static HnswIndex open(Path path, Embeddings embeddings) throws IOException {
        TensorFile file = TensorFile.open(path);
        try {
            return open(file, embeddings);
        } catch (Throwable failure) {
            file.close();
            throw failure;
        }
    }

    private static HnswIndex open(TensorFile file, Embeddings embeddings) throws IOException {
        Map<String, String> metadata = file.metadata();
        if (!GraphFile.GRAPH.equals(metadata.get(GraphFile.KIND))) {
            throw file.malformed("is not an index");
        }
        int size = embeddings.vocabulary().size();
        if (!Integer.toString(size).equals(metadata.get(WORDS))
                || !Integer.toString(embeddings.dimension()).equals(metadata.get(DIMENSION))
                || !fingerprint(embeddings).equals(metadata.get(FINGERPRINT))) {
            throw file.malformed("was built for other vectors than those of the model", "build the index again");
        }
        int width = number(file, SEARCH_WIDTH);
        MappedGraph graph = GraphFile.open(file, size, number(file, CONNECTIONS));
        QuantizedVectors vectors = GraphFile.vectors(file, size, embeddings.dimension());
        return new HnswIndex(file::close, graph, vectors, Map.copyOf(metadata), width);
    }

    private static int number(TensorFile file, String name) throws IOException {
        try {
            int value = Integer.parseInt(file.metadata().getOrDefault(name, ""));
            if (value >= 1 && value <= 1 << 20) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // Reported below.
        }
        throw file.malformed("has no valid value for " + name);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the direction does not have the padded dimension of the model, or
     *     {@code count} is less than 1
     */
    @Override
    public int[] nearest(float[] direction, int count) {
        int padded = FloatMatrix.paddedColumns(vectors.dimension());
        if (direction.length != padded || count < 1) {
            throw new IllegalArgumentException("needs a direction of " + padded + " values and a count of at least 1: "
                    + direction.length + " values, count " + count);
        }
        if (graph.size() == 0) {
            return new int[0];
        }
        // The search width is scaled if more neighbours are requested than recall was measured for.
        long wide = Math.max(searchWidth, (long) searchWidth * count / MEASURED);
        int most = Math.min(graph.size(), count);
        GraphSearch search = new GraphSearch(graph, vectors);
        int[] found = search.nearest(direction, (int) Math.min(graph.size(), wide), most);
        // A narrow search may score fewer nodes than requested, for example among equal vectors.
        return found.length >= most ? found : search.nearest(direction, most, most);
    }

    /**
     * Returns the number of candidates that a search visits (ef), which determines recall and time.
     * It may be smaller than the number of neighbours that are requested: a search also scores the
     * links of the candidates that it visits.
     *
     * @return at least 1
     */
    public int searchWidth() {
        return searchWidth;
    }

    /**
     * Returns a view of this index that searches with another width. A larger width finds more of the nearest
     * neighbours and takes longer.
     *
     * @param width number of candidates in a search (ef), at least 1
     * @return the view, which shares the memory of this index: closing either closes both; {@link #recall} still refers
     *     to the width that was chosen when the index was built
     * @throws IllegalArgumentException if the width is less than 1
     */
    public HnswIndex withSearchWidth(int width) {
        if (width < 1) {
            throw new IllegalArgumentException("the search width must be at least 1: " + width);
        }
        return new HnswIndex(owner, graph, vectors, metadata, width);
    }

    /**
     * Returns the fraction of the ten nearest neighbours that were found when the index was built,
     * over a sample of 500 words.
     *
     * @return 0 to 1
     */
    public double recall() {
        try {
            return Double.parseDouble(metadata.getOrDefault(RECALL, "NaN"));
        } catch (NumberFormatException damaged) {
            return Double.NaN;
        }
    }

    /** Frees the memory or unmaps the file. Closing twice has no effect. */
    @Override
    public void close() {
        owner.run();
    }

    private static void close(Arena arena) {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }
}
