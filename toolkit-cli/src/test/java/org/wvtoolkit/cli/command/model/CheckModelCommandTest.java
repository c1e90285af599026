package org.wvtoolkit.cli.command.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wvtoolkit.cli.CommandRun;
import org.wvtoolkit.cli.CommandRun.Place;
import org.wvtoolkit.cli.Corpora;
import org.wvtoolkit.cli.Models;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.SubwordVectors;
import org.wvtoolkit.linalg.FloatMatrix;

class CheckModelCommandTest {
    @TempDir
    Path folder;

    private Place place = Place.home(Path.of(""));

    @BeforeEach
    void setUp() {
        place = Place.home(folder);
    }

    private Path text(String content) throws IOException {
        return Files.write(folder.resolve("v.txt"), content.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Findings are printed on standard output, also if the exit code is 1. */
    private static String faulty(CommandRun run) {
        assertEquals(1, run.code(), run.err());
        assertEquals(
                1, run.err().lines().filter(line -> line.startsWith("wv: ")).count(), run.err());
        return run.err();
    }

    @Test
    @DisplayName("an intact file has no defects")
    void intactFile() throws IOException {
        Path model = Models.royal(folder.resolve("m.safetensors"), "standard");
        CommandRun run = place.run("check-model", model).done();
        assertTrue(run.out().contains("faults\t0"), run.out());
        assertTrue(run.out().contains("words\t6"), run.out());
    }

    @Test
    @DisplayName("every defect of a text file is reported and repaired")
    void textDefects() throws IOException {
        Path file = text("9 2\ngood 1 2\ngood 3 4\nnew york 5 6\nshort 7\nwild 1 nan\nbad\u00ff 8 9\n 1 1\n");
        CommandRun run = place.run("check-model", file, "--format", "tsv");
        String line = faulty(run);
        assertTrue(line.contains("--repair -o OUT"), line);
        for (String fault : new String[] {
            "wrong count.count\t1",
            "bad line.count\t1",
            "bad value.such as\twild",
            "repeated word.such as\tgood",
            "empty word.count\t1",
            "invalid UTF-8.count\t1",
            "space or control character in a word.such as\tnew york"
        }) {
            assertTrue(run.out().contains(fault), fault + " in " + run.out());
        }
        Path repaired = folder.resolve("repaired.txt");
        place.run("check-model", file, "--repair", "-o", repaired).done();
        assertEquals("3 2\ngood 1 2\nnew_york 5 6\nbad\ufffd 8 9\n", Files.readString(repaired));
        place.run("check-model", repaired).done();
    }

    /** Also for compressed files, whose last bytes are a checksum only. */
    @ParameterizedTest
    @CsvSource({"m.bin, 3", "m.vec.gz, 30", "m.npy, 3"})
    @DisplayName("repairing a truncated file keeps its complete entries")
    void truncatedFile(String name, int missing) throws IOException {
        Path model = Models.royal(folder.resolve("m.safetensors"), "standard");
        Path file = folder.resolve(name);
        place.run("convert", model, "-o", file).done();
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - missing));
        CommandRun run = place.run("check-model", file);
        faulty(run);
        assertTrue(run.out().contains("cut short"), run.out());
        Path repaired = folder.resolve("repaired.safetensors");
        place.run("check-model", file, "--repair", "-o", repaired).done();
        assertTrue(place.run("check-model", repaired).done().out().contains("words\t5"));
    }

    @ParameterizedTest
    @CsvSource({"npy, words", "tsv, metadata.tsv"})
    @DisplayName("duplicate and surplus words in a separate word file are repaired")
    void separateWords(String vectors, String list) throws IOException {
        Path model = Models.royal(folder.resolve("m.safetensors"), "standard");
        Path file = folder.resolve("v." + vectors);
        place.run("convert", model, "-o", file).done();
        Path words = folder.resolve("v." + list);
        Files.writeString(words, "a\nb\na\nc\nd\ne\nf\ng\n");
        CommandRun run = place.run("check-model", file, "--format", "tsv");
        faulty(run);
        assertTrue(run.out().contains("wrong count.count\t1"), run.out());
        assertTrue(run.out().contains("repeated word.such as\ta"), run.out());
        Path repaired = folder.resolve("repaired.safetensors");
        place.run("check-model", file, "--repair", "-o", repaired).done();
        String kept = place.run("vector", "-m", repaired, "a", "b", "c", "d", "e")
                .done()
                .out();
        String all = place.run("vector", "-m", model, "man", "woman", "queen", "france", "中国")
                .done()
                .out();
        // The third of six rows is dropped with the second "a".
        assertEquals(all.replaceAll("(?m)^[^\t]+", ""), kept.replaceAll("(?m)^[^\t]+", ""));
    }

    @Test
    @DisplayName("repairing damaged norms restores the model")
    void damagedNorms() throws IOException {
        Path model = Models.royal(folder.resolve("m.safetensors"), "standard");
        byte[] bytes = Files.readAllBytes(model);
        String header = new String(bytes, StandardCharsets.ISO_8859_1);
        int begin = 8 + ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(0);
        int norms = begin
                + Integer.parseInt(header.replaceAll("(?s).*\"norms\":\\{[^}]*\"data_offsets\":\\[(\\d+),.*", "$1"));
        Path bent = folder.resolve("bent.safetensors");
        byte[] copy = bytes.clone();
        copy[norms + 3] ^= 1;
        Files.write(bent, copy);
        CommandRun run = place.run("check-model", bent);
        faulty(run);
        assertTrue(run.out().contains("wrong norm.count\t1"), run.out());
        Path repaired = folder.resolve("repaired.safetensors");
        place.run("check-model", bent, "--repair", "-o", repaired).done();
        assertEquals(-1, Files.mismatch(model, repaired));
    }

    @Test
    @DisplayName("a damaged context vector is found, and the repaired model has none")
    void damagedContexts() throws IOException {
        Path text = Corpora.file(folder.resolve("text.txt"));
        Path model = folder.resolve("m.safetensors");
        place.run("train", text, "-o", model, "--dim", 4, "--epochs", 1, "--min-count", 1, "-q")
                .done();
        byte[] bytes = Files.readAllBytes(model);
        String header = new String(bytes, StandardCharsets.ISO_8859_1);
        int begin = 8 + ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(0);
        int contexts = begin
                + Integer.parseInt(header.replaceAll("(?s).*\"contexts\":\\{[^}]*\"data_offsets\":\\[(\\d+),.*", "$1"));
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(contexts + 4, Float.NaN);
        Path damaged = Files.write(folder.resolve("damaged.safetensors"), bytes);
        CommandRun run = place.run("check-model", damaged);
        faulty(run);
        assertTrue(run.out().contains("bad context vector.count\t1"), run.out());
        Path repaired = folder.resolve("repaired.safetensors");
        place.run("check-model", damaged, "--repair", "-o", repaired).done();
        place.run("check-model", repaired).done();
        assertTrue(place.run("train", "--continue", repaired, text, "-o", folder.resolve("n"))
                .failedWith(1)
                .contains("no context vectors"));
    }

    @Test
    @DisplayName("a written file that lacks the subword vectors of its source is reported")
    void lostSubwords() throws IOException {
        Path model = folder.resolve("m.safetensors");
        try (Arena arena = Arena.ofConfined();
                DenseEmbeddings royal =
                        (DenseEmbeddings) Embeddings.open(Models.royal(folder.resolve("r.safetensors"), "standard"))) {
            FloatMatrix buckets = FloatMatrix.allocate(arena, 10, royal.dimension());
            royal.withSubwords(new SubwordVectors(buckets, 3, 6)).save(model);
        }
        String lost = "x.bin has no subword vectors for out-of-vocabulary words, because word2vec-binary cannot";
        CommandRun repaired = place.run("check-model", model, "--repair", "-o", folder.resolve("x.bin"))
                .done();
        assertTrue(repaired.err().contains(lost), repaired.err());
        CommandRun converted = place.run("convert", model, "-o", folder.resolve("x.bin"), "--force")
                .done();
        assertTrue(converted.err().contains(lost), converted.err());
        Path kept = folder.resolve("x.safetensors");
        CommandRun complete =
                place.run("check-model", model, "--repair", "-o", kept).done();
        assertFalse(complete.err().contains("subword"), complete.err());
        assertTrue(place.run("info", kept).done().out().contains("tensors.subwords\t"));
    }

    @Test
    @DisplayName("a file without vectors is reported as unreadable")
    void unreadableFile() throws IOException {
        CommandRun run = place.run("check-model", text("a line of prose\n"), "--format", "json");
        String line = faulty(run);
        assertTrue(line.contains("no entry is intact"), line);
        assertTrue(run.out().contains("\"unreadable\""), run.out());
        assertFalse(run.out().contains("\"words\""), run.out());
    }

    @Test
    @DisplayName("--repair and -o require each other")
    void repairRequiresOutput() throws IOException {
        Path file = text("a 1 2\n");
        assertTrue(place.run("check-model", file, "--repair").failedWith(2).contains("--repair requires -o OUT"));
        assertTrue(place.run("check-model", file, "-o", "x").failedWith(2).contains("requires --repair"));
    }
}
