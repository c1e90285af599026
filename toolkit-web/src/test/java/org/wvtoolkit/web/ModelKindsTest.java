package org.wvtoolkit.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wvtoolkit.cooccurrence.CooccurrenceOptions;
import org.wvtoolkit.embedding.CompressedEmbeddings;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.Precision;
import org.wvtoolkit.pipeline.CooccurrenceMethod;
import org.wvtoolkit.pipeline.PpmiMethod;
import org.wvtoolkit.pipeline.Training;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.query.Neighbour;
import org.wvtoolkit.query.Neighbours;
import org.wvtoolkit.text.TextCorpus;
import org.wvtoolkit.text.TextOptions;
import org.wvtoolkit.text.stream.TextInput;
import org.wvtoolkit.vocabulary.VocabularyOptions;

@DisplayName("Sparse and compressed models")
@Timeout(120)
class ModelKindsTest {
    private static final List<String> SUBJECTS = List.of("king", "queen", "man", "woman", "dog", "cat");
    private static final List<String> VERBS = List.of("eats", "sees", "likes", "wants", "finds", "loses");
    private static final List<String> OBJECTS = List.of("bread", "gold", "water", "meat", "crown", "bone");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    /** Saves a text in which each subject prefers some objects. */
    private Path text() throws IOException {
        Random random = new Random(5);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            int subject = random.nextInt(SUBJECTS.size());
            int object = (subject + random.nextInt(3)) % OBJECTS.size();
            lines.add("the " + SUBJECTS.get(subject) + " " + VERBS.get(random.nextInt(VERBS.size())) + " the "
                    + OBJECTS.get(object));
        }
        return Files.write(folder.resolve("text.txt"), lines);
    }

    private Path model(String kind) throws IOException {
        Path file = folder.resolve(kind);
        if (kind.equals("ppmi") || kind.equals("cooccurrence")) {
            CooccurrenceOptions options = CooccurrenceOptions.builder().build();
            try (Embeddings trained = Training.train(
                    TextCorpus.of(List.of(TextInput.path(text())), new TextOptions("standard")),
                    VocabularyOptions.ofMinCount(1),
                    kind.equals("ppmi") ? PpmiMethod.of(options) : new CooccurrenceMethod(options),
                    Resources.defaults(folder),
                    ProgressListener.NONE)) {
                trained.save(file);
            }
            return file;
        }
        Path dense = Models.random(folder.resolve("dense"), 24, 1, Models.words());
        try (DenseEmbeddings source = (DenseEmbeddings) Embeddings.load(dense);
                CompressedEmbeddings compressed =
                        CompressedEmbeddings.of(source, Precision.valueOf(kind.toUpperCase(Locale.ROOT)))) {
            compressed.save(file);
        }
        return file;
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("are answered like dense models")
    @CsvSource({"ppmi, sparse", "cooccurrence, sparse", "half, compressed", "int8, compressed", "binary, compressed"})
    void answers(String name, String kind) throws Exception {
        Path file = model(name);
        try (WvServer server = WvServer.start(ServerOptions.of(file), ProgressListener.NONE);
                Client client = new Client(server)) {
            String model = "api/models/" + name + "/";
            assertEquals(kind, client.get("api/models/" + name).json().get("kind"));
            for (String query : List.of(
                    "word?word=king&n=3",
                    "analogy?a=man&b=king&c=woman",
                    "similarity?one=king&other=queen",
                    "odd-one-out?word=king&word=queen&word=dog",
                    "matrix?word=king&word=queen&word=dog",
                    "axes?xPlus=king&xMinus=dog&n=10",
                    "clusters?k=3",
                    "complete?prefix=k",
                    "lexical-files")) {
                Client.Answer answer = client.get(model + query);
                assertEquals(200, answer.status(), query + " " + answer.text());
            }
            Client.Answer why = client.get(model + "why?one=king&other=queen");
            assertEquals(kind.equals("sparse") ? 200 : 409, why.status(), why.text());
            assertEquals(
                    kind.equals("sparse") ? 409 : 200,
                    client.post(model + "vectors", "{\"words\":[\"king\"]}").status());
            assertEquals(404, client.get(model + "similar?word=kingg").status());
            compare(file, client.get(model + "similar?word=king&n=5").list("neighbours"));
            for (String projection : List.of("umap", "pca")) {
                String map = model + "map?projection=" + projection;
                while ("computing".equals(client.get(map).json().get("state"))) {
                    Thread.sleep(20);
                }
                assertEquals("ready", client.get(map).json().get("state"), map);
            }
        }
    }

    private static void compare(Path file, List<Map<String, Object>> given) throws IOException {
        try (Embeddings embeddings = Embeddings.open(file)) {
            List<Neighbour> expected =
                    Neighbours.of(embeddings).similar(List.of("king"), 5).orElseThrow();
            assertTrue(expected.size() > 1);
            for (int i = 0; i < expected.size(); i++) {
                assertEquals(expected.get(i).word(), given.get(i).get("word"));
                Number score = (Number) Objects.requireNonNull(given.get(i).get("score"));
                assertEquals(expected.get(i).score(), score.doubleValue(), 1e-6);
            }
        }
    }
}
