package org.wvtoolkit.cli.command.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.cli.CommandRun;
import org.wvtoolkit.cli.CommandRun.Place;
import org.wvtoolkit.cli.Corpora;

class TuneCommandTest {
    private static final List<Object> QUICK = List.of(
            "--dim",
            6,
            "--epochs",
            3,
            "--threads",
            1,
            "--validation-fraction",
            0.4,
            "--subsample",
            0,
            "--min-count",
            1);

    @TempDir
    Path folder;

    private Place place = Place.home(Path.of(""));
    private Path text = Path.of("");
    private Path options = Path.of("");

    @BeforeEach
    void setUp() throws IOException {
        place = Place.home(folder);
        text = Corpora.file(folder.resolve("text.txt"));
        options = folder.resolve("best.options");
    }

    private CommandRun tune(Object... more) {
        return place.run(Stream.of(Stream.of("tune", text, "-o", options), QUICK.stream(), Arrays.stream(more))
                .flatMap(part -> part)
                .toArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bayesian", "narrowing", "halving", "random"})
    @DisplayName("tune writes options that train reads")
    void tuneThenTrain(String search) throws IOException {
        CommandRun run = tune(
                        "--search", search, "--trials", 4, "--repeats", 2, "--range", "learning-rate=0.02..0.5:log")
                .done();
        assertEquals("options_file\t" + options, run.outLines().getFirst());
        assertTrue(run.outLines().stream().anyMatch(line -> line.startsWith("gain_low\t")), run.out());
        assertTrue(run.outLines().getLast().startsWith("verdict\t"), run.out());
        List<String> lines = Files.readAllLines(options);
        assertTrue(lines.contains("method = cbow") && lines.contains("dimension = 6"), lines.toString());
        String rate = lines.getLast().replaceFirst("learning-rate = ", "");
        Path model = folder.resolve("m.safetensors");
        place.run("train", text, "--options", options, "-o", model, "--min-count", 1, "--window", 3, "-q")
                .done();
        List<String> info = place.run("info", "-m", model).done().outLines();
        assertTrue(info.contains("options.learning-rate\t" + rate), info.toString());
        assertTrue(info.contains("options.window\t3") && info.contains("options.dimension\t6"), info.toString());
    }

    @Test
    @DisplayName("a search that failed before its first trial can be started again")
    void noTrials() throws IOException {
        tune("--trials", 4, "--repeats", 2, "--validation-fraction", 0.0001).failedAfterProgress(1);
        assertTrue(Files.notExists(folder.resolve("best.options.trials")));
        tune("--trials", 4, "--repeats", 2).done();
        assertTrue(tune("--trials", 4, "--repeats", 2).failedWith(1).contains("exists already"));
    }

    @Test
    @DisplayName("--by questions searches any option and methods without a loss")
    void byQuestions() throws IOException {
        List<String> words = List.of(Files.readString(text).split("\\s+", 60));
        StringBuilder pairs = new StringBuilder();
        for (int i = 0; i + 2 < 40; i += 2) {
            pairs.append(words.get(i))
                    .append(',')
                    .append(words.get(i + 1))
                    .append(',')
                    .append(i % 7)
                    .append('\n');
        }
        Path questions = Files.writeString(folder.resolve("pairs.csv"), pairs.toString());
        CommandRun run = tune("--questions", questions, "--trials", 4, "--repeats", 2, "--range", "window=1..8")
                .done();
        assertTrue(run.outLines().stream().anyMatch(line -> line.startsWith("score_of_defaults\t")), run.out());
        assertTrue(run.outLines().getLast().startsWith("verdict\t"), run.out());
        String score = run.outLines().stream()
                .filter(line -> line.startsWith("score\t"))
                .findFirst()
                .orElseThrow();
        double best = Double.parseDouble(score.substring("score\t".length()));
        assertTrue(best >= -1 && best <= 1, score);
        // The score of the best trial equals that of wv eval for a model trained with its settings.
        Path model = folder.resolve("q.safetensors");
        place.run("train", text, "--options", options, "-o", model, "--min-count", 1, "-q", "--threads", 1)
                .done();
        String spearman = place.run("eval", "-m", model, questions).done().outLines().stream()
                .filter(line -> line.startsWith("pairs\t\tspearman\t"))
                .findFirst()
                .orElseThrow();
        assertEquals(best, Double.parseDouble(spearman.split("\t", -1)[3]), 1e-4, spearman);
        assertTrue(tune("--questions", questions, "--trials", 4, "--repeats", 0, "--range", "window=1..8", "--resume")
                .done()
                .out()
                .contains("trials\t4"));
        assertTrue(tune("--trials", 4, "--repeats", 0, "--range", "learning-rate=0.02..0.5:log", "--resume")
                .failedAfterProgress(1)
                .contains("settings: --range was window=1..8, now learning-rate=0.02..0.5:log; --by was questions"));
        place.run(
                        "tune",
                        text,
                        "-o",
                        folder.resolve("svd.options"),
                        "--method",
                        "svd",
                        "--by",
                        "questions",
                        "--questions",
                        questions,
                        "--min-count",
                        1,
                        "--dim",
                        4,
                        "--trials",
                        3,
                        "--repeats",
                        2,
                        "--range",
                        "context-smoothing=0.5..1")
                .done();
        assertTrue(tune("--method", "svd").failedWith(2).contains("has no"), "svd by loss");
        assertTrue(tune("--by", "luck").failedWith(2).contains("loss or questions"));
        assertTrue(tune("--range", "window=1..8").failedWith(2).contains("--by questions can search any"));
    }

    @Test
    @DisplayName("--resume continues with the saved trials")
    void resume() throws IOException {
        Object[] all = {"--trials", 5, "--repeats", 0, "--deterministic", "--range", "learning-rate=0.02..0.5:log"};
        tune(all).done();
        String best = Files.readString(options);
        Path trials = folder.resolve("best.options.trials");
        List<String> lines = Files.readAllLines(trials);
        assertEquals(6, lines.size());
        assertTrue(tune(all).failedWith(1).contains("best.options: exists already"));
        Files.delete(options);
        assertTrue(
                tune(all).failedWith(1).contains("best.options.trials: exists already; use --resume to continue it"));
        Files.write(trials, lines.subList(0, 3));
        Object[] resumed =
                Stream.concat(Arrays.stream(all), Stream.of("--resume")).toArray();
        tune(resumed).done();
        assertEquals(lines, Files.readAllLines(trials));
        assertEquals(best, Files.readString(options));
        String line = tune(Stream.concat(Arrays.stream(resumed), Stream.of("--window", 3))
                        .toArray())
                .failedAfterProgress(1);
        assertTrue(line.contains("other settings: --window was not specified, now 3; use the same settings"), line);
    }

    @Test
    @DisplayName("--resume with more trials extends a search that begins with the same trials")
    void extended() throws IOException {
        Object[] all = {"--trials", 5, "--repeats", 0, "--deterministic", "--range", "learning-rate=0.02..0.5:log"};
        Path trials = folder.resolve("best.options.trials");
        tune(all).done();
        Object[] resumed =
                Stream.concat(Arrays.stream(all), Stream.of("--resume")).toArray();
        resumed[1] = 3;
        assertTrue(tune(resumed).failedAfterProgress(1).contains("5 trials are done; use --trials 5 or more"));
        resumed[1] = 9;
        assertTrue(
                tune(resumed).failedAfterProgress(1).contains("a bayesian search with --trials 9 does not begin with"));
        resumed[1] = 6;
        tune(resumed).done();
        List<String> extended = Files.readAllLines(trials);
        all[1] = 6;
        tune(Stream.concat(Arrays.stream(all), Stream.of("--force")).toArray()).done();
        List<String> whole = Files.readAllLines(trials);
        assertEquals(whole.subList(1, whole.size()), extended.subList(1, extended.size()));
        assertEquals(7, whole.size());
    }

    @Test
    @DisplayName("a trial that diverges does not end the search")
    void divergedTrial() throws IOException {
        tune("--trials", 3, "--repeats", 0, "--search", "random", "--range", "learning-rate=0.05..9.5:log")
                .done();
        assertEquals(
                4, Files.readAllLines(folder.resolve("best.options.trials")).size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --range window=2..5                      | losses of models with different window cannot be compared
            --range learning-rate=0.3..0.1           | the range of learning-rate must be ascending: 0.3 to 0.1
            --range learning-rate                    | cannot read the range learning-rate; a range is NAME=LOW..HIGH
            --range learning-rate=0.1..20.0          | learning-rate must be above 0 and at most 10: 20
            --range rate=1..2                        | --rate is not used by method cbow; no method uses it
            --range epochs=1..2                      | --epochs and --range epochs cannot be combined; use one of them
            --range batch=1..8 --range batch=1..4    | duplicate range of batch
            --search grid                            | --search must be one of bayesian, narrowing, halving
            --method svd                             | method svd has no validation loss; use cbow or skipgram
            --method glove                           | --method must be one of cbow
            --trials 0                               | --trials must be 1 to 10000: 0
            --repeats 1                              | --repeats must be 2 to 30, or 0: 1
            """)
    void wrongUsage(String arguments, String expected) {
        String line = tune((Object[]) arguments.split(" ", -1)).failedWith(2);
        assertTrue(line.contains(expected), line);
        assertTrue(Files.notExists(folder.resolve("best.options.trials")));
    }

    @Test
    @DisplayName("--resume without trials is an error")
    void nothingToResume() {
        assertTrue(tune("--resume").failedWith(1).contains("no such file; omit --resume"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            window 5            | line 2: is not NAME = VALUE; lines must be like dimension = 100
            windo = 5           | line 2: no method has an option windo
            window =            | line 2: is not NAME = VALUE
            epochs = 1          | line 2: epochs occurs twice
            dimension = 0       | line 2: dimension must be 1 to 10000: 0
            window = many       | line 2: window must be a whole number: many
            method = glove      | line 2: method must be one of cbow
            shift = 5           | line 2: shift is not used by method cbow; it is used by ppmi
            """)
    @DisplayName("a malformed options file is reported with its line")
    void malformedOptionsFile(String wrong, String expected) throws IOException {
        Path file = Files.writeString(folder.resolve("f.options"), "epochs = 2\n" + wrong + "\n# end\n");
        String line = place.run("train", text, "--options", file).failedWith(1);
        assertTrue(line.contains("f.options, " + expected), line);
    }

    @Test
    @DisplayName("an option of the file that the method does not use is reported")
    void unusedOption() throws IOException {
        Path file = Files.writeString(folder.resolve("f.options"), "method = svd\nepochs = 2\n");
        assertTrue(place.run("train", text, "--options", file)
                .failedWith(1)
                .contains("f.options, line 2: epochs is not used by method svd"));
        Files.writeString(file, "method = svd\ndimension = 4\n");
        Path model = folder.resolve("m.safetensors");
        place.run("train", text, "--options", file, "--method", "cbow", "-o", model, "--epochs", 1, "-q")
                .done();
        assertTrue(place.run("info", "-m", model).done().out().contains("method\tcbow"));
    }
}
