package org.wvtoolkit.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wvtoolkit.cli.CommandRun;
import org.wvtoolkit.cli.CommandRun.Place;

class ClassifyCommandTest {
    private static final String LINES = "good\ta fine film\nbad\tan awful film\n".repeat(20);

    @TempDir
    Path folder;

    private Place place = Place.home(Path.of(""));
    private Path texts = Path.of("");
    private Path model = Path.of("");

    @BeforeEach
    void write() throws IOException {
        place = Place.home(folder);
        texts = Files.writeString(folder.resolve("texts.tsv"), LINES);
        model = folder.resolve("m.classifier");
    }

    private void train() {
        place.run("classify", "train", texts, "-o", model, "--buckets", 100, "-q")
                .done();
    }

    @Test
    void trainsTestsAndPredicts() throws IOException {
        CommandRun trained = place.run("classify", "train", texts, "-o", model, "--buckets", 100)
                .done();
        assertEquals("", trained.out());
        assertTrue(trained.err().contains("saved " + model), trained.err());

        String table = place.run("classify", "test", texts, "-m", model, "--format", "table")
                .done()
                .out();
        assertTrue(table.contains("accuracy  100.0 (91.2–100.0) %"), table);
        assertTrue(table.contains("is \\ said  bad  good"), table);
        String tsv = place.run("classify", "test", texts, "-m", model, "--format", "tsv")
                .done()
                .out();
        assertTrue(tsv.contains("texts\t\t40\naccuracy\t\t1.000000\t0.912"), tsv);
        assertTrue(tsv.contains("\nconfusion\tbad\tbad\t20\n"), tsv);
        String json = place.run("classify", "test", texts, "-m", model, "--format", "json")
                .done()
                .out();
        assertTrue(json.contains("\"taken_for\":{\"good\":20}"), json);

        Path unknown = Files.writeString(folder.resolve("new.txt"), "Awful!\n\nso FINE it is\n");
        String lines =
                place.run("classify", "predict", unknown, "-m", model).done().out();
        assertTrue(lines.matches("bad\t0\\.\\d{6}\ngood\t0\\.\\d{6}\n"), lines);
        String both = place.run("classify", "predict", unknown, "-m", model, "--top", 5, "--format", "json")
                .done()
                .out();
        assertTrue(both.startsWith("{\"label\":\"bad\",\"known_words\":1,\"probabilities\":{\"bad\":0."), both);
        assertEquals(2, both.lines().count());
    }

    @Test
    void beginsWithWordVectorsOfAModel() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "a fine film or an awful film it was\n".repeat(30));
        Path vectors = folder.resolve("v.safetensors");
        place.run("train", text, "-o", vectors, "--method", "svd", "--dimension", 4, "-q")
                .done();
        CommandRun run = place.run(
                        "classify",
                        "train",
                        texts,
                        "-o",
                        model,
                        "--classifier",
                        "cnn",
                        "--vectors",
                        vectors,
                        "--filters",
                        4,
                        "--epochs",
                        2)
                .done();
        assertTrue(run.err().contains("5 of 5 words have vectors"), run.err());
        assertTrue(place.run("classify", "train", texts, "-o", folder.resolve("x"), "--vectors", vectors, "--dim", 7)
                .failedWith(2)
                .contains("but the vectors have dimension 4"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            good⇥x¶oops¶              | line 2 has no tab; a line is LABEL, a tab, TEXT
            no tabs at all¶           | line 1 has no tab
            good⇥x¶good⇥y¶            | only one label (good)
            good⇥¶bad⇥¶               | none of the texts has a word
            {"label":"a"}¶            | line 1 has no string "text"
            ``                        | has no words
            """)
    void textsThatCannotTeachAreRefusedAndNothingIsSaved(String lines, String problem) throws IOException {
        Files.writeString(texts, lines.replace('¶', '\n').replace('⇥', '\t'));
        String line = place.run("classify", "train", texts, "-o", model, "-q").failedWith(1);
        assertTrue(line.contains(problem), line);
        assertTrue(Files.notExists(model));
    }

    @Test
    void aTestWithUnknownLabelsOrNoneSaysWhere() throws IOException {
        train();
        Path other = Files.writeString(folder.resolve("other.tsv"), "good\tfine\nugly\tfilm\n");
        String line = place.run("classify", "test", other, "-m", model, "-q").failedWith(1);
        assertTrue(line.contains(other + ": line 2 has the label 'ugly', which the classifier does not know"), line);
        assertTrue(line.contains("it knows bad, good"), line);
        Files.writeString(other, "");
        assertTrue(place.run("classify", "test", other, "-m", model, "-q")
                .failedWith(1)
                .contains("has no lines"));
    }

    @Test
    void whatIsNoClassifierIsRefused() throws IOException {
        assertTrue(place.run("classify", "predict", texts, "-m", texts)
                .failedWith(1)
                .contains(texts.toString()));
        assertTrue(place.run("classify", "predict", texts, "-m", folder.resolve("none"))
                .failedWith(1)
                .contains("no such file"));
        train();
        assertTrue(
                place.run("classify", "train", texts, "-o", model).failedWith(1).contains("--force"));
        byte[] bytes = Files.readAllBytes(model);
        for (int length = 0; length < bytes.length; length += 97) {
            Files.write(model, Arrays.copyOf(bytes, length));
            place.run("classify", "predict", texts, "-m", model, "-q").failedWith(1);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            --filters 5              | --filters is not used by classifier average; it is used by cnn
            --classifier bayes       | no classifier bayes; there are average, cnn
            --channels both          | --channels must be static or tuned with classifier average
            --epochs 0               | --epochs must be 1 to 100000: 0
            --input csv              | 'csv' is none of tsv, jsonl, fasttext, text
            --patience 2             | --patience needs a validation-fraction above 0
            --classifier cnn --widths 3,x | --widths must be a whole number: x
            """)
    void wrongUsageIsSaidInOneLine(String options, String problem) {
        Object[] arguments = ("classify train x -o y " + options).split(" ");
        String line = place.run(arguments).failedWith(2);
        assertTrue(line.contains(problem), line);
    }
}
