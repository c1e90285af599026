package org.wvtoolkit.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wvtoolkit.container.Tensor;
import org.wvtoolkit.container.TensorFile;
import org.wvtoolkit.corpus.CorpusEncoder;
import org.wvtoolkit.corpus.TokenSource;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.option.OptionValues;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.vocabulary.VocabularyOptions;

/**
 * Hashes of results that must not depend on the version: encoded corpora, counts, weights, and the vectors of
 * methods that are deterministic. A change that alters one of them on purpose updates the hash here and names the
 * reason in the changelog. Metadata, which contain the version, are not part of the hashes.
 */
class UnchangedResultsTest {
    private static final VocabularyOptions VOCABULARY = VocabularyOptions.ofMinCount(2);
    private static final List<List<String>> TEXT = text();

    @TempDir
    Path folder;

    /** Sentences of words with Zipf-like frequencies, from a fixed seed. */
    private static List<List<String>> text() {
        SplittableRandom random = new SplittableRandom(7);
        List<List<String>> sentences = new ArrayList<>();
        for (int i = 0; i < 4_000; i++) {
            List<String> sentence = new ArrayList<>();
            int length = 1 + random.nextInt(15);
            for (int j = 0; j < length; j++) {
                sentence.add("w" + 400 / (1 + random.nextInt(400)) + (random.nextInt(4) == 0 ? "x" + i % 50 : ""));
            }
            sentences.add(sentence);
        }
        return sentences;
    }

    private Resources resources() {
        return new Resources(2, 64 << 20, folder);
    }

    /** Returns the first digits of the SHA-256 of the names, types, shapes and values of all tensors of a file. */
    private static String hash(Path file) throws IOException {
        try (TensorFile tensors = TensorFile.open(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Tensor tensor : tensors.tensors()) {
                String declaration = tensor.name() + " " + tensor.dtype() + " " + Arrays.toString(tensor.shape());
                digest.update(declaration.getBytes(StandardCharsets.UTF_8));
                digest.update(tensor.data().toArray(ValueLayout.JAVA_BYTE));
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    @Test
    @DisplayName("the encoded corpus is unchanged")
    void encoded() throws IOException {
        Path file = folder.resolve("a.corpus");
        CorpusEncoder.encode(TokenSource.of("text", TEXT), VOCABULARY, file, resources(), ProgressListener.NONE)
                .close();
        assertEquals("94213209933c688d", hash(file));
    }

    @ParameterizedTest
    @CsvSource({
        "cooccurrence, window=3, 082607033d2876e1",
        "ppmi, window=3, 2f51ec837d06c4db",
        "svd, dimension=10 subsample=0.01, e58caa216d340f9e",
        "svd, dimension=10 subsample=0.01 window=5 window-weighting=constant eigenvalue-weighting=0 tolerance=0.015,"
                + " 3455dc50670c30d3",
        "cbow, deterministic=true dimension=10 epochs=2 subsample=0.01, cd8fcf85cd34d568",
        "cbow, deterministic=true dimension=10 epochs=2 subsample=0.01 cbow-gradient=word2vec learning-rate=0.08"
                + " rate-exponent=0, b682be86974b6917",
        "skipgram, deterministic=true dimension=10 epochs=2 subsample=0.01, 9e8624582c0b5856",
        "skipgram, deterministic=true dimension=10 epochs=2 subsample=0.01 learning-rate=0.025 rate-exponent=0,"
                + " e199c8eae055b163"
    })
    @DisplayName("deterministic models are unchanged")
    void models(String method, String options, String expected) throws IOException {
        Map<String, String> given = new LinkedHashMap<>();
        for (String option : options.split(" ", -1)) {
            String[] parts = option.split("=", 2);
            given.put(parts[0], parts[1]);
        }
        Path file = folder.resolve("a.safetensors");
        try (Embeddings embeddings = Training.train(
                TokenSource.of("text", TEXT),
                VOCABULARY,
                TrainingMethods.create(method, OptionValues.of(given)),
                resources(),
                ProgressListener.NONE)) {
            embeddings.save(file);
        }
        assertEquals(expected, hash(file));
    }
}
