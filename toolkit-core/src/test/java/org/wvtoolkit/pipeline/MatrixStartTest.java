package org.wvtoolkit.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wvtoolkit.cooccurrence.ContextMatrix;
import org.wvtoolkit.corpus.TokenSource;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.option.ConflictingOptionsException;
import org.wvtoolkit.option.InvalidOptionException;
import org.wvtoolkit.option.OptionValues;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.vocabulary.VocabularyOptions;

/** Methods that start from a file of counts or weights instead of a text. */
class MatrixStartTest {
    private static final List<List<String>> TEXT = IntStream.range(0, 3_000)
            .mapToObj(i -> List.of("w" + i % 29, "w" + i * 31 % 23, "w" + i % 19, "w" + i % 7))
            .toList();

    @TempDir
    Path folder;

    private Embeddings trained(String method, Map<String, String> options) throws IOException {
        return Training.train(
                TokenSource.of("mine", TEXT),
                VocabularyOptions.ofMinCount(1),
                TrainingMethods.create(method, OptionValues.of(options)),
                new Resources(2, 64 << 20, folder),
                ProgressListener.NONE);
    }

    private ContextMatrix matrix(String method, Map<String, String> options) throws IOException {
        Path file = folder.resolve(method + ".safetensors");
        try (Embeddings embeddings = trained(method, options)) {
            embeddings.save(file);
        }
        return ContextMatrix.open(file);
    }

    @ParameterizedTest
    @CsvSource({"ppmi,cooccurrence", "svd,cooccurrence", "svd,ppmi"})
    @DisplayName("a method that starts from a matrix equals one that starts from the text")
    void sameAsText(String method, String start) throws IOException {
        Map<String, String> counting =
                Map.of("window", "3", "window-weighting", "linear", "side", "left", "subsample", "0");
        Map<String, String> own = method.equals("svd") ? Map.of("dimension", "6") : Map.of("shift", "2");
        Map<String, String> all = new TreeMap<>(counting);
        all.putAll(own);
        Path whole = folder.resolve("whole.safetensors");
        Path fromMatrix = folder.resolve("from.safetensors");
        try (Embeddings embeddings = trained(method, all)) {
            embeddings.save(whole);
        }
        try (ContextMatrix matrix = matrix(start, counting)) {
            MatrixMethod created = TrainingMethods.create(method, OptionValues.of(own), matrix);
            assertEquals("3", created.options().get("window"));
            assertEquals("left", created.options().get("side"));
            try (Embeddings embeddings =
                    Training.train(matrix, created, new Resources(1, 64 << 20, folder), ProgressListener.NONE)) {
                embeddings.save(fromMatrix);
            }
        }
        try (Embeddings a = Embeddings.open(whole);
                Embeddings b = Embeddings.open(fromMatrix)) {
            assertEquals(a.metadata().entries(), b.metadata().entries());
        }
        assertArrayEquals(Files.readAllBytes(whole), Files.readAllBytes(fromMatrix));
    }

    @Test
    @DisplayName("options that the counts determine cannot be set")
    void determined() throws IOException {
        try (ContextMatrix counts = matrix("cooccurrence", Map.of())) {
            for (String option : List.of("window", "subsample", "side", "positional", "window-weighting")) {
                ConflictingOptionsException refused = assertThrows(
                        ConflictingOptionsException.class,
                        () -> TrainingMethods.create("svd", OptionValues.of(Map.of(option, "1")), counts));
                assertEquals(List.of(option), refused.options());
            }
            TrainingMethods.create("svd", OptionValues.of(Map.of("shift", "5")), counts);
        }
        try (ContextMatrix weights = matrix("ppmi", Map.of("shift", "3"))) {
            for (String option : List.of("window", "shift", "context-smoothing", "weighting")) {
                assertThrows(
                        ConflictingOptionsException.class,
                        () -> TrainingMethods.create("svd", OptionValues.of(Map.of(option, "1")), weights));
            }
            assertEquals(
                    "3.0",
                    TrainingMethods.create("svd", OptionValues.of(Map.of()), weights)
                            .options()
                            .get("shift"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ppmi,  ppmi,         must start from counts",
        "cbow,  cooccurrence, must be ppmi or svd",
        "cooccurrence, cooccurrence, must be ppmi or svd",
        "glove, cooccurrence, must be one of"
    })
    @DisplayName("a method that cannot start from the matrix is rejected")
    void wrongMethod(String method, String start, String message) throws IOException {
        try (ContextMatrix matrix = matrix(start, Map.of())) {
            InvalidOptionException refused = assertThrows(
                    InvalidOptionException.class,
                    () -> TrainingMethods.create(method, OptionValues.of(Map.of()), matrix));
            assertEquals("method", refused.option());
            assertTrue(String.valueOf(refused.getMessage()).contains(message), refused.toString());
        }
    }

    @Test
    @DisplayName("weights that do not use smoothing and shift are factorized with neither option")
    void weightingWithoutShift() throws IOException {
        try (ContextMatrix weights = matrix("ppmi", Map.of("weighting", "t-test"))) {
            MatrixMethod method = TrainingMethods.create("svd", OptionValues.of(Map.of()), weights);
            assertEquals("t-test", method.options().get("weighting"));
        }
    }
}
