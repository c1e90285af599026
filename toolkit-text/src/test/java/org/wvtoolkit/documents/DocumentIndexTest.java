package org.wvtoolkit.documents;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.container.MalformedFileException;
import org.wvtoolkit.embedding.CompressedEmbeddings;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.embedding.Precision;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.text.TextCorpus;
import org.wvtoolkit.text.stream.TextInput;
import org.wvtoolkit.vocabulary.VocabularyBuilder;

class DocumentIndexTest {
    private static final int WORDS = 200;
    private static final int DIMENSION = 19;

    @TempDir
    Path folder;

    private static DenseEmbeddings model(long seed) {
        Random random = new Random(seed);
        FloatMatrix vectors = FloatMatrix.allocate(Arena.ofAuto(), WORDS, DIMENSION);
        for (int row = 0; row < WORDS; row++) {
            for (int column = 0; column < DIMENSION; column++) {
                vectors.set(row, column, (float) random.nextGaussian());
            }
        }
        List<String> words = IntStream.range(0, WORDS).mapToObj(id -> "w" + id).toList();
        long[] counts = IntStream.range(0, WORDS).mapToLong(id -> 1000 - id).toArray();
        return DenseEmbeddings.of(
                VocabularyBuilder.of(words, counts),
                vectors,
                ModelMetadata.EMPTY.with(ModelMetadata.TEXT_PREFIX + "analyzer", "standard"));
    }

    private static String text(Random random) {
        List<String> words = new ArrayList<>();
        for (int i = random.nextInt(30); i >= 0; i--) {
            words.add("W" + random.nextInt(WORDS + 20));
        }
        return String.join(" ", words);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("the vector of one text has the bits of the row of a line with this text")
    void likeBatch(boolean compressed) throws IOException {
        Random random = new Random(5);
        List<String> lines = IntStream.range(0, 500).mapToObj(i -> text(random)).toList();
        Path file = Files.writeString(folder.resolve("lines.txt"), String.join("\n", lines) + "\n");
        Embeddings model = compressed ? CompressedEmbeddings.of(model(1), Precision.INT8) : model(1);
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        DocumentVectors batch = new DocumentVectors(model, new WordWeighting(1e-3), RowEncoding.FLOATS, rows::write);
        TextCorpus.lines(List.of(TextInput.path(file))).readTokens(batch, 2, ProgressListener.NONE);
        batch.finish();
        ByteBuffer all = ByteBuffer.wrap(rows.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
        DocumentVectors single = new DocumentVectors(model, new WordWeighting(1e-3));
        for (String line : lines) {
            float[] expected = new float[DIMENSION];
            for (int k = 0; k < DIMENSION; k++) {
                expected[k] = all.getFloat();
            }
            assertArrayEquals(expected, single.of(line), line);
        }
        assertEquals(0, all.remaining());
    }

    @Test
    @DisplayName("a search finds the documents with the highest cosines, over several blocks")
    void search() throws IOException {
        DocumentVectors vectors = new DocumentVectors(model(1), WordWeighting.MEAN);
        Random random = new Random(7);
        List<String> texts =
                IntStream.range(0, 3000).mapToObj(i -> text(random)).toList();
        try (DocumentIndex index = new DocumentIndex(vectors)) {
            for (int i = 0; i < texts.size(); i++) {
                index.add("d" + i, texts.get(i));
            }
            index.add("empty", "no word of the model");
            assertEquals(3001, index.size());
            float[] query = vectors.of("w3 w5 w8");
            List<DocumentIndex.Match> found = index.search("w3 w5 w8", 10);
            List<Integer> expected = IntStream.range(0, texts.size())
                    .boxed()
                    .sorted((a, b) -> Double.compare(
                            cosine(query, vectors.of(texts.get(b))), cosine(query, vectors.of(texts.get(a)))))
                    .limit(10)
                    .toList();
            assertEquals(
                    expected.stream().map(i -> "d" + i).toList(),
                    found.stream().map(DocumentIndex.Match::name).toList());
            assertEquals(
                    cosine(query, vectors.of(texts.get(expected.getFirst()))),
                    found.getFirst().score(),
                    1e-5);
            assertEquals(List.of(), index.search("unknown words only", 3));
            long known = texts.stream()
                    .filter(text -> cosine(query, vectors.of(text)) > -2)
                    .count();
            assertEquals(known, index.search("w3", 5000).size());
        }
    }

    private static double cosine(float[] a, float[] b) {
        double product = 0;
        double as = 0;
        double bs = 0;
        for (int k = 0; k < a.length; k++) {
            product += (double) a[k] * b[k];
            as += (double) a[k] * a[k];
            bs += (double) b[k] * b[k];
        }
        return as * bs == 0 ? -2 : product / Math.sqrt(as * bs);
    }

    @Test
    @DisplayName("documents are replaced and removed")
    void changes() throws IOException {
        try (DocumentIndex index = new DocumentIndex(new DocumentVectors(model(1), WordWeighting.MEAN))) {
            for (int i = 0; i < 1025; i++) {
                index.add("d" + i, "w" + i % WORDS);
            }
            index.add("d1024", "w7");
            assertEquals(1025, index.size());
            assertTrue(index.remove("d3"));
            assertFalse(index.remove("d3"));
            assertEquals(1024, index.size());
            List<String> near = index.search("w7", 7).stream()
                    .map(DocumentIndex.Match::name)
                    .toList();
            assertEquals(List.of("d1007", "d1024", "d207", "d407", "d607", "d7", "d807"), near);
            index.add("new", "w7");
            assertEquals(1025, index.size());
        }
    }

    @Test
    @DisplayName("additions and removals at the boundary of a block reuse its memory")
    void boundary() throws IOException {
        try (DocumentIndex index = new DocumentIndex(new DocumentVectors(model(1), WordWeighting.MEAN))) {
            for (int i = 0; i < DocumentIndex.BLOCK; i++) {
                index.add("d" + i, "w1");
            }
            for (int i = 0; i < 10; i++) {
                index.add("last", "w7");
                assertEquals("last", index.search("w7", 1).getFirst().name());
                assertTrue(index.remove("last"));
                assertEquals(
                        DocumentIndex.BLOCK, index.search("w7", 5000).size(), "documents after " + i + " removals");
                assertEquals(2, index.blockCount());
            }
            index.remove("d0");
            index.add("other", "w7");
            assertEquals("other", index.search("w7", 1).getFirst().name());
            assertEquals(2, index.blockCount());
        }
    }

    @Test
    @DisplayName("a saved index is opened with the same answers, and only with its model and weighting")
    void saved() throws IOException {
        Path file = folder.resolve("documents.safetensors");
        DocumentVectors vectors = new DocumentVectors(model(1), WordWeighting.MEAN);
        List<DocumentIndex.Match> expected;
        try (DocumentIndex index = new DocumentIndex(vectors)) {
            index.add("tea time", "w1 w2");
            index.add("größe", "w2 w3");
            index.add("empty", "");
            expected = index.search("w2 w1 w3 w3", 5);
            index.save(file);
        }
        assertEquals(2, expected.size());
        try (DocumentIndex index = DocumentIndex.open(file, vectors)) {
            assertEquals(expected, index.search("w2 w1 w3 w3", 5));
            assertEquals(3, index.size());
        }
        DocumentVectors other = new DocumentVectors(model(2), WordWeighting.MEAN);
        assertThrows(MalformedFileException.class, () -> DocumentIndex.open(file, other));
        DocumentVectors weighted = new DocumentVectors(model(1), new WordWeighting(1e-3));
        assertThrows(MalformedFileException.class, () -> DocumentIndex.open(file, weighted));
        Path plain = folder.resolve("model.safetensors");
        model(1).save(plain);
        assertThrows(MalformedFileException.class, () -> DocumentIndex.open(plain, vectors));
    }

    @Test
    @DisplayName("an empty index is searched, saved and opened")
    void empty() throws IOException {
        Path file = folder.resolve("documents.safetensors");
        DocumentVectors vectors = new DocumentVectors(model(1), WordWeighting.MEAN);
        try (DocumentIndex index = new DocumentIndex(vectors)) {
            assertEquals(List.of(), index.search("w1", 3));
            index.save(file);
        }
        try (DocumentIndex index = DocumentIndex.open(file, vectors)) {
            assertEquals(0, index.size());
        }
    }

    @Test
    @DisplayName("invalid names, vectors and numbers are refused")
    void invalid() throws IOException {
        try (DocumentIndex index = new DocumentIndex(new DocumentVectors(model(1), WordWeighting.MEAN))) {
            assertThrows(IllegalArgumentException.class, () -> index.add("", "w1"));
            assertThrows(IllegalArgumentException.class, () -> index.add("a", new float[3]));
            float[] infinite = new float[DIMENSION];
            infinite[2] = Float.POSITIVE_INFINITY;
            assertThrows(IllegalArgumentException.class, () -> index.add("a", infinite));
            assertThrows(IllegalArgumentException.class, () -> index.search("w1", 0));
        }
    }

    @Test
    @DisplayName("a file of another format names the reader of all formats")
    void otherFormat() throws IOException {
        Path text = Files.writeString(folder.resolve("vectors.txt"), "2 3\na 1 2 3\nb 4 5 6\n");
        MalformedFileException refused = assertThrows(MalformedFileException.class, () -> Embeddings.open(text));
        assertTrue(String.valueOf(refused.getMessage()).contains("another vector format"), refused.getMessage());
    }
}
