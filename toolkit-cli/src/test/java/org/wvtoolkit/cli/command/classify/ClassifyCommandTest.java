package org.wvtoolkit.cli.command.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.cli.CommandRun;
import org.wvtoolkit.cli.CommandRun.Place;
import org.wvtoolkit.nn.classifier.TextClassifier;

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
        assertTrue(json.contains("\"taken_for\":[{\"label\":\"good\",\"count\":20}]"), json);

        Path unknown = Files.writeString(folder.resolve("new.txt"), "Awful!\n\nso FINE it is\n");
        String lines =
                place.run("classify", "predict", unknown, "-m", model).done().out();
        assertTrue(lines.matches("bad\t0\\.\\d{6}\ngood\t0\\.\\d{6}\n"), lines);
        String both = place.run("classify", "predict", unknown, "-m", model, "--top", 5, "--format", "json")
                .done()
                .out();
        assertTrue(
                both.startsWith("{\"label\":\"bad\",\"known_words\":1,\"probabilities\":[{\"label\":\"bad\","), both);
        assertEquals(2, both.lines().count());
    }

    @Test
    @DisplayName("training starts with the vectors of a model")
    void initialVectors() throws IOException {
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
            good⇥¶bad⇥¶               | none of the texts contains a word
            {"label":"a"}¶            | line 1 has no string "text"
            ``                        | contains no words
            """)
    @DisplayName("texts without labels or words are rejected, and no model is written")
    void unusableTexts(String lines, String problem) throws IOException {
        Files.writeString(texts, lines.replace('¶', '\n').replace('⇥', '\t'));
        String line = place.run("classify", "train", texts, "-o", model, "-q").failedWith(1);
        assertTrue(line.contains(problem), line);
        assertTrue(Files.notExists(model));
    }

    @Test
    @DisplayName("a label that the classifier lacks is reported with its line")
    void unknownLabels() throws IOException {
        train();
        Path other = Files.writeString(folder.resolve("other.tsv"), "good\tfine\nugly\tfilm\n");
        String line = place.run("classify", "test", other, "-m", model, "-q").failedWith(1);
        assertTrue(
                line.contains(other + ": line 2 has the label 'ugly', which is not a label of the classifier"), line);
        assertTrue(line.contains("its labels are bad, good"), line);
        Files.writeString(other, "");
        assertTrue(place.run("classify", "test", other, "-m", model, "-q")
                .failedWith(1)
                .contains("has no lines"));
    }

    @Test
    @DisplayName("missing, truncated and other files are rejected as classifiers")
    void notAClassifier() throws IOException {
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

    /** Twice the training texts, half of them with random labels, so that the settings matter. */
    private Path noisy() throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            boolean good = random.nextBoolean();
            lines.append(good == random.nextInt(10) > 0 ? "good" : "bad")
                    .append('\t')
                    .append(good ? "fine" : "awful");
            for (int n = 0; n < 4; n++) {
                lines.append(" w").append(random.nextInt(40));
            }
            lines.append('\n');
        }
        return Files.writeString(folder.resolve("noisy.tsv"), lines.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "bayesian, accuracy, --classifier average --buckets 500",
        "halving, macro-f1, --classifier average --buckets 500 --epochs 9",
        "random, accuracy, --classifier cnn --filters 3 --dimension 4 --epochs 1",
    })
    @DisplayName("tune writes options that train reads, and resumes without repeating trials")
    void tuneThenTrain(String search, String by, String fixed) throws IOException {
        Path noisy = noisy();
        Path options = folder.resolve("best.options");
        List<Object> arguments = new ArrayList<>(List.of(
                "classify",
                "tune",
                noisy,
                "-o",
                options,
                "--search",
                search,
                "--by",
                by,
                "--threads",
                1,
                "--trials",
                4));
        arguments.addAll(List.of((Object[]) fixed.split(" ", -1)));
        arguments.addAll(
                List.of("--repeats", 2, "--range", "learning-rate=0.001..1.5:log", "--validation-fraction", 0.3));
        CommandRun run = place.run(arguments.toArray()).done();
        assertEquals("options_file\t" + options, run.outLines().getFirst());
        assertTrue(run.outLines().stream().anyMatch(line -> line.startsWith(by.replace('-', '_') + "\t")), run.out());
        assertTrue(run.outLines().getLast().startsWith("verdict\t"), run.out());
        List<String> lines = Files.readAllLines(options);
        assertTrue(lines.stream().noneMatch(line -> line.contains("validation-fraction")), lines.toString());
        String rate = lines.getLast().replaceFirst("learning-rate = ", "");

        CommandRun trained = place.run("classify", "train", noisy, "--options", options, "-o", model, "--seed", 5)
                .done();
        assertTrue(trained.err().contains("saved " + model + " (" + fixed.split(" ", -1)[1]), trained.err());
        try (TextClassifier classifier = TextClassifier.open(model)) {
            assertEquals(rate, classifier.metadata().get("option.learning-rate").orElse(""));
            assertEquals("5", classifier.metadata().get("option.seed").orElse(""));
        }

        // Completed trials are not repeated.
        List<String> trials = Files.readAllLines(folder.resolve("best.options.trials"));
        assertTrue(place.run(arguments.toArray()).failedWith(1).contains("exists already"));
        arguments.add("--resume");
        place.run(arguments.toArray()).done();
        assertEquals(trials, Files.readAllLines(folder.resolve("best.options.trials")));
        assertEquals(lines, Files.readAllLines(options));
    }

    @ParameterizedTest
    @CsvSource({
        "c.bin, word2vec-binary, c.classifier",
        "c.vec, word2vec-text, c.classifier",
        "c.TXT, word2vec-text, c.classifier",
        "a.b.vec.gz, word2vec-text, a.b.classifier",
        "c.glove, glove-text, c.classifier",
        "c.npy, numpy, c.classifier",
    })
    @DisplayName("a classifier is not saved under the extension of a vector format")
    void foreignExtension(String name, String format, String other) {
        Path file = folder.resolve(name);
        String line = place.run("classify", "train", texts, "-o", file, "--buckets", 100)
                .failedWith(1);
        assertTrue(
                line.contains(file + ": the extension is that of the vector format " + format
                        + ", but a classifier is saved; use -o " + folder.resolve(other)),
                line);
        assertTrue(Files.notExists(file));
    }

    @Test
    @DisplayName("the container's own extension and other names are accepted")
    void otherExtensions() throws IOException {
        for (String name : List.of("c.safetensors", "c", "c.model", "c.gz")) {
            Path file = folder.resolve(name);
            place.run("classify", "train", texts, "-o", file, "--buckets", 100, "-q")
                    .done();
            TextClassifier.open(file).close();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            train | texts.tsv           | --epochs 1
            train | words.txt           | --vectors words.txt
            train | some.options        | --options some.options
            tune  | texts.tsv           | --trials 1
            tune  | words.txt           | --vectors words.txt --trials 1
            tune  | texts               | texts.trials --trials 1
            """)
    @DisplayName("no input is overwritten, also with --force")
    void outputIsInput(String command, String output, String options) throws IOException {
        Files.writeString(folder.resolve("words.txt"), "2 2\nfine 1 2\nawful 2 1\n");
        Files.writeString(folder.resolve("some.options"), "epochs = 1\n");
        Files.writeString(folder.resolve("texts.trials"), LINES);
        Path link = folder.resolve("link.classifier");
        if (Files.exists(folder.resolve(output))) {
            Files.createLink(link, folder.resolve(output));
        } else {
            link = folder.resolve(output);
        }
        List<Object> arguments = new ArrayList<>(List.of("classify", command, texts, "-o", link, "--force"));
        for (String option : options.split(" ", -1)) {
            arguments.add(option.contains(".") ? folder.resolve(option) : option);
        }
        String line = place.run(arguments.toArray()).failedWith(1);
        assertTrue(line.contains("is also an input and would be overwritten"), line);
        assertEquals(LINES, Files.readString(texts));
    }

    @Test
    @DisplayName("options of early stopping that tune writes are accepted by train")
    void tunedEarlyStopping() throws IOException {
        Path options = folder.resolve("early.options");
        place.run("classify", "tune", noisy(), "-o", options, "--trials", 1, "--repeats", 0, "--buckets", 50)
                .done();
        assertTrue(Files.readAllLines(options).stream().noneMatch(line -> line.startsWith("validation-fraction")));
        for (String patience : List.of("--patience=2", "--range=patience=1..3")) {
            place.run(
                            "classify",
                            "tune",
                            noisy(),
                            "-o",
                            options,
                            "--force",
                            "--trials",
                            1,
                            "--repeats",
                            0,
                            "--buckets",
                            50,
                            "--validation-fraction",
                            0.25,
                            patience)
                    .done();
            place.run("classify", "train", texts, "--options", options, "-o", model, "--force")
                    .done();
            try (TextClassifier classifier = TextClassifier.open(model)) {
                assertEquals(
                        "0.25",
                        classifier.metadata().get("option.validation-fraction").orElse(""));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2 2\\nfine 1 2\\nawful 2 3\\n | the sum of the norms of the vectors was
            2 2\\nfine 1 2\\nawful 2 1\\n | text.analyzer was standard, now whitespace
            """)
    @DisplayName("trials of other vectors or another tokenization are not resumed")
    void otherSearch(String vectors, String difference) throws IOException {
        Path words = Files.writeString(folder.resolve("words.txt"), "2 2\nfine 1 2\nawful 2 1\n");
        List<Object> arguments = new ArrayList<>(List.of("classify", "tune", texts, "-o", folder.resolve("o"), "-q"));
        arguments.addAll(List.of("--trials", 1, "--repeats", 0, "--buckets", 50, "--vectors", words, "--analyzer"));
        List<Object> first = new ArrayList<>(arguments);
        first.add("standard");
        place.run(first.toArray()).done();
        first.add("--resume");
        place.run(first.toArray()).done();
        Files.writeString(words, vectors.replace("\\n", "\n"));
        arguments.addAll(List.of(difference.startsWith("text") ? "whitespace" : "standard", "--resume"));
        String line = place.run(arguments.toArray()).failedWith(1);
        assertTrue(line.contains("belongs to a search with other settings: " + difference), line);
    }

    @Test
    @DisplayName("labels in lines to predict are not part of the text")
    void predictLabelled() throws IOException {
        train();
        Path labelled = Files.writeString(folder.resolve("new"), "good\tawful film\nbad\tfine film\n");
        List<String> lines = place.run("classify", "predict", labelled, "-m", model, "--format", "json")
                .done()
                .outLines();
        assertEquals(2, lines.size());
        for (String line : lines) {
            assertTrue(line.contains("\"known_words\":2"), line);
        }
    }

    @Test
    @DisplayName("many labels do not multiply the memory of prediction by the number of lines")
    void manyLabels() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 4000; i++) {
            lines.append("l").append(i % 2000).append("\tw").append(i % 2000).append('\n');
        }
        Files.writeString(texts, lines);
        place.run("classify", "train", texts, "-o", model, "--ngrams", 1, "--epochs", 1, "-q")
                .done();
        String report = place.run("classify", "test", texts, "-m", model, "--format", "tsv", "--threads", 2)
                .done()
                .out();
        assertTrue(report.startsWith("texts\t\t4000\n"), report.substring(0, 100));
        assertEquals(
                4000,
                report.lines()
                        .filter(line -> line.startsWith("confusion\t"))
                        .mapToInt(line -> Integer.parseInt(line.substring(line.lastIndexOf('\t') + 1)))
                        .sum());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --range min-count=1..3          | --range min-count: cannot be searched, because it is fixed
            --range seed=1..3               | --range seed: cannot be searched
            --by luck                       | --by must be accuracy or macro-f1: luck
            --range filters=2..5            | --filters is not used by classifier average; it is used by cnn
            --range epochs=0..5             | --epochs must be 1 to 100000: 0
            --epochs 3 --range epochs=1..5  | --epochs and --range epochs cannot be combined; use one of them
            --search halving --range epochs=1..5 | varies the epochs of trials itself
            """)
    void wrongTuning(String arguments, String problem) {
        String line = place.run((Object[]) ("classify tune x -o y " + arguments).split(" ", -1))
                .failedWith(2);
        assertTrue(line.contains(problem), line);
        assertTrue(Files.notExists(folder.resolve("y.trials")));
    }

    @Test
    @DisplayName("a search that is refused after reading the texts leaves no file of trials")
    void refusedTuning() {
        String line = place.run("classify", "tune", texts, "-o", "y", "-q", "--class-weights", "seldom=2")
                .failedWith(2);
        assertTrue(line.contains("--class-weights must be LABEL=WEIGHT with one of the labels"), line);
        assertTrue(Files.notExists(folder.resolve("y.trials")));
    }

    @Test
    @DisplayName("a note states that the number of buckets has no effect without n-grams")
    void unusedBuckets() {
        String note = "--buckets has no effect with --ngrams 1";
        CommandRun words = place.run("classify", "train", texts, "-o", model, "--buckets", 9, "--ngrams", 1)
                .done();
        assertTrue(words.err().contains(note), words.err());
        CommandRun pairs = place.run("classify", "train", texts, "-o", model, "--buckets", 9, "--force")
                .done();
        assertFalse(pairs.err().contains(note), pairs.err());
    }

    @Test
    @DisplayName("an options file of a training method is rejected")
    void foreignOptionsFile() throws IOException {
        Path options = Files.writeString(folder.resolve("o"), "method = cbow\nwindow = 5\n");
        String line = place.run("classify", "train", texts, "-o", model, "--options", options)
                .failedWith(1);
        assertTrue(
                line.contains("o, line 1: no classifier has an option method; lines must be like dimension = 16"),
                line);
    }

    /** A name does not determine the steps, so the classifier must store them. */
    @Test
    @DisplayName("a custom analyzer is stored in the classifier and used for prediction")
    void customAnalyzer() throws IOException {
        Files.writeString(texts, "good\tFINE,film\nbad\tAWFUL,film\n".repeat(20));
        place.run("classify", "train", texts, "-o", model, "--tokenizer", "letters", "--filter", "lowercase", "-q")
                .done();
        Path unknown = Files.writeString(folder.resolve("new.txt"), "awful4film\nso;Fine\n");
        String said = place.run("classify", "predict", unknown, "-m", model, "--format", "json", "-q")
                .done()
                .out();
        assertTrue(said.contains("\"known_words\":2") && said.contains("\"known_words\":1"), said);

        Path vectors = folder.resolve("v.safetensors");
        Path text = Files.writeString(folder.resolve("text"), "fine,film awful;film\n".repeat(30));
        place.run("train", text, "-o", vectors, "--method", "svd", "--dim", 2, "--tokenizer", "letters", "-q")
                .done();
        String err = place.run(
                        "classify", "train", texts, "-o", folder.resolve("b"), "--vectors", vectors, "--epochs", 1)
                .done()
                .err();
        assertTrue(err.contains("1 of 3 words have vectors"), err); // no lower-casing: FINE and AWFUL have no vectors
        place.run("eval", "--task", "classification", "-m", vectors, texts).done();
    }

    @ParameterizedTest
    @CsvSource({"--field,x", "--sentences,document"})
    @DisplayName("options for unlabelled corpora are unknown to classify")
    void unlabelledTextOptions(String option, String value) {
        assertTrue(place.run("classify", "train", texts, "-o", model, option, value)
                .failedWith(2)
                .contains("nknown option"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--classifier average --learning-rate 100 --epochs 40",
                "--classifier cnn --optimizer sgd --learning-rate 100 --norm-limit 1e300 --validation-fraction 0 "
                        + "--patience 0"
                        + " --filters 4 --dimension 4 --epochs 50",
                "--classifier cnn --optimizer sgd --learning-rate 100 --norm-limit 1e300 --filters 4 --dimension "
                        + "4 --epochs 50"
            })
    @DisplayName("training that diverges fails, and no model is written")
    void divergedTraining(String options) throws IOException {
        List<Object> arguments = new ArrayList<>(List.of("classify", "train", noisy(), "-o", model, "-q"));
        arguments.addAll(List.of((Object[]) options.split(" ", -1)));
        String line = place.run(arguments.toArray()).failedWith(1);
        assertTrue(line.contains("training diverged in epoch"), line);
        assertTrue(line.contains("nothing was saved; use a lower learning rate"), line);
        assertTrue(Files.notExists(model));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            --filters 5              | --filters is not used by classifier average; it is used by cnn
            --classifier bayes       | --classifier must be one of average, cnn: bayes
            --channels both          | --channels must be one of static, tuned: both
            --epochs 0               | --epochs must be 1 to 100000: 0
            --input-format xml       | --input-format: 'xml' is not one of tsv, csv, jsonl, fasttext, text
            --delimiter ab           | --delimiter must be one character, or tab: "ab"
            --patience 2             | --patience needs a --validation-fraction above 0
            --classifier cnn --widths 3,x | --widths must be different numbers from 1 to 100, such as 3,4,5: 3,x
            --classifier cnn --widths 3,3 | --widths must be different numbers from 1 to 100, such as 3,4,5: 3,3
            --class-weights good     | --class-weights must be none, balanced, or LABEL=WEIGHT,…: good
            """)
    void wrongUsage(String options, String problem) {
        Object[] arguments = ("classify train x -o y " + options).split(" ", -1);
        String line = place.run(arguments).failedWith(2);
        assertTrue(line.contains(problem), line);
    }

    @ParameterizedTest
    @DisplayName("CSV with a header row gives the same classifier as TSV")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            label,text¶good,a fine film¶bad,"an awful¶film"¶ |
            id;stars;review¶1;good;"a ""fine"" film"¶2;bad;an awful film¶ | --label-column stars --column review
            a¦b¶a fine film¦good¶an awful film¦bad¶ | --label-column 2 --column 1 --delimiter ¦
            """)
    void csv(String csv, @Nullable String options) throws IOException {
        String head = csv.substring(0, csv.indexOf('¶') + 1);
        String rows = csv.substring(head.length());
        Path file = Files.writeString(
                folder.resolve("t.csv"),
                (head + rows.repeat(20)).replace('¶', '\n').replace('¦', '|'));
        place.run("classify", "train", texts, "-o", model, "--buckets", 100, "-q", "--threads", 1)
                .done();
        Path other = folder.resolve("csv.classifier");
        List<Object> arguments = new ArrayList<>(
                List.of("classify", "train", file, "-o", other, "--buckets", 100, "-q", "--threads", 1));
        if (options != null) {
            arguments.addAll(List.of((Object[]) options.replace('¦', '|').split(" ", -1)));
        }
        place.run(arguments.toArray()).done();
        String expected =
                place.run("classify", "test", texts, "-m", model).done().out();
        assertEquals(
                expected,
                place.run("classify", "test", texts, "-m", other).done().out());
        arguments.set(1, "test");
        List<Object> test = new ArrayList<>(List.of("classify", "test", file, "-m", other));
        test.addAll(arguments.subList(10, arguments.size()));
        assertEquals(expected, place.run(test.toArray()).done().out());
    }

    @ParameterizedTest
    @DisplayName("invalid CSV is reported with its line")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            name,text¶good,x¶             | line 1 has no column label for the label; its columns are name, text
            label,body¶good,x¶            | line 1 has no column text for the text; its columns are label, body
            label,text¶good,x¶oops¶       | line 3 has 1 of the 2 columns that are needed
            label,text¶"a¶b",x¶good,"x¶y¶ | line 4 has a quoted cell that is not closed
            label,text¶good,"x¶y"¶,z¶     | line 4 has no label
            label,text¶                   | contains no words
            ``                            | contains no words
            """)
    void wrongCsv(String csv, String problem) throws IOException {
        Path file = Files.writeString(folder.resolve("t.csv"), csv.replace('¶', '\n'));
        String line = place.run("classify", "train", file, "-o", model, "-q").failedWith(1);
        assertTrue(line.contains(problem), line);
        assertTrue(Files.notExists(model));
    }

    @Test
    @DisplayName("CSV without labels is classified row by row")
    void predictCsv() throws IOException {
        train();
        Path file = Files.writeString(folder.resolve("new.csv"), "id,text\n1,\"awful\n\nfilm\"\n2,fine film\n");
        List<String> lines =
                place.run("classify", "predict", file, "-m", model).done().outLines();
        assertEquals(2, lines.size());
        assertTrue(lines.get(0).startsWith("bad\t") && lines.get(1).startsWith("good\t"), lines.toString());
        place.run("classify", "predict", file, "-m", model, "--column", "3").failedAfterProgress(1);

        Files.writeString(file, "id,text\n1,\n2,\" \n\"\n,\n,fine film\n");
        CommandRun empty = place.run("classify", "predict", file, "-m", model, "--format", "json")
                .done();
        assertEquals(3, empty.outLines().size());
        assertTrue(empty.outLines().get(1).contains("\"known_words\":0"), empty.out());
        assertTrue(empty.err().contains("new.csv: 1 blank line skipped"), empty.err());
    }
}
