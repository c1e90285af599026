package org.wvtoolkit.web.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.wvtoolkit.container.AtomicFile;
import org.wvtoolkit.embedding.SparseEmbeddings;
import org.wvtoolkit.embedding.UnsuitableInputException;
import org.wvtoolkit.option.InvalidOptionException;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.projection.PlanePoints;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.web.http.Json;
import org.wvtoolkit.web.model.LoadedModel;
import org.wvtoolkit.web.model.ModelCatalogue;
import org.wvtoolkit.web.model.ModelDescription;
import org.wvtoolkit.web.model.Thesaurus;
import org.wvtoolkit.web.model.WordClusters;
import org.wvtoolkit.web.model.WordMap;
import org.wvtoolkit.web.model.WordnetSource;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/**
 * Export of a model as one HTML file with the page, the map, and the vectors of the most frequent
 * words in 8 bits per value.
 *
 * <p>Each row of the vectors is stored as integers −127 to 127 and one factor. At 100 dimensions,
 * cosines differ by less than 0.01 from those of the model.
 *
 * <p>Stateless and thread-safe.
 */
public final class ModelExport {
    /** Default number of exported words: 50,000 × 100 values take about 9 MB. */
    public static final int DEFAULT_WORDS = 50_000;

    /** Number of clusters that the page shows by default. */
    private static final int CLUSTERS = 24;

    private static final int MAX_CODE = Byte.MAX_VALUE;
    private static final int NO_LEXICAL_FILE = 255;

    private ModelExport() {}

    /**
     * Writes a model as one HTML file, which is replaced atomically.
     *
     * @param target HTML file
     * @param model model file in any supported format; its map is read from the file beside it, or
     *     computed and stored there
     * @param words number of most frequent words to export, at least 1; at most the size of the
     *     model and of its map is used
     * @param wordnet the wordnet, whose lexicographer files group the words
     * @param progress receives the stages of reading and of the map
     * @throws UnsuitableInputException if the model is sparse, because its vectors have one
     *     coordinate per word
     * @throws IOException if the model cannot be read or the file cannot be written
     */
    public static void write(Path target, Path model, int words, WordnetSource wordnet, ProgressListener progress)
            throws IOException {
        if (words < 1) {
            throw new InvalidOptionException("words", words, "must be at least 1");
        }
        try (ModelCatalogue models = ModelCatalogue.load(List.of(model), progress);
                ModelCatalogue.Lease lease =
                        models.lease(models.ids().getFirst()).orElseThrow()) {
            LoadedModel loaded = lease.model();
            if (loaded.embeddings() instanceof SparseEmbeddings) {
                throw new UnsuitableInputException(
                        "a sparse model cannot be exported as a page; train with svd, cbow or skipgram");
            }
            PlanePoints points = WordMap.compute(loaded, model, WordMap.Kind.UMAP, progress);
            int count = Math.min(words, points.size());
            WordClusters.Clustering clusters = WordMap.clusters(loaded, CLUSTERS);
            Thesaurus.LexicalFiles files = new Thesaurus(wordnet).lexicalFiles(loaded.vocabulary(), count);
            try (AtomicFile file = AtomicFile.create(target)) {
                try (Writer out =
                        new BufferedWriter(new OutputStreamWriter(stream(file), StandardCharsets.UTF_8), 1 << 16)) {
                    PageBundle.write(out, data -> data.append(json(loaded, points, clusters, files, count)));
                }
                file.commit();
            }
        }
    }

    private static OutputStream stream(AtomicFile file) {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                write(new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                file.write(bytes, offset, length);
            }
        };
    }

    private static String json(
            LoadedModel model,
            PlanePoints points,
            WordClusters.Clustering clusters,
            Thesaurus.LexicalFiles files,
            int count) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            out.writeStartObject();
            out.writeNumberProperty("format", 1);
            out.writeStringProperty("name", model.id());
            out.writeObjectPropertyStart("info");
            ModelDescription.write(out, model);
            out.writeEndObject();
            writeWords(out, model.vocabulary(), count);
            writeVectors(out, model, count);
            writeMap(out, points, clusters, count);
            writeLexicalFiles(out, files, count);
            out.writeEndObject();
        }
        // Escaped for embedding in an HTML element; in JSON this character occurs in strings only.
        return text.toString().replace("<", "\\u003c");
    }

    private static void writeWords(JsonGenerator out, Vocabulary vocabulary, int count) {
        out.writeArrayPropertyStart("words");
        for (int id = 0; id < count; id++) {
            out.writeString(vocabulary.word(id));
        }
        out.writeEndArray();
        out.writeArrayPropertyStart("counts");
        for (int id = 0; id < count; id++) {
            out.writeNumber(vocabulary.count(id));
        }
        out.writeEndArray();
    }

    private static void writeVectors(JsonGenerator out, LoadedModel model, int count) {
        int dimension = model.embeddings().dimension();
        byte[] values = new byte[Math.multiplyExact(count, dimension)];
        float[] scales = new float[count];
        float[] row = new float[dimension];
        for (int id = 0; id < count; id++) {
            model.embeddings().copyVector(id, row, 0);
            float largest = 0;
            for (float value : row) {
                largest = Math.max(largest, Math.abs(value));
            }
            scales[id] = largest / MAX_CODE;
            for (int j = 0; j < dimension && largest > 0; j++) {
                values[id * dimension + j] = (byte) Math.round(row[j] / scales[id]);
            }
        }
        out.writeNumberProperty("dimension", dimension);
        out.writeStringProperty("vectors", base64(values));
        out.writeStringProperty("scales", base64(scales));
    }

    /**
     * Writes the coordinates, −1 to 1, as 16-bit integers, which exceed the resolution of any
     * screen.
     */
    private static void writeMap(JsonGenerator out, PlanePoints points, WordClusters.Clustering clusters, int count) {
        short[] coordinates = new short[2 * count];
        short[] assignment = new short[count];
        for (int id = 0; id < count; id++) {
            coordinates[2 * id] = quantized(points.x()[id]);
            coordinates[2 * id + 1] = quantized(points.y()[id]);
            assignment[id] = (short) clusters.assignment()[id];
        }
        out.writeStringProperty("projection", "umap");
        out.writeStringProperty("points", base64(coordinates));
        out.writeStringProperty("pointsFormat", "uint16");
        out.writeName("bounds");
        out.writeArray(new double[] {-1, -1, 1, 1}, 0, 4);
        out.writeStringProperty("clusters", base64(assignment));
    }

    private static short quantized(float coordinate) {
        return (short) Math.round((Math.clamp(coordinate, -1f, 1f) + 1) / 2 * 65_535);
    }

    private static void writeLexicalFiles(JsonGenerator out, Thesaurus.LexicalFiles files, int count) {
        if (files.files().isEmpty()) {
            return;
        }
        byte[] assignment = new byte[count];
        Arrays.fill(assignment, (byte) NO_LEXICAL_FILE);
        for (int id = 0; id < count; id++) {
            int file = files.assignment()[id];
            if (file >= 0 && file < NO_LEXICAL_FILE) {
                assignment[id] = (byte) file;
            }
        }
        out.writeStringProperty("lexicalFiles", base64(assignment));
        Json.strings(out, "lexicalFileNames", files.files());
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String base64(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return base64(bytes.array());
    }

    private static String base64(short[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(values);
        return base64(bytes.array());
    }
}
