package org.wvtoolkit.text.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.documents.DocumentVectors;
import org.wvtoolkit.documents.RowEncoding;
import org.wvtoolkit.documents.WordWeighting;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.text.TextCorpus;
import org.wvtoolkit.text.analysis.TextAnalyzer;
import org.wvtoolkit.text.analysis.TextAnalyzers;
import org.wvtoolkit.text.analysis.Tokenization;
import org.wvtoolkit.text.stream.TextInput;
import org.wvtoolkit.vocabulary.VocabularyBuilder;

class ModelTokenizerTest {
    private static final Map<String, String> PHRASES =
            Map.of("text.analyzer", "standard", "text.phrase-connector", "_", "text.phrases", "0123456789abcdef");

    @TempDir
    Path folder;

    /** A model in which word {@code i} has the vector {@code (i + 1, 1)}. */
    private static DenseEmbeddings model(Map<String, String> metadata, String... words) {
        long[] counts = new long[words.length];
        Arrays.fill(counts, 1);
        FloatMatrix vectors = FloatMatrix.allocate(Arena.ofAuto(), words.length, 2);
        for (int i = 0; i < words.length; i++) {
            vectors.set(i, 0, i + 1);
            vectors.set(i, 1, 1);
        }
        return DenseEmbeddings.of(VocabularyBuilder.of(List.of(words), counts), vectors, ModelMetadata.of(metadata));
    }

    @Test
    @DisplayName("A query is tokenized by the recorded analyzer, and its phrases are joined")
    void joinsPhrasesOfQuery() throws IOException {
        try (DenseEmbeddings model = model(PHRASES, "new_york", "city", "new")) {
            ModelTokenizer tokenizer = ModelTokenizer.of(model);
            assertEquals(List.of("new_york", "city"), tokenizer.words("New York City"));
            assertEquals(List.of("new_york"), tokenizer.words("new_york"));
            assertEquals(List.of("the", "new", "new_york"), tokenizer.wordsOfText("The new New York"));
            assertEquals(List.of(), tokenizer.words("?!"));
        }
    }

    @Test
    @DisplayName("The analyzer joins phrases within a sentence and records them")
    void analyzerJoinsPhrases() throws IOException {
        try (DenseEmbeddings model = model(PHRASES, "new_york", "city", "new")) {
            TextAnalyzer analyzer = ModelTokenizer.of(model).analyzer();
            assertEquals(
                    List.of("in", "new_york", "new", "york"),
                    Tokenization.tokenize(analyzer, "In New York. New\nYork"));
            assertEquals("_", analyzer.provenance().get("phrase-connector"));
            assertEquals("0123456789abcdef", analyzer.provenance().get("phrases"));
            assertEquals("standard", analyzer.provenance().get(TextAnalyzers.NAME));
        }
    }

    @Test
    @DisplayName("Without a recorded analyzer, text is split at white space and lower case is tried")
    void importedModel() throws IOException {
        try (DenseEmbeddings model = model(Map.of(), "paris", "New York")) {
            ModelTokenizer tokenizer = ModelTokenizer.of(model);
            assertEquals(List.of("paris"), tokenizer.words(" Paris "));
            assertEquals(List.of("New York"), tokenizer.words("New York"));
            assertEquals(List.of("In", "paris,"), tokenizer.wordsOfText("In paris,"));
            assertEquals("whitespace", tokenizer.analyzer().name());
            assertEquals(
                    "standard", tokenizer.analyzer(TextAnalyzers.standard()).name());
            assertTrue(tokenizer.triesLowerCase());
        }
    }

    @Test
    @DisplayName("An unknown analyzer is reported by name, but not for words of the vocabulary")
    void unknownAnalyzer() throws IOException {
        try (DenseEmbeddings model = model(Map.of("text.analyzer", "klingon"), "paris")) {
            ModelTokenizer tokenizer = ModelTokenizer.of(model);
            assertEquals(List.of("paris"), tokenizer.words("paris"));
            String message = String.valueOf(assertThrows(IOException.class, () -> tokenizer.words("Paris"))
                    .getMessage());
            assertTrue(message.contains("klingon"), message);
        }
    }

    @Test
    @DisplayName("A text vector contains the vectors of phrases")
    void documentVectorsJoinPhrases() throws IOException {
        Path text = folder.resolve("text");
        Files.writeString(text, "I love New York\ncity of new\nYork\n");
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        try (DenseEmbeddings model = model(PHRASES, "new_york", "city", "new", "york")) {
            DocumentVectors vectors = new DocumentVectors(
                    model,
                    WordWeighting.MEAN,
                    RowEncoding.TSV,
                    (bytes, from, length) -> rows.write(bytes, from, length));
            TextCorpus.lines(List.of(TextInput.path(text))).readTokens(vectors, 2, ProgressListener.NONE);
            vectors.finish();
        }
        assertEquals("1.0\t1.0\n2.5\t1.0\n4.0\t1.0\n", rows.toString(StandardCharsets.UTF_8));
    }
}
