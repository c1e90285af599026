package org.wvtoolkit.cli.command.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.wvtoolkit.cli.CommandRun;
import org.wvtoolkit.cli.CommandRun.Place;
import org.wvtoolkit.cli.Corpora;
import org.wvtoolkit.option.MethodRegistry;
import org.wvtoolkit.pipeline.TrainingMethods;

class TrainCommandTest {
    @TempDir
    Path folder;

    private Path text = Path.of("");
    private Place place = Place.home(Path.of(""));

    @BeforeEach
    void write() throws IOException {
        place = Place.home(folder);
        text = Corpora.file(folder.resolve("text.txt"));
    }

    private CommandRun train(Place where, Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("train"));
        arguments.addAll(Corpora.QUICK);
        arguments.addAll(List.of(more));
        return where.run(arguments.toArray());
    }

    private List<String> leftovers() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("."))
                    .toList();
        }
    }

    static List<String> methods() {
        return TrainingMethods.all().stream().map(MethodRegistry.Entry::name).toList();
    }

    @ParameterizedTest
    @MethodSource("methods")
    @DisplayName("every registered method trains a model that can be queried")
    void everyMethod(String method) throws IOException {
        Path model = folder.resolve("m");
        List<Object> arguments =
                new ArrayList<>(List.of("train", text, "--method", method, "--threads", 1, "-o", model));
        boolean dense = TrainingMethods.REGISTRY.named(method).uses("dimension");
        if (dense) {
            arguments.addAll(List.of("--dim", 4));
        }
        CommandRun run = place.run(arguments.toArray()).done();
        assertEquals("", run.out());
        String shape = dense ? "4 dimensions" : "15 contexts, ";
        assertTrue(run.err().contains("saved " + model + " (" + shape), run.err());
        assertTrue(run.err().contains(", " + method + ", "), run.err());
        assertTrue(run.err().contains("To query it: wv similar -m " + model + " "), run.err());
        place.run("similar", "-m", model, "River").done();
        String info = place.run("info", "-m", model).done().out();
        assertTrue(info.contains("method\t" + method + "\n"), info);
        assertTrue(info.contains("text.analyzer\tstandard\n"), info);
        assertEquals(List.of(), leftovers());
    }

    @Test
    @DisplayName("--continue joins the phrases of the model's vocabulary")
    void continuesWithPhrases() throws IOException {
        Path phrases = Files.writeString(folder.resolve("phrases"), "#phrases joined by\t_\n1\tnew\tyork\t20\t1.0\n");
        Path old = Files.writeString(folder.resolve("old"), "he came to New York\n".repeat(20));
        Path fresh = Files.writeString(folder.resolve("fresh"), "she lives in New York\n".repeat(20));
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");
        train(place, old, "--phrases-from", phrases, "-o", first).done();
        train(place, fresh, "--continue", first, "-o", second).done();
        String info = place.run("info", "-m", second).done().out();
        assertTrue(info.contains("corpus_tokens\t80\n"), info);
        assertTrue(info.contains("text.phrase-connector\t_\n"), info);
        assertTrue(info.contains("text.phrases\t"), info);
        place.run("similarity", "-m", second, "New York", "came").done();
    }

    @Test
    @DisplayName("words of --vocabulary that the text does not contain are counted, blank and repeated lines are not")
    void absentWords() throws IOException {
        Path words = Files.writeString(folder.resolve("words"), "river\n\nxa\nxb\nriver\nsea\nxa\n  \n");
        Path model = folder.resolve("m");
        String notes =
                train(place, text, "--vocabulary", words, "-o", model).done().err();
        assertTrue(notes.contains("2 of 4 words of " + words + " do not occur in the text: xa, xb\n"), notes);
        Files.writeString(words, "river\nsea\nxa\nxb\nxc\nxd\nxe\nxf\n");
        String more = train(place, text, "--vocabulary", words, "-o", model, "--force")
                .done()
                .err();
        assertTrue(more.contains("6 of 8 words of " + words), more);
        assertTrue(more.contains(": xa, xb, xc, xd, xe, and 1 more\n"), more);
        Path corpus = folder.resolve("t.corpus");
        place.run("corpus", "encode", text, "-o", corpus, "-q").done();
        Files.writeString(words, "river\nsea\nxa\n");
        String one = train(place, corpus, "--vocabulary", words, "--max-vocabulary", 2, "-o", model, "--force")
                .done()
                .err();
        assertTrue(one.contains(" does not occur in the encoded corpus, or --max-vocabulary removed it: xa\n"), one);
        Files.writeString(words, "river\nsea\n");
        String all = train(place, text, "--vocabulary", words, "-o", model, "--force")
                .done()
                .err();
        assertFalse(all.contains("do not occur"), all);
        assertTrue(train(place, text, "--continue", model, "--vocabulary", words, "-o", folder.resolve("n"))
                .failedWith(2)
                .contains("--vocabulary cannot be combined with --continue"));
        assertTrue(train(place, "--resume", folder.resolve("m.checkpoint"), "--vocabulary", words)
                .failedWith(2)
                .contains("--resume cannot be combined with --vocabulary"));
    }

    @ParameterizedTest
    @CsvSource({
        "x.bin, word2vec-binary, x",
        "x.vec.gz, word2vec-text, x",
        "x.y.TXT, word2vec-text, x.y",
        "x.npy, numpy, x",
        "x.tsv, projector-tsv, x"
    })
    @DisplayName("a name of another format is refused before training")
    void nameOfOtherFormat(String name, String format, String stem) {
        Path output = folder.resolve(name);
        Path other = folder.resolve(stem + ".safetensors");
        String line = train(place, text, "-o", output).failedWith(1);
        assertTrue(line.contains("the extension is that of " + format + ", but models are saved as"), line);
        assertTrue(line.endsWith("use -o " + other + ", then wv convert " + other + " -o " + output), line);
        assertFalse(Files.exists(output));
    }

    @Test
    @DisplayName("files, folders and standard input are all read")
    void severalInputs() throws IOException {
        Path texts = Files.createDirectory(folder.resolve("texts"));
        Corpora.file(texts.resolve("one.txt"));
        Path model = folder.resolve("m");
        Place piped = place.with("from a pipe\n".repeat(7));
        train(piped, text, texts, "-", "-o", model).done();
        String info = place.run("info", "-m", model).done().out();
        int tokens = 2 * 60 * 11 + 7 * 3;
        assertTrue(info.contains("corpus_tokens\t" + tokens + "\n"), info);
    }

    @Test
    @DisplayName("without -o, the default model is written and replaced")
    void defaultModel() {
        CommandRun run = train(place, text).done();
        Path model = folder.resolve("models").resolve("default.safetensors");
        assertTrue(Files.exists(model));
        assertTrue(run.err().contains("To query it: wv similar "), run.err());
        assertFalse(run.err().contains("wv similar -m"), run.err());
        train(place, text).done();
        place.run("similar", "river").done();
    }

    @Test
    @DisplayName("an existing model is replaced only with --force, which is checked before the input")
    void existingModel() throws IOException {
        Path model = Files.writeString(folder.resolve("m"), "old");
        String line = train(place, "/nowhere/text", "-o", model).failedWith(1);
        assertTrue(line.contains(model + ": exists already; use --force to replace it"), line);
        assertEquals("old", Files.readString(model));
        train(place, text, "-o", model, "--force").done();
        assertTrue(Files.size(model) > 1000);
    }

    @Test
    @DisplayName("the corpus is rejected as output")
    void outputIsInput() throws IOException {
        Path corpus = Corpora.file(folder.resolve("corpus"));
        byte[] before = Files.readAllBytes(corpus);
        String line = train(place, corpus, "-o", corpus, "--force").failedWith(1);
        assertTrue(line.contains("is also an input"), line);
        assertArrayEquals(before, Files.readAllBytes(corpus));
    }

    @Test
    @DisplayName("equal runs write equal files")
    void reproducible() throws IOException {
        train(place, text, "-o", folder.resolve("a"), "-q").done();
        train(place, text, "-o", folder.resolve("b"), "-q").done();
        assertEquals(-1, Files.mismatch(folder.resolve("a"), folder.resolve("b")));
    }

    @Test
    @DisplayName("--quiet prints nothing")
    void quiet() {
        assertEquals(
                "",
                train(place, text, "-o", folder.resolve("m"), "--quiet").done().err());
    }

    @Test
    @DisplayName("each stage prints a line with its time")
    void stages() {
        String err = train(place, text, "-o", folder.resolve("m")).done().err();
        assertTrue(err.contains("reading text.txt: 3.9 kB in "), err);
        assertTrue(err.contains("660 tokens of text, "), err);
    }

    @Test
    @DisplayName("--log appends time-stamped progress")
    void log() throws IOException {
        Path log = Files.writeString(folder.resolve("log"), "2026-01-01T00:00:00.000 before\n");
        train(place, text, "-o", folder.resolve("m"), "-q", "--log", log).done();
        List<String> lines = Files.readAllLines(log);
        assertEquals("2026-01-01T00:00:00.000 before", lines.getFirst());
        assertTrue(lines.get(1).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+ begins: reading text.txt"), lines.get(1));
        assertTrue(lines.stream().anyMatch(line -> line.contains("saving")), lines.toString());
    }

    @Test
    @DisplayName("options are stored in the model")
    void hyperparameters() {
        Path model = folder.resolve("m");
        train(place, text, "-o", model, "--window", 3, "--fixed-window", "--seed", 7, "--min-count", 2)
                .done();
        String info = place.run("info", "-m", model).done().out();
        for (String expected : List.of(
                "options.window\t3\n",
                "options.fixed-window\ttrue\n",
                "options.seed\t7\n",
                "options.min-count\t2\n",
                "dimension\t8\n")) {
            assertTrue(info.contains(expected), expected + " in " + info);
        }
    }

    @Test
    void maxVocabulary() {
        Path model = folder.resolve("m");
        train(place, text, "-o", model, "--max-vocabulary", 5).done();
        assertTrue(place.run("info", "-m", model).done().out().contains("words\t5\n"));
    }

    @Test
    @DisplayName("training from counts gives the same model as from the text")
    void fromCounts() throws IOException {
        Path counts = folder.resolve("counts");
        Path weights = folder.resolve("weights");
        Object[] counting = {"--window", 3, "--window-weighting", "linear", "--subsample", 0.01};
        place.run(with(counting, "train", text, "--method", "cooccurrence", "-o", counts))
                .done();
        place.run("train", "--from", counts, "--method", "ppmi", "-o", weights).done();
        Path direct = folder.resolve("direct");
        place.run(with(counting, "train", text, "--method", "svd", "--dim", 4, "-o", direct))
                .done();
        for (Path begin : List.of(counts, weights)) {
            Path model = folder.resolve("from-" + begin.getFileName());
            CommandRun run = place.run("train", "--from", begin, "--method", "svd", "--dim", 4, "-o", model)
                    .done();
            assertTrue(run.err().contains("To query it: wv similar -m " + model), run.err());
            assertEquals(-1, Files.mismatch(direct, model), "the same model, metadata included");
        }
        Path directWeights = folder.resolve("direct-weights");
        place.run(with(counting, "train", text, "--method", "ppmi", "-o", directWeights))
                .done();
        assertEquals(-1, Files.mismatch(directWeights, weights));
        String info = place.run("info", "-m", weights).done().out();
        assertTrue(info.contains("options.window\t3\n"), info);
        assertTrue(info.contains("non_zeros\t"), info);
    }

    private static Object[] with(Object[] options, Object... command) {
        return Stream.concat(Stream.of(command), Stream.of(options)).toArray();
    }

    @Test
    @DisplayName("options that the counts determine cannot be combined with --from")
    void fromCountsConflicts() throws IOException {
        Path counts = folder.resolve("counts");
        Path weights = folder.resolve("weights");
        place.run("train", text, "--method", "cooccurrence", "-o", counts).done();
        place.run("train", "--from", counts, "--method", "ppmi", "-o", weights).done();
        Path out = folder.resolve("out");
        assertUsage("omit CORPUS", text, "--from", counts, "--method", "svd", "-o", out);
        assertUsage(
                "--min-count cannot be combined with --from",
                "--from",
                counts,
                "--method",
                "svd",
                "--min-count",
                2,
                "-o",
                out);
        assertUsage("--analyzer cannot be combined with --from", "--from", counts, "--analyzer", "standard", "-o", out);
        assertUsage("--continue cannot be combined with --from", "--from", counts, "--continue", counts, "-o", out);
        assertUsage("--window cannot be set", "--from", counts, "--method", "svd", "--window", 3, "-o", out);
        assertUsage("--shift cannot be set", "--from", weights, "--method", "svd", "--shift", 2, "-o", out);
        assertUsage("--method must be ppmi or svd to start from counts", "--from", counts, "-o", out);
        assertUsage("must start from counts", "--from", weights, "--method", "ppmi", "-o", out);
        assertUsage("--epochs is not used by", "--from", counts, "--method", "svd", "--epochs", 3, "-o", out);
        train(place, text, "-o", folder.resolve("dense")).done();
        String line = place.run("train", "--from", folder.resolve("dense"), "--method", "svd", "-o", out)
                .failedWith(1);
        assertTrue(line.contains("contains neither co-occurrence counts nor"), line);
        assertTrue(Files.notExists(out));
    }

    private void assertUsage(String expected, Object... arguments) {
        List<Object> all = new ArrayList<>(List.of("train"));
        all.addAll(List.of(arguments));
        String line = place.run(all.toArray()).failedWith(2);
        assertTrue(line.contains(expected), line);
    }

    @Test
    @DisplayName("dimensions beyond the rank of the matrix are zero and reported")
    void surplusDimensions() {
        Path model = folder.resolve("m");
        CommandRun run = place.run("train", text, "--method", "svd", "--dim", 50, "-o", model)
                .done();
        assertTrue(run.err().contains("of the 50 values of every vector are 0"), run.err());
    }

    @Test
    @DisplayName("mostly Thai text is reported with the analyzer that finds its words")
    void unspacedText() throws IOException {
        Path thai = Files.writeString(folder.resolve("thai.txt"), "แมวอยู่บนโต๊ะ สุนัขกินข้าว แมวกินปลา\n".repeat(20));
        String err = train(place, thai, "-o", folder.resolve("m")).done().err();
        assertTrue(err.contains("100 % of the tokens look Thai"), err);
        assertTrue(err.contains("use the analyzer thai\n"), err);
        err = train(place, thai, "-o", folder.resolve("n"), "--analyzer", "thai")
                .done()
                .err();
        assertFalse(err.contains("look Thai"), err);
    }

    @Test
    @DisplayName("the word list of decompound is stored in the model and divides queries")
    void decompound() throws IOException {
        Path german = Files.writeString(folder.resolve("de.txt"), "das Dampfschiff fährt am Haus vorbei\n".repeat(20));
        Path list = Files.writeString(folder.resolve("list.txt"), "Dampf\nSchiff\nHaus\n");
        Path model = folder.resolve("m");
        train(
                        place,
                        german,
                        "-o",
                        model,
                        "--tokenizer",
                        "standard",
                        "--filter",
                        "lowercase",
                        "--filter",
                        "decompound",
                        "--word-list",
                        list)
                .done();
        assertTrue(place.run("similarity", "-m", model, "Hausschiff", "Dampf")
                .done()
                .err()
                .contains("\"Hausschiff\" is tokenized into 2 words (haus, schiff)"));
        assertTrue(train(place, german, "-o", model, "--tokenizer", "standard", "--filter", "decompound")
                .failedWith(2)
                .contains("decompound requires --word-list"));
    }
}
