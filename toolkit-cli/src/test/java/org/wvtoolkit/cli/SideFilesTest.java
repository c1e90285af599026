package org.wvtoolkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files beside the text and the model, as editors and other tools write them. */
class SideFilesTest {
    private static final String MARK = "\uFEFF";

    @TempDir
    private Path folder;

    private Path text = Path.of("");

    @BeforeEach
    void writeText() throws IOException {
        text = Files.writeString(folder.resolve("text.txt"), "alpha beta gamma delta new york alpha beta\n".repeat(60));
    }

    private CommandRun run(Object... arguments) {
        return CommandRun.Place.home(folder).run(arguments);
    }

    private Path marked(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), MARK + content);
    }

    private Path model() {
        Path model = folder.resolve("model");
        if (Files.notExists(model)) {
            run("train", text, "-o", model, "--dim", 4, "--epochs", 1).done();
        }
        return model;
    }

    private static void has(CommandRun run, String expected) {
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().contains(expected), run.out());
        assertFalse((run.out() + run.err()).contains(MARK), run.out() + run.err());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "vocabulary",
                "word list",
                "options",
                "analyzer chain",
                "phrases",
                "list of files",
                "queries",
                "similarity benchmark",
                "analogies",
                "lexicon",
                "dictionary",
                "labelled lines",
                "labelled CSV",
                "sets of words"
            })
    @DisplayName("a byte order mark is removed from every file of words or settings")
    void byteOrderMark(String kind) throws IOException {
        Path out = folder.resolve("out");
        switch (kind) {
            case "vocabulary" -> {
                Path words = marked("words", "alpha\nbeta\n");
                run("train", text, "-o", out, "--dim", 4, "--vocabulary", words).done();
                has(run("vector", "-m", out, "alpha"), "");
            }
            case "word list" -> {
                Path words = marked("parts", "alpha\nbeta\n");
                Path chain = Files.writeString(folder.resolve("chain"), "whitespace\nlowercase\ndecompound\n");
                has(run("corpus", "tokenize", text, "--analyzer-file", chain, "--word-list", words), "alpha beta");
            }
            case "options" -> {
                Path options = marked("options", "method = cbow\nwindow = 3\n");
                run("train", text, "-o", out, "--dim", 4, "--options", options).done();
                has(run("info", out), "window");
            }
            case "analyzer chain" -> {
                Path chain = marked("chain", "whitespace\nlowercase\n");
                has(run("corpus", "tokenize", text, "--analyzer-file", chain), "alpha beta");
            }
            case "phrases" -> {
                Path phrases = folder.resolve("phrases");
                run("corpus", "phrases", text, "-o", phrases, "--min-count", 2, "--threshold", 0)
                        .done();
                String content = Files.readString(phrases);
                Files.writeString(phrases, MARK + content);
                has(run("corpus", "tokenize", text, "--phrases-from", phrases), "_");
            }
            case "list of files" -> {
                Path list = marked("list", text + "\n");
                has(run("corpus", "tokenize", "--files-from", list), "alpha beta");
            }
            case "queries" -> {
                Path queries = marked("queries", "alpha\nbeta\n");
                has(run("similar", "-m", model(), "-n", 1, "--words-from", queries), "alpha");
            }
            case "similarity benchmark" -> {
                Path pairs = marked("pairs.csv", "alpha,beta,3\ngamma,delta,4\nalpha,gamma,1\nalpha,delta,2\n");
                has(run("eval", "-m", model(), pairs, "--format", "json"), "4");
            }
            case "analogies" -> {
                Path questions = marked("questions", ": a\nalpha beta gamma delta\nalpha gamma beta delta\n");
                has(run("eval", "-m", model(), questions, "--format", "json"), "2");
            }
            case "lexicon" -> {
                Path pairs = marked("lexicon", "alpha\tbeta\n");
                CommandRun fitted = run("retrofit", model(), "--with", pairs, "-o", out);
                assertEquals(0, fitted.code(), fitted.err());
            }
            case "dictionary" -> {
                Path pairs = marked("dictionary", "alpha\talpha\nbeta\tbeta\ngamma\tgamma\ndelta\tdelta\nnew\tnew\n");
                Path other = Files.copy(model(), folder.resolve("other"));
                has(run("align", model(), other, "--dictionary", pairs), "\t5\t");
            }
            case "labelled lines" -> {
                Path lines = marked("labelled", "good\tfine day\nbad\tdull day\n".repeat(5));
                run("classify", "train", lines, "-o", out, "--min-count", 1).done();
                has(run("classify", "test", lines, "-m", out, "--format", "json"), "\"good\"");
            }
            case "labelled CSV" -> {
                Path lines = marked("labelled.csv", "label,text\n" + "good,fine day\nbad,dull day\n".repeat(5));
                run("classify", "train", lines, "-o", out, "--min-count", 1).done();
                has(run("classify", "test", lines, "-m", out, "--format", "json"), "\"good\"");
            }
            default -> {
                Path sets = marked("sets", "a: alpha beta\nb: gamma delta\nc: new alpha\nd: york beta\n");
                has(run("bias", "-m", model(), sets), "a");
            }
        }
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({
        "vectors.tsv,  metadata.tsv",
        "vecs.tsv,     meta.tsv",
        "tensors.tsv,  labels.tsv",
        "a.tsv,        b.tsv",
        "data.tsv,     ",
        "word2vec.tsv, words",
    })
    @DisplayName(
            "a table of numbers is read with the word list that belongs to it, and never as text of one dimension less")
    void projector(String vectors, String words) throws IOException {
        Path table = Files.writeString(folder.resolve(vectors), "0.5\t0.25\t1\n1\t2\t3\n-1\t0.5\t1e-05\n");
        if (words != null) {
            Files.writeString(folder.resolve(words), "alpha\nbeta\ngamma\n");
        }
        CommandRun run = run("info", table, "--format", "json");
        if (run.code() == 0) {
            assertTrue(run.out().contains("\"dimension\":3") || run.out().contains("\"dimension\": 3"), run.out());
            has(run("vector", "-m", table, "beta", "--format", "tsv"), "2");
        } else {
            assertTrue(run.err().contains("the word list is missing"), run.err());
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"Café", "naïve", "Ångström", "Việt", "ñandú", "한국", "Ελλάδα"})
    @DisplayName("composed and decomposed letters are the same word in texts, queries and word lists")
    void normalization(String word) throws IOException {
        String composed = Normalizer.normalize(word, Normalizer.Form.NFC);
        String decomposed = Normalizer.normalize(word, Normalizer.Form.NFD);
        assertFalse(
                Arrays.equals(composed.getBytes(StandardCharsets.UTF_8), decomposed.getBytes(StandardCharsets.UTF_8)));
        Path mixed =
                Files.writeString(folder.resolve("mixed"), (composed + " alpha " + decomposed + " beta\n").repeat(40));
        Path model = folder.resolve("mixed-model");
        run("train", mixed, "-o", model, "--dim", 4, "--epochs", 1).done();
        List<String> words =
                run("similar", "-m", model, "-n", 9, "alpha").done().outLines();
        assertEquals(2, words.size(), words.toString());
        for (String query : List.of(composed, decomposed)) {
            CommandRun found = run("similar", "-m", model, query);
            assertEquals(0, found.code(), found.err());
        }
    }
}
