package org.wvtoolkit.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.cooccurrence.CooccurrenceOptions;
import org.wvtoolkit.corpus.CorpusEncoder;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.corpus.TokenSource;
import org.wvtoolkit.documents.DocumentIndex;
import org.wvtoolkit.documents.DocumentVectors;
import org.wvtoolkit.documents.WordWeighting;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.SharedEmbeddings;
import org.wvtoolkit.factorization.SvdOptions;
import org.wvtoolkit.format.VectorFormats;
import org.wvtoolkit.nn.classifier.ClassifierMethods;
import org.wvtoolkit.nn.classifier.ClassifierTraining;
import org.wvtoolkit.nn.classifier.Prediction;
import org.wvtoolkit.nn.classifier.TextClassifier;
import org.wvtoolkit.nn.labelled.LabelledCorpus;
import org.wvtoolkit.nn.labelled.LineFormat;
import org.wvtoolkit.option.OptionValues;
import org.wvtoolkit.pipeline.PpmiMethod;
import org.wvtoolkit.pipeline.SvdMethod;
import org.wvtoolkit.pipeline.Training;
import org.wvtoolkit.pipeline.TrainingMethod;
import org.wvtoolkit.pipeline.Word2VecMethod;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.query.Comparisons;
import org.wvtoolkit.query.Neighbour;
import org.wvtoolkit.query.Neighbours;
import org.wvtoolkit.query.Outcome;
import org.wvtoolkit.query.SimilarityFunctions;
import org.wvtoolkit.text.TextLines;
import org.wvtoolkit.text.analysis.TextAnalyzer;
import org.wvtoolkit.text.analysis.TextAnalyzers;
import org.wvtoolkit.text.model.ModelTokenizer;
import org.wvtoolkit.text.stream.TextInput;
import org.wvtoolkit.vocabulary.VocabularyOptions;
import org.wvtoolkit.word2vec.Word2VecModel;
import org.wvtoolkit.word2vec.Word2VecOptions;

/** Compiles and runs the code of docs/library.md, and compares it with the text of the page. */
class LibraryGuideTest {
    private static final List<String> TEXTS = IntStream.range(0, 400)
            .mapToObj(
                    i -> i % 2 == 0 ? "a good film with a fine cast " + i % 7 : "a bad film with a dull plot " + i % 5)
            .toList();

    @TempDir
    Path folder;

    private Path model;
    private Resources resources;

    @BeforeEach
    void train() throws IOException {
        model = folder.resolve("model.safetensors");
        resources = Resources.defaults(folder);
        try (Embeddings made = texts(TEXTS)) {
            made.save(model);
        }
    }

    private Embeddings tokens() throws IOException {
        // guide: tokens
        List<List<String>> sentences =
                List.of(List.of("good", "coffee"), List.of("good", "tea"), List.of("cold", "tea"));
        TokenSource source = TokenSource.of("my sentences", sentences);
        TrainingMethod method = SvdMethod.of(SvdOptions.builder().dimension(2).build());
        Embeddings embeddings =
                Training.train(source, VocabularyOptions.ofMinCount(1), method, resources, ProgressListener.NONE);
        // end
        return embeddings;
    }

    private Embeddings texts(List<String> reviews) throws IOException {
        // guide: texts
        TextLines source = TextLines.of("reviews", reviews, TextAnalyzers.named("standard"));
        TrainingMethod method = SvdMethod.of(SvdOptions.builder().dimension(20).build())
                .withCounting(CooccurrenceOptions.builder().window(3).build());
        Embeddings embeddings =
                Training.train(source, VocabularyOptions.defaults(), method, resources, ProgressListener.NONE);
        // end
        return embeddings;
    }

    private void wordToVec(TokenSource source) throws IOException {
        // guide: prediction
        TrainingMethod method = Word2VecMethod.of(Word2VecOptions.builder(Word2VecModel.CBOW)
                .dimension(20)
                .epochs(10)
                .build());
        try (Embeddings embeddings =
                Training.train(source, VocabularyOptions.defaults(), method, resources, ProgressListener.NONE)) {
            embeddings.save(folder.resolve("cbow.safetensors"));
        }
        // end
    }

    private int stream(Stream<String[]> rows) throws IOException {
        int words = 0;
        // guide: stream
        TokenSource once = TokenSource.of("rows of the database", rows);
        try (EncodedCorpus corpus = CorpusEncoder.encode(
                once, VocabularyOptions.ofMinCount(2), folder.resolve("corpus"), resources, ProgressListener.NONE)) {
            for (int window : List.of(2, 5)) {
                PpmiMethod method = PpmiMethod.of(
                        CooccurrenceOptions.builder().window(window).build());
                try (Embeddings embeddings = Training.train(corpus, method, resources, ProgressListener.NONE)) {
                    embeddings.save(folder.resolve("window-" + window + ".safetensors"));
                    words = embeddings.vocabulary().size();
                }
            }
        }
        // end
        return words;
    }

    private List<String> analyzer() throws IOException {
        // guide: analyzer
        TextAnalyzer analyzer = TextAnalyzers.lucene("keeps-all-words", StandardAnalyzer::new);
        TextLines source = TextLines.of("reviews", List.of("The Film of the Year", "the film"), analyzer);
        try (Embeddings embeddings = Training.train(
                source,
                VocabularyOptions.ofMinCount(1),
                PpmiMethod.of(CooccurrenceOptions.builder().build()),
                resources,
                ProgressListener.NONE)) {
            return ModelTokenizer.of(embeddings).withAnalyzer(analyzer).words("A FILM");
        }
        // end
    }

    private boolean cancellation() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        boolean[] cancelled = new boolean[1];
        // guide: cancellation
        ProgressListener progress = new ProgressListener() {
            @Override
            public void stage(String name, Unit unit, long total) {
                System.out.println(name);
                started.countDown();
            }
        };
        TokenSource endless = TokenSource.of("endless", Stream.generate(() -> new String[] {"a", "b"}));
        Thread training = Thread.ofVirtual().start(() -> {
            try {
                TrainingMethod method = SvdMethod.of(SvdOptions.builder().build());
                Training.train(endless, VocabularyOptions.defaults(), method, resources, progress)
                        .close();
            } catch (InterruptedIOException interrupted) {
                cancelled[0] = true; // all workers have ended, and no file is left
            } catch (IOException failure) {
                System.out.println(failure.getMessage());
            }
        });
        started.await();
        training.interrupt();
        training.join();
        // end
        return cancelled[0];
    }

    private List<String> questions() throws IOException {
        List<String> lines = new ArrayList<>();
        // guide: questions
        try (Embeddings embeddings = VectorFormats.open(model, ProgressListener.NONE)) {
            List<String> words = ModelTokenizer.of(embeddings).words("Good!");
            switch (Neighbours.of(embeddings).similar(words, 3)) {
                case Outcome.Known(List<Neighbour> near) -> near.forEach(n -> lines.add(n.word() + " " + n.score()));
                case Outcome.Unknown(var unknown) -> lines.add("unknown: " + unknown);
                case Outcome.NoDirection(var zero) -> lines.add("no direction: " + zero);
            }
            Comparisons comparisons = Comparisons.of(embeddings);
            Outcome<Double> cosine = comparisons.similarity(List.of("good"), List.of("bad"));
            Outcome<Double> distance = comparisons.similarity("good", "bad", SimilarityFunctions.named("euclidean"));
            lines.add(cosine + " " + distance);
        }
        // end
        return lines;
    }

    private List<String> vectors() throws IOException {
        List<String> lines = new ArrayList<>();
        try (Embeddings embeddings = VectorFormats.open(model, ProgressListener.NONE)) {
            // guide: vectors
            embeddings.vector("good").ifPresent(vector -> lines.add(vector.length + " values"));
            float[] row = new float[embeddings.dimension()];
            for (int id = 0; id < embeddings.vocabulary().size(); id++) {
                float norm = embeddings.copyVector(id, row, 0);
                lines.add(embeddings.vocabulary().word(id) + " " + row[0] / norm);
            }
            // end
        }
        return lines;
    }

    private int service(Path nextModel) throws IOException {
        int found;
        // guide: service
        SharedEmbeddings shared = new SharedEmbeddings(VectorFormats.load(model, ProgressListener.NONE));
        // In every request:
        try (SharedEmbeddings.Lease lease = shared.lease()) {
            found = lease.embeddings().vocabulary().id("good");
        }
        // Whenever there is a new model; requests that are running keep the old one:
        shared.replace(VectorFormats.load(nextModel, ProgressListener.NONE));
        // At the end:
        shared.close();
        // end
        return found;
    }

    private String classification(Path labelled) throws IOException {
        Path file = folder.resolve("classifier.safetensors");
        // guide: classification
        try (LabelledCorpus corpus = LabelledCorpus.read(
                        List.of(TextInput.path(labelled)),
                        LineFormat.detected(),
                        TextAnalyzers.standard(),
                        1,
                        resources,
                        ProgressListener.NONE);
                TextClassifier trained = ClassifierTraining.train(
                        corpus,
                        ClassifierMethods.create("average", OptionValues.of(Map.of("epochs", "20"))),
                        null,
                        resources,
                        ProgressListener.NONE)) {
            trained.save(file);
        }
        try (TextClassifier classifier = TextClassifier.open(file)) {
            Prediction prediction = classifier.predict("a fine film");
            return prediction.labels().get(prediction.likeliest());
        }
        // end
    }

    private List<DocumentIndex.Match> documents() throws IOException {
        Path file = folder.resolve("documents.safetensors");
        List<DocumentIndex.Match> nearest;
        // guide: documents
        try (Embeddings embeddings = Embeddings.open(model)) {
            DocumentVectors vectors = new DocumentVectors(embeddings, new WordWeighting(1e-3));
            try (DocumentIndex index = new DocumentIndex(vectors)) {
                index.add("review-1", "a good film");
                index.add("review-2", "a dull plot");
                index.save(file);
            }
            try (DocumentIndex index = DocumentIndex.open(file, vectors)) {
                nearest = index.search("good film", 1);
            }
            float[] vector = vectors.of("good film");
            assertEquals(embeddings.dimension(), vector.length);
        }
        // end
        return nearest;
    }

    @Test
    @DisplayName("training on tokens, texts and streams")
    void training() throws IOException {
        try (Embeddings made = tokens()) {
            assertEquals(4, made.vocabulary().size());
        }
        assertEquals(2, stream(Stream.of(new String[] {"a", "b"}, new String[] {"b", "a"}, new String[] {"c"})));
        assertEquals(List.of("a", "film"), analyzer());
        wordToVec(TextLines.of("reviews", TEXTS, TextAnalyzers.named("standard")));
        assertTrue(Files.exists(folder.resolve("cbow.safetensors")));
    }

    @Test
    @DisplayName("cancellation")
    void cancelled() throws InterruptedException {
        assertTrue(cancellation());
    }

    @Test
    @DisplayName("queries and services")
    void queries() throws IOException {
        List<String> lines = questions();
        assertEquals(4, lines.size(), lines.toString());
        assertTrue(lines.getLast().startsWith("Known[value="), lines.toString());
        assertEquals("20 values", vectors().getFirst());
        assertTrue(service(model) >= 0);
    }

    @Test
    @DisplayName("classification and document search")
    void texts() throws IOException {
        List<String> lines = TEXTS.stream()
                .map(text -> (text.contains("good") ? "good\t" : "bad\t") + text)
                .toList();
        Path labelled = Files.write(folder.resolve("labelled.tsv"), lines);
        assertEquals("good", classification(labelled));
        assertEquals("review-1", documents().getFirst().name());
    }

    @Test
    @DisplayName("the page contains this code")
    void sameText() throws IOException {
        Path root = Path.of("").toAbsolutePath().resolve("..").normalize();
        String source = Files.readString(
                root.resolve("toolkit-examples/src/test/java/org/wvtoolkit/examples/LibraryGuideTest.java"));
        Map<String, String> mine = new LinkedHashMap<>();
        for (String part : source.split("// guide: ", -1)) {
            int line = part.indexOf('\n');
            int end = part.indexOf("    // end\n");
            if (end > line && part.substring(0, line).matches("[a-z]+")) {
                mine.put(part.substring(0, line), withoutWhiteSpace(part.substring(line, end)));
            }
        }
        String page = Files.readString(root.resolve("docs/library.md"));
        List<String> blocks = new ArrayList<>();
        for (String block : page.split("```java\n", -1)) {
            if (!blocks.isEmpty() || page.indexOf(block) > 0) {
                blocks.add(withoutWhiteSpace(block.substring(0, block.indexOf("```"))));
            }
        }
        assertEquals(11, mine.size());
        mine.forEach((name, code) -> assertTrue(blocks.contains(code), name + " is not on the page: " + code));
        assertEquals(mine.size(), blocks.size());
    }

    /** Removes white space, which depends on the indentation. */
    private static String withoutWhiteSpace(String code) {
        return code.lines().map(line -> line.replaceAll("\\s+", "")).collect(Collectors.joining());
    }
}
