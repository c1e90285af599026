package org.wvtoolkit.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.corpus.TokenSink;
import org.wvtoolkit.documents.DocumentVectors;
import org.wvtoolkit.documents.RowEncoding;
import org.wvtoolkit.documents.WordWeighting;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.query.Neighbour;
import org.wvtoolkit.query.Neighbours;
import org.wvtoolkit.query.Outcome;
import org.wvtoolkit.spark.record.VocabularyData;
import scala.Tuple2;

/**
 * Model on all executors, for document vectors and nearest neighbours over an RDD. Each executor
 * stores one copy of the model, 4 · V · d bytes off-heap; building it temporarily needs the same
 * amount on the heap.
 *
 * <p>Closing releases the memory on the executors. Not thread-safe. The RDDs that the methods
 * return can be computed until the object is closed.
 */
public final class SparkVectors implements AutoCloseable {
    private static final int DOCUMENTS_AT_ONCE = 256;

    private final Broadcast<Model> model;
    private final List<Broadcast<float[]>> blocks;

    private SparkVectors(Broadcast<Model> model, List<Broadcast<float[]>> blocks) {
        this.model = model;
        this.blocks = blocks;
    }

    /** The model on an executor, built once per executor. */
    private static final class Model implements Serializable {
        private final VocabularyData words;
        private final LinkedHashMap<String, String> metadata;
        private final List<Broadcast<float[]>> blocks;
        private final int dimension;
        private transient @Nullable DenseEmbeddings built;

        Model(DenseEmbeddings model, List<Broadcast<float[]>> blocks) {
            this.words = new VocabularyData(model.vocabulary());
            this.metadata = new LinkedHashMap<>(model.metadata().entries());
            this.blocks = blocks;
            this.dimension = model.dimension();
        }

        synchronized DenseEmbeddings get() {
            DenseEmbeddings embeddings = built;
            if (embeddings == null) {
                int rows = words.get().size();
                FloatMatrix vectors = FloatMatrix.allocate(Arena.ofAuto(), rows, dimension);
                long row = 0;
                for (Broadcast<float[]> block : blocks) {
                    float[] values = block.value();
                    for (int i = 0; i < values.length / dimension; i++) {
                        vectors.setRow(row++, values, i * dimension);
                    }
                }
                embeddings = DenseEmbeddings.of(words.get(), vectors, ModelMetadata.of(metadata));
                built = embeddings;
            }
            return embeddings;
        }
    }

    /**
     * Sends a model to the executors.
     *
     * @param spark the cluster
     * @param model the model; may be closed afterwards
     * @return the model on the cluster; the caller closes it
     */
    public static SparkVectors of(JavaSparkContext spark, DenseEmbeddings model) {
        int dimension = model.dimension();
        int rows = model.vocabulary().size();
        int blockRows = Math.max(1, Blocks.BLOCK_BYTES / (4 * dimension));
        List<Broadcast<float[]>> blocks = new ArrayList<>();
        for (int first = 0; first < rows; first += blockRows) {
            float[] values = new float[Math.min(blockRows, rows - first) * dimension];
            for (int row = 0; row < values.length / dimension; row++) {
                model.vectors().copyRow(first + (long) row, values, row * dimension);
            }
            blocks.add(spark.broadcast(values));
        }
        return new SparkVectors(spark.broadcast(new Model(model, blocks)), blocks);
    }

    /**
     * Computes a vector for each document, like {@code wv vectors} for each line: the mean of the
     * vectors of its words, or zeros for a document without a known word. The text is tokenized
     * like the corpus of the model.
     *
     * @param documents the documents; null is an empty document
     * @param weighting weighting of the words
     * @return one vector of the model's dimension per document, in the same order and partitions
     */
    public JavaRDD<float[]> documents(JavaRDD<String> documents, WordWeighting weighting) {
        Broadcast<Model> sent = model;
        double smoothing = weighting.smoothing();
        return documents.mapPartitions(
                part -> new DocumentIterator(part, sent.value().get(), new WordWeighting(smoothing)));
    }

    /** Iterator over the vectors of the documents of a partition. */
    private static final class DocumentIterator implements Iterator<float[]> {
        private final Iterator<String> documents;
        private final DenseEmbeddings model;
        private final WordWeighting weighting;
        private final List<float[]> ready = new ArrayList<>();
        private int next;

        DocumentIterator(Iterator<String> documents, DenseEmbeddings model, WordWeighting weighting) {
            this.documents = documents;
            this.model = model;
            this.weighting = weighting;
        }

        @Override
        public boolean hasNext() {
            return next < ready.size() || documents.hasNext();
        }

        @Override
        public float[] next() {
            if (next == ready.size()) {
                try {
                    fill();
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            }
            return ready.get(next++);
        }

        private void fill() throws IOException {
            ready.clear();
            next = 0;
            List<float[]> rows = new ArrayList<>();
            int dimension = model.dimension();
            DocumentVectors vectors = new DocumentVectors(
                    model,
                    weighting,
                    RowEncoding.FLOATS,
                    (bytes, offset, length) -> split(ByteBuffer.wrap(bytes, offset, length), dimension, rows));
            List<Boolean> empty = new ArrayList<>();
            TokenSink sink = vectors.newSink();
            sink.beginChunk(0);
            while (empty.size() < DOCUMENTS_AT_ONCE && documents.hasNext()) {
                byte[] text = Objects.requireNonNullElse(documents.next(), "").getBytes(StandardCharsets.UTF_8);
                empty.add(text.length == 0);
                if (text.length > 0) {
                    sink.token(text, 0, text.length);
                    sink.endSentence();
                }
            }
            sink.endChunk();
            vectors.finish();
            Iterator<float[]> found = rows.iterator();
            for (boolean isEmpty : empty) {
                ready.add(isEmpty ? new float[dimension] : found.next());
            }
        }

        /** Splits bytes into rows; the buffer contains whole rows only. */
        private static void split(ByteBuffer bytes, int dimension, List<float[]> rows) {
            bytes.order(ByteOrder.LITTLE_ENDIAN);
            while (bytes.hasRemaining()) {
                float[] row = new float[dimension];
                for (int i = 0; i < dimension; i++) {
                    row[i] = bytes.getFloat();
                }
                rows.add(row);
            }
        }
    }

    /**
     * Finds the nearest neighbours of each word, like {@code wv similar}.
     *
     * @param words the words; words that the model does not contain have no neighbours in the
     *     result
     * @param count maximum number of neighbours per word, at least 1
     * @return words with their neighbours and cosine similarities, nearest first
     */
    public JavaPairRDD<String, List<Tuple2<String, Float>>> similar(JavaRDD<String> words, int count) {
        Broadcast<Model> sent = model;
        return words.mapPartitionsToPair(part -> {
            Neighbours neighbours = Neighbours.of(sent.value().get(), 1);
            List<Tuple2<String, List<Tuple2<String, Float>>>> found = new ArrayList<>();
            part.forEachRemaining(word -> found.add(new Tuple2<>(word, nearest(neighbours, word, count))));
            return found.iterator();
        });
    }

    private static List<Tuple2<String, Float>> nearest(Neighbours neighbours, String word, int count) {
        List<Tuple2<String, Float>> nearest = new ArrayList<>();
        if (neighbours.similar(List.of(word), count) instanceof Outcome.Known(List<Neighbour> found)) {
            found.forEach(neighbour -> nearest.add(new Tuple2<>(neighbour.word(), neighbour.score())));
        }
        return nearest;
    }

    /** Releases the memory on the executors. */
    @Override
    public void close() {
        model.destroy();
        blocks.forEach(Broadcast::destroy);
    }
}
