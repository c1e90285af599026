package org.wvtoolkit.examples.extension;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.corpus.TokenSource;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.format.VectorFormats;
import org.wvtoolkit.nn.classifier.ClassifierMethods;
import org.wvtoolkit.nn.classifier.ClassifierTraining;
import org.wvtoolkit.nn.classifier.Prediction;
import org.wvtoolkit.nn.classifier.TextClassifier;
import org.wvtoolkit.nn.labelled.LabelledCorpus;
import org.wvtoolkit.nn.labelled.LineFormat;
import org.wvtoolkit.option.OptionValues;
import org.wvtoolkit.pipeline.Training;
import org.wvtoolkit.pipeline.TrainingMethods;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.query.Comparisons;
import org.wvtoolkit.query.Outcome;
import org.wvtoolkit.query.SimilarityFunctions;
import org.wvtoolkit.text.TextCorpus;
import org.wvtoolkit.text.TextLines;
import org.wvtoolkit.text.analysis.TextAnalyzer;
import org.wvtoolkit.text.analysis.TextAnalyzers;
import org.wvtoolkit.text.analysis.UnknownAnalyzerException;
import org.wvtoolkit.text.format.TextFormats;
import org.wvtoolkit.text.model.ModelTokenizer;
import org.wvtoolkit.text.stream.TextInput;
import org.wvtoolkit.vocabulary.VocabularyOptions;
import org.wvtoolkit.weighting.Weightings;

class ExampleExtensionTest {
    private static final List<List<String>> TEXT =
            List.of(List.of("good", "coffee", "here"), List.of("good", "tea", "here"), List.of("bad", "coffee"));

    @TempDir
    Path folder;

    private Embeddings train(String method, Map<String, String> options, TokenSource text) throws IOException {
        return Training.train(
                text,
                VocabularyOptions.ofMinCount(1),
                TrainingMethods.create(method, OptionValues.of(options)),
                Resources.defaults(folder),
                ProgressListener.NONE);
    }

    @Test
    @DisplayName("a registered analyzer tokenizes the queries of a saved model")
    void analyzer() throws IOException {
        TextAnalyzer analyzer = TextAnalyzers.named("unicode-spaces");
        assertTrue(TextAnalyzers.all().stream().anyMatch(each -> each.name().equals("unicode-spaces")));
        Path file = folder.resolve("m.safetensors");
        try (Embeddings made =
                train("ppmi", Map.of(), TextLines.of("mine", List.of("New\u2003York city", "York city"), analyzer))) {
            made.save(file);
        }
        try (Embeddings opened = Embeddings.open(file)) {
            ModelTokenizer tokenizer = ModelTokenizer.of(opened);
            assertEquals("unicode-spaces", tokenizer.analyzerName().orElseThrow());
            assertEquals(List.of("New", "York"), tokenizer.words("New\u2003York"));
        }
    }

    @Test
    @DisplayName("an analyzer that is not registered is named, and can be passed")
    void missingAnalyzer() throws IOException {
        TextAnalyzer own = TextAnalyzers.lucene("keywords", KeywordAnalyzer::new);
        try (Embeddings made = train("ppmi", Map.of(), TextLines.of("mine", List.of("a b", "a b", "c"), own))) {
            ModelTokenizer tokenizer = ModelTokenizer.of(made);
            IOException missing = assertThrows(IOException.class, () -> tokenizer.words("x y"));
            assertEquals(
                    "analyzer 'keywords' of the model is not registered; add the library that provides it to the class"
                            + " path",
                    missing.getMessage());
            assertEquals(List.of("x y"), tokenizer.withAnalyzer(own).words("x y"));
        }
        assertEquals(
                "keywords",
                assertThrows(UnknownAnalyzerException.class, () -> TextAnalyzers.named("keywords"))
                        .analyzer());
    }

    @Test
    @DisplayName("own analyzers cannot take the name of a built-in one")
    void takenName() {
        for (String name : List.of("german", "custom", "Mine", "")) {
            assertThrows(IllegalArgumentException.class, () -> TextAnalyzers.lucene(name, KeywordAnalyzer::new), name);
        }
    }

    @Test
    @DisplayName("a registered text format is detected and read")
    void textFormat() throws IOException {
        Path file = folder.resolve("film.srt");
        Files.writeString(
                file,
                "1\n00:00:01,000 --> 00:00:04,000\nGood evening.\n\n2\n00:00:05,000 --> 00:00:06,000\nGood night.\n");
        assertEquals("srt", TextFormats.named("srt").name());
        try (Embeddings made = train("cooccurrence", Map.of(), TextCorpus.of(file))) {
            assertEquals(3, made.vocabulary().size());
            assertEquals("good", made.vocabulary().word(0));
        }
    }

    @Test
    @DisplayName("a registered vector format is written, detected and read")
    void vectorFormat() throws IOException {
        Path file = folder.resolve("small.vectors.csv");
        try (Embeddings made = train("random-indexing", Map.of("dimension", "5"), TokenSource.of("mine", TEXT))) {
            VectorFormats.forName(file).orElseThrow().write(made, file, ProgressListener.NONE);
            assertEquals("csv-vectors", VectorFormats.detect(file).name());
            try (DenseEmbeddings read = (DenseEmbeddings) VectorFormats.open(file, ProgressListener.NONE)) {
                assertEquals(made.vocabulary().size(), read.vocabulary().size());
                assertEquals(
                        ((DenseEmbeddings) made).vectors().get(1, 3),
                        read.vectors().get(1, 3));
            }
        }
    }

    @Test
    @DisplayName("a registered training method has options and is stored in the model")
    void trainingMethod() throws IOException {
        try (Embeddings made = train("random-indexing", Map.of("dimension", "64"), TokenSource.of("mine", TEXT))) {
            assertEquals(64, made.dimension());
            assertEquals(
                    "random-indexing", made.metadata().get(ModelMetadata.METHOD).orElseThrow());
            assertEquals("64", made.metadata().get("option.dimension").orElseThrow());
        }
    }

    @Test
    @DisplayName("a registered weighting can be chosen by name")
    void weighting() throws IOException {
        assertEquals("sqrt", Weightings.named("sqrt").name());
        try (Embeddings made = train("ppmi", Map.of("weighting", "sqrt"), TokenSource.of("mine", TEXT))) {
            assertEquals("sqrt", made.metadata().get("option.weighting").orElseThrow());
        }
    }

    @Test
    @DisplayName("a registered similarity function compares the vectors of words")
    void similarityFunction() throws IOException {
        try (Embeddings made = train("random-indexing", Map.of("dimension", "64"), TokenSource.of("mine", TEXT))) {
            Outcome<Double> same =
                    Comparisons.of(made).similarity("good", "good", SimilarityFunctions.named("manhattan"));
            assertEquals(1.0, assertInstanceOf(Outcome.Known.class, same).value());
        }
    }

    @Test
    @DisplayName("a registered classifier is trained, saved and opened")
    void classifier() throws IOException {
        Path texts = Files.writeString(
                folder.resolve("texts.tsv"), "good\tfine tea\ngood\tfine coffee\nbad\tcold coffee\nbad\tcold tea\n");
        Path file = folder.resolve("c.safetensors");
        Resources resources = Resources.defaults(folder);
        double[] expected;
        try (LabelledCorpus corpus = LabelledCorpus.read(
                        List.of(TextInput.path(texts)),
                        LineFormat.detected(),
                        TextAnalyzers.standard(),
                        1,
                        resources,
                        ProgressListener.NONE);
                TextClassifier made = ClassifierTraining.train(
                        corpus,
                        ClassifierMethods.create("naive-bayes", OptionValues.NONE),
                        null,
                        resources,
                        ProgressListener.NONE)) {
            expected = made.predict("a cold evening").probabilities();
            made.save(file);
        }
        try (TextClassifier opened = TextClassifier.open(file)) {
            Prediction prediction = opened.predict("a cold evening");
            assertEquals("bad", prediction.labels().get(prediction.likeliest()));
            assertArrayEquals(expected, prediction.probabilities());
            // Two labels with two texts of four words each: (1 + 2) / (4 + 4) against (1 + 0) / (4 + 4).
            assertEquals(0.75, prediction.probabilities()[opened.labels().indexOf("bad")], 1e-6);
        }
    }
}
