package org.wvtoolkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.pipeline.Training;
import org.wvtoolkit.pipeline.TrainingMethod;
import org.wvtoolkit.pipeline.Word2VecMethod;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.query.Neighbour;
import org.wvtoolkit.query.Neighbours;
import org.wvtoolkit.query.Outcome;
import org.wvtoolkit.query.UnknownWord;
import org.wvtoolkit.text.TextCorpus;
import org.wvtoolkit.vocabulary.VocabularyOptions;
import org.wvtoolkit.word2vec.Word2VecModel;
import org.wvtoolkit.word2vec.Word2VecOptions;

/** Compiles and runs the example of the README and compares it with the README's text. */
class ReadmeExampleTest {
    @TempDir
    private Path folder;

    /** Runs the example. Only the folder of its files differs. */
    private static void snippet(Path folder) throws IOException {
        // README
        TextCorpus text = TextCorpus.of(folder.resolve("reviews.txt"));
        TrainingMethod method = Word2VecMethod.of(
                Word2VecOptions.builder(Word2VecModel.CBOW).dimension(50).build());
        Resources resources = Resources.defaults(folder.resolve("."));
        try (Embeddings vectors =
                Training.train(text, VocabularyOptions.defaults(), method, resources, ProgressListener.NONE)) {
            vectors.save(folder.resolve("reviews.safetensors"));
            switch (Neighbours.of(vectors).similar(List.of("good"), 5)) {
                case Outcome.Known(List<Neighbour> near) ->
                    near.forEach(n -> System.out.println(n.word() + " " + n.score()));
                case Outcome.Unknown(List<UnknownWord> words) -> System.out.println("unknown: " + words);
                case Outcome.NoDirection(List<String> words) -> System.out.println("no direction: " + words);
            }
        }
        // end
    }

    @Test
    @DisplayName("The README example trains, saves and queries a model")
    void run() throws IOException {
        Files.writeString(
                folder.resolve("reviews.txt"),
                "a good film with a fine cast\na bad film with a dull cast\n".repeat(200),
                StandardCharsets.UTF_8);
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            snippet(folder);
        } finally {
            System.setOut(before);
        }
        assertEquals(5, printed.toString(StandardCharsets.UTF_8).lines().count());
        try (Embeddings saved = Embeddings.open(folder.resolve("reviews.safetensors"))) {
            assertEquals(50, saved.dimension());
            assertTrue(saved.vocabulary().id("film") >= 0);
        }
    }

    @Test
    @DisplayName("The README contains this example")
    void sameText() throws IOException {
        Path root = Path.of("").toAbsolutePath().resolve("..").normalize();
        String source =
                Files.readString(root.resolve("toolkit-text/src/test/java/org/wvtoolkit/ReadmeExampleTest.java"));
        String mine = source.substring(source.indexOf("// README\n") + "// README\n".length(), source.indexOf("// end"))
                .replaceAll("folder\\.resolve\\(", "Path.of(");
        String readme = Files.readString(root.resolve("README.md"));
        int begin = readme.indexOf("```java\n") + "```java\n".length();
        assertEquals(withoutWhiteSpace(mine), withoutWhiteSpace(readme.substring(begin, readme.indexOf("```", begin))));
    }

    /** Removes white space, which depends on the indentation. */
    private static String withoutWhiteSpace(String code) {
        return code.lines().map(line -> line.replaceAll("\\s+", "")).collect(Collectors.joining());
    }
}
