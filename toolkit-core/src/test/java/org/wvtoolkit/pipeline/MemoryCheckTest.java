package org.wvtoolkit.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.option.ConflictingOptionsException;
import org.wvtoolkit.option.OptionValues;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.vocabulary.VocabularyBuilder;

class MemoryCheckTest {
    private static final Resources SMALL = new Resources(2, Resources.MIN_MEMORY, Path.of("."));
    private static final Resources LARGE = new Resources(2, 1L << 30, Path.of("."));

    private static Vocabulary vocabulary(int words) {
        List<String> list =
                IntStream.range(0, words).mapToObj(Integer::toString).toList();
        return VocabularyBuilder.of(list, new long[words]);
    }

    private static TrainingMethod method(String name) {
        return TrainingMethods.create(name, OptionValues.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cbow", "skipgram", "cooccurrence", "ppmi", "svd"})
    @DisplayName("Every method requires memory in proportion to the vocabulary")
    void proportional(String name) {
        long some = method(name).memoryBytes(vocabulary(1000), 2);
        long more = method(name).memoryBytes(vocabulary(10_000), 2);
        assertTrue(some > 20_000 && some < 16L << 20, Long.toString(some));
        assertTrue(more > 9 * some && more < 12 * some, some + " " + more);
        assertTrue(MemoryCheck.fits(method(name), vocabulary(1000), SMALL));
        Vocabulary large = vocabulary(600_000);
        assertFalse(MemoryCheck.fits(method(name), large, SMALL));
        assertTrue(MemoryCheck.fits(method(name), large, LARGE));
    }

    @Test
    @DisplayName("The memory of word2vec is that of its two matrices and tables")
    void word2Vec() {
        // Two matrices of 112 floats a row, 40 bytes of tables, 20 bytes and the word itself.
        assertEquals(
                1000 * (2 * 4 * 112 + 40 + 20) + 10 + 180 + 2700,
                TrainingMethods.create("cbow", OptionValues.of(Map.of("dimension", "100")))
                        .memoryBytes(vocabulary(1000), 1));
    }

    @Test
    @DisplayName("A dimension whose projected matrix exceeds the heap is refused")
    void heap() {
        Vocabulary words = vocabulary(20_000);
        TrainingMethod large = TrainingMethods.create("svd", OptionValues.of(Map.of("dimension", "5000")));
        ConflictingOptionsException refusal =
                assertThrows(ConflictingOptionsException.class, () -> MemoryCheck.requireHeap(large, words));
        String message = refusal.describe(option -> "--" + option);
        // Four matrices of 10,000 by 10,000 doubles.
        assertTrue(
                message.startsWith("--dimension is too large for method svd, which needs a heap of 3076 MB"), message);
        MemoryCheck.requireHeap(method("svd"), words);
        MemoryCheck.requireHeap(large, vocabulary(200));
    }

    @Test
    @DisplayName("The refusal states the need and the options that help")
    void refusal() {
        Vocabulary words = vocabulary(100_000);
        ConflictingOptionsException refusal = assertThrows(
                ConflictingOptionsException.class, () -> MemoryCheck.require(method("cbow"), words, SMALL, true));
        assertEquals(
                "--memory of 16 MB is too small for method cbow, which needs 92 MB for 100000 words; raise it, or"
                        + " keep fewer words with --min-count or --max-vocabulary, or lower --dimension",
                refusal.describe(option -> "--" + option));
        ConflictingOptionsException ofMatrix = assertThrows(
                ConflictingOptionsException.class, () -> MemoryCheck.require(method("svd"), words, SMALL, false));
        assertTrue(
                ofMatrix.describe(option -> "--" + option).endsWith("100000 words; raise it, or lower --dimension"),
                ofMatrix.getMessage());
    }
}
