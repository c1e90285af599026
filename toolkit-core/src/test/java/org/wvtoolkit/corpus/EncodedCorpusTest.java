package org.wvtoolkit.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.container.DType;
import org.wvtoolkit.container.MalformedFileException;
import org.wvtoolkit.container.TensorDeclaration;
import org.wvtoolkit.container.TensorFileWriter;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.vocabulary.VocabularyBuilder;
import org.wvtoolkit.vocabulary.VocabularyFile;

class EncodedCorpusTest {
    @TempDir
    Path folder;

    private static final Map<String, String> KIND = Map.of("kind", EncodedCorpus.KIND);

    /** Writes a corpus of three words with these ids and sentences, valid or not. */
    private Path write(Map<String, String> metadata, int[] ids, long[] sentenceOffsets) throws IOException {
        Path path = folder.resolve("corpus");
        Vocabulary vocabulary = VocabularyBuilder.of(List.of("a", "b", "c"), new long[] {3, 2, 1});
        List<TensorDeclaration> declarations = new ArrayList<>(VocabularyFile.declare(vocabulary));
        declarations.add(new TensorDeclaration(EncodedCorpus.SENTENCE_OFFSETS, DType.I64, sentenceOffsets.length));
        declarations.add(new TensorDeclaration(EncodedCorpus.IDS, DType.I32, ids.length));
        try (TensorFileWriter writer = TensorFileWriter.create(path, metadata, declarations)) {
            VocabularyFile.write(vocabulary, writer);
            writer.write(EncodedCorpus.SENTENCE_OFFSETS, 0, MemorySegment.ofArray(sentenceOffsets));
            writer.write(EncodedCorpus.IDS, 0, MemorySegment.ofArray(ids));
            writer.commit();
        }
        return path;
    }

    @Test
    @DisplayName("A valid file is opened")
    void validFile() throws IOException {
        try (EncodedCorpus corpus = EncodedCorpus.open(write(KIND, new int[] {0, 2, 1, 0}, new long[] {0, 1, 4}))) {
            assertEquals(4, corpus.tokens());
            assertEquals(2, corpus.sentences());
            assertEquals(3, corpus.vocabulary().size());
        }
        try (EncodedCorpus empty = EncodedCorpus.open(write(KIND, new int[0], new long[] {0}))) {
            assertEquals(0, empty.tokens());
            assertEquals(0, empty.sentences());
        }
    }

    private void assertRefused(String because, int[] ids, long... sentenceOffsets) throws IOException {
        assertRefused(because, write(KIND, ids, sentenceOffsets));
    }

    private static void assertRefused(String because, Path path) {
        MalformedFileException refusal =
                assertThrows(MalformedFileException.class, () -> EncodedCorpus.open(path), because);
        String message = String.valueOf(refusal.getMessage());
        assertTrue(message.startsWith(path + ": ") && message.contains(because), message);
        assertEquals(-1, message.indexOf('\n'), message);
    }

    @Test
    @DisplayName("Inconsistent content is rejected")
    void inconsistentContent() throws IOException {
        int[] ids = {0, 2, 1, 0};
        assertRefused("word id out of range at token 1", new int[] {0, 3, 1, 0}, 0, 4);
        assertRefused("word id out of range at token 3", new int[] {0, 2, 1, -1}, 0, 4);
        assertRefused("word id out of range at token 0", new int[] {Integer.MIN_VALUE, 2, 1, 0}, 0, 4);
        assertRefused("do not cover its 4 tokens", ids);
        assertRefused("do not cover its 4 tokens", ids, 0);
        assertRefused("do not cover its 4 tokens", ids, 1, 4);
        assertRefused("do not cover its 4 tokens", ids, 0, 3);
        assertRefused("do not cover its 4 tokens", ids, 0, 5);
        assertRefused("do not cover its 4 tokens", ids, -1, 4);
        assertRefused("negative sentence length at sentence 1", ids, 0, 2, 2, 4);
        assertRefused("negative sentence length at sentence 1", ids, 0, 3, 2, 4);
        assertRefused("negative sentence length at sentence 0", ids, 0, Long.MIN_VALUE, 4);
        assertRefused("negative sentence length at sentence 1", ids, 0, Long.MAX_VALUE, 4);
        assertRefused("is not an encoded corpus", write(Map.of(), ids, new long[] {0, 4}));
        assertRefused("is not an encoded corpus", write(Map.of("kind", "vectors"), ids, new long[] {0, 4}));
    }

    @Test
    @DisplayName("A missing tensor is named")
    void missingTensor() throws IOException {
        Path path = folder.resolve("corpus");
        Vocabulary vocabulary = VocabularyBuilder.of(List.of("a"), new long[] {1});
        try (TensorFileWriter writer = TensorFileWriter.create(path, KIND, VocabularyFile.declare(vocabulary))) {
            VocabularyFile.write(vocabulary, writer);
            writer.commit();
        }
        assertRefused("has no tensor \"ids\"", path);
    }

    @Test
    @DisplayName("A truncated file is rejected")
    void truncatedFile() throws IOException {
        byte[] whole = Files.readAllBytes(write(KIND, new int[] {0, 2, 1, 0}, new long[] {0, 1, 4}));
        for (int length = 0; length < whole.length; length += 7) {
            Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, length));
            assertThrows(MalformedFileException.class, () -> EncodedCorpus.open(cut), length + " bytes");
        }
    }

    @Test
    @DisplayName("A file with any changed byte is rejected or read safely")
    void changedByte() throws IOException {
        int[] ids = new Random(3).ints(40, 0, 3).toArray();
        byte[] good = Files.readAllBytes(write(KIND, ids, new long[] {0, 1, 7, 20, 40}));
        int refused = 0;
        for (int at = 0; at < good.length; at += at < 400 ? 9 : 1) {
            byte[] bad = Arrays.copyOf(good, good.length);
            bad[at] ^= (byte) (at % 4 == 3 ? 0x80 : 1);
            Path path = Files.write(folder.resolve("bad"), bad);
            try (EncodedCorpus corpus = EncodedCorpus.open(path)) {
                for (long position = 0; position < corpus.tokens(); position++) {
                    int id = corpus.ids().getAtIndex(ValueLayout.JAVA_INT, position);
                    assertTrue(corpus.vocabulary().count(id) >= 0, "byte " + at);
                    assertTrue(corpus.sentenceAt(position) < corpus.sentences(), "byte " + at);
                }
            } catch (MalformedFileException expected) {
                refused++;
            }
        }
        assertTrue(refused > 0);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    @DisplayName("The sentence of a token equals the result of counting")
    void sentenceAt(int seed) throws IOException {
        Random random = new Random(seed);
        int sentences = seed == 1 ? 1 : 1 + random.nextInt(60);
        long[] offsets = new long[sentences + 1];
        for (int sentence = 0; sentence < sentences; sentence++) {
            offsets[sentence + 1] = offsets[sentence] + 1 + random.nextInt(random.nextBoolean() ? 1 : 30);
        }
        int[] ids = random.ints(offsets[sentences], 0, 3).toArray();
        try (EncodedCorpus corpus = EncodedCorpus.open(write(KIND, ids, offsets))) {
            long sentence = 0;
            for (long position = 0; position < corpus.tokens(); position++) {
                if (position == offsets[(int) sentence + 1]) {
                    sentence++;
                }
                assertEquals(sentence, corpus.sentenceAt(position), "seed " + seed + ", position " + position);
            }
        }
    }

    @Test
    @DisplayName("A closed corpus cannot be read")
    void closedCorpus() throws IOException {
        EncodedCorpus corpus = EncodedCorpus.open(write(KIND, new int[] {0, 2}, new long[] {0, 1, 2}));
        corpus.close();
        assertThrows(IllegalStateException.class, () -> corpus.sentenceAt(0));
        assertThrows(IllegalStateException.class, () -> corpus.vocabulary().word(0));
        corpus.close();
    }
}
