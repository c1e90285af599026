package org.wvtoolkit.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.container.MalformedFileException;
import org.wvtoolkit.container.Tensor;
import org.wvtoolkit.container.TensorFile;
import org.wvtoolkit.cooccurrence.ContextSide;
import org.wvtoolkit.cooccurrence.CooccurrenceCounter;
import org.wvtoolkit.cooccurrence.CooccurrenceOptions;
import org.wvtoolkit.cooccurrence.RandomCorpus;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;

class SparseEmbeddingsTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void save() throws IOException {
        file = folder.resolve("counts.safetensors");
        count(CooccurrenceOptions.builder().window(3).build(), file);
    }

    private void count(CooccurrenceOptions options, Path target) throws IOException {
        try (EncodedCorpus corpus = RandomCorpus.make(folder, 8, 100, 20, 60)) {
            Resources resources = new Resources(1, Resources.MIN_MEMORY, folder);
            CooccurrenceCounter.count(corpus, options, target, resources, ProgressListener.NONE)
                    .close();
        }
    }

    @Test
    @DisplayName("A count file is a model")
    void countsAreAModel() throws IOException {
        try (Embeddings opened = Embeddings.open(file)) {
            SparseEmbeddings sparse = assertInstanceOf(SparseEmbeddings.class, opened);
            assertEquals(sparse.vocabulary().size(), sparse.dimension());
            double sum = 0;
            for (int column = 0; column < sparse.dimension(); column++) {
                sum += Math.pow(sparse.vectors().get(2, column), 2);
            }
            assertEquals(Math.sqrt(sum), sparse.norm(2), 1e-5);
            assertEquals(Math.sqrt(sum), sparse.vectors().rowNorm(2), 1e-9);
            float[] cells = new float[sparse.dimension() + 2];
            Arrays.fill(cells, 7);
            assertEquals(sparse.norm(2), sparse.copyVector(2, cells, 1));
            assertEquals(7, cells[0]);
            assertEquals(7, cells[cells.length - 1]);
            float[] vector = sparse.vector(sparse.vocabulary().word(2)).orElseThrow();
            for (int column = 0; column < sparse.dimension(); column++) {
                assertEquals((float) sparse.vectors().get(2, column), vector[column]);
                assertEquals(vector[column], cells[column + 1]);
            }
            assertEquals("3", sparse.metadata().get("option.window").orElseThrow());
        }
    }

    @Test
    @DisplayName("Embeddings saved with other metadata are opened again")
    void changedMetadata() throws IOException {
        Path again = folder.resolve("again.safetensors");
        Path third = folder.resolve("third.safetensors");
        try (Embeddings opened = Embeddings.open(file)) {
            opened.withMetadata(opened.metadata().with(ModelMetadata.METHOD, "cooccurrence"))
                    .save(again);
        }
        try (SparseEmbeddings opened = (SparseEmbeddings) Embeddings.open(again)) {
            assertEquals(
                    "cooccurrence", opened.metadata().get(ModelMetadata.METHOD).orElseThrow());
            opened.save(third);
        }
        assertEquals(-1, Files.mismatch(again, third));
    }

    @Test
    @DisplayName("Contexts have a word and a position")
    void contexts() throws IOException {
        for (ContextSide side : ContextSide.values()) {
            Path positional = folder.resolve(side + ".safetensors");
            count(
                    CooccurrenceOptions.builder()
                            .window(2)
                            .side(side)
                            .positional(true)
                            .build(),
                    positional);
            try (SparseEmbeddings opened = (SparseEmbeddings) Embeddings.open(positional)) {
                int words = opened.vocabulary().size();
                List<Integer> places = switch (side) {
                    case SYMMETRIC -> List.of(-2, -1, 1, 2);
                    case LEFT -> List.of(-2, -1);
                    case RIGHT -> List.of(1, 2);
                };
                assertEquals(places.size() * words, opened.dimension());
                for (int slot = 0; slot < places.size(); slot++) {
                    assertEquals(places.get(slot), opened.contexts().contextOffset(slot * words + 5));
                    assertEquals(5, opened.contexts().contextWord(slot * words + 5));
                }
            }
        }
    }

    @Test
    @DisplayName("An invalid column or row index is rejected with its row")
    void invalidIndex() throws IOException {
        for (String tensor : List.of("indices", "indptr")) {
            Path broken = folder.resolve("broken-" + tensor);
            byte[] bytes = Files.readAllBytes(file);
            long position = position(tensor);
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt((int) position + 16, 1_000_000);
            Files.write(broken, bytes);
            String message = String.valueOf(assertThrows(MalformedFileException.class, () -> Embeddings.open(broken))
                    .getMessage());
            assertTrue(message.contains("broken-" + tensor) && message.contains("row "), message);
        }
    }

    /** Returns the offset of a tensor's data in the file. */
    private long position(String name) throws IOException {
        try (TensorFile opened = TensorFile.open(file)) {
            long header = Files.size(file)
                    - opened.tensors().stream()
                            .mapToLong(t -> t.data().byteSize())
                            .sum();
            for (Tensor tensor : opened.tensors()) {
                if (tensor.name().equals(name)) {
                    return header;
                }
                header += tensor.data().byteSize();
            }
        }
        throw new AssertionError(name);
    }

    @Test
    @DisplayName("A model with any flipped byte is rejected or opened safely")
    void flippedByte() throws IOException {
        byte[] good = Files.readAllBytes(file);
        Random random = new Random(5);
        Path flipped = folder.resolve("flipped");
        for (int i = 0; i < 300; i++) {
            byte[] bytes = good.clone();
            int at = i < 200 ? i : random.nextInt(bytes.length);
            bytes[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(flipped, bytes);
            try (Embeddings opened = Embeddings.open(flipped)) {
                opened.vocabulary().id("w1");
                if (opened instanceof SparseEmbeddings sparse
                        && opened.vocabulary().size() > 0) {
                    sparse.norm(0);
                }
            } catch (IOException refused) {
                assertTrue(String.valueOf(refused.getMessage()).contains("flipped"), refused.toString());
            }
        }
    }

    @Test
    @DisplayName("Other files are not accepted as models")
    void notAModel() throws IOException {
        Path text = Files.write(folder.resolve("text"), "no tensors".getBytes(StandardCharsets.UTF_8));
        assertThrows(MalformedFileException.class, () -> Embeddings.open(text));
    }
}
