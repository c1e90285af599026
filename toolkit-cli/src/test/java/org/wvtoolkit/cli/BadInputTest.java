package org.wvtoolkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.cli.CommandRun.Place;

/** Invalid input of every kind ends in one line with what, where and the remedy. */
class BadInputTest {
    @TempDir
    Path folder;

    private Place place = Place.home(Path.of(""));
    private Path output = Path.of("");

    @BeforeEach
    void setUp() {
        place = Place.home(folder);
        output = folder.resolve("m.safetensors");
    }

    private CommandRun train(Object corpus, Object... more) {
        Object[] arguments = Arrays.copyOf(new Object[] {"train", corpus, "-o", output}, 4 + more.length);
        System.arraycopy(more, 0, arguments, 4, more.length);
        CommandRun run = place.run(arguments);
        if (run.code() != 0) {
            assertTrue(Files.notExists(output));
        }
        return run;
    }

    private static void says(String line, Object... parts) {
        for (Object part : parts) {
            assertTrue(line.contains(part.toString()), part + " in: " + line);
        }
    }

    private static void assumeNotRoot() {
        assumeFalse("root".equals(System.getProperty("user.name")), "root may read and write everything");
    }

    @Test
    void anEmptyCorpus() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.txt"));
        says(train(empty).failedAfterProgress(1), "empty.txt: contains no words; use a text with words");
    }

    @Test
    void emptyStandardInput() {
        says(train("-").failedAfterProgress(1), "standard input: contains no words");
    }

    @Test
    @DisplayName("all words are rarer than the minimum count")
    void onlyRareWords() throws IOException {
        Path rare = Files.writeString(folder.resolve("rare.txt"), "each word is here once\n");
        says(
                train(rare).failedAfterProgress(1),
                "rare.txt",
                "none of its words occurs 5 times",
                "or lower --min-count");
    }

    @Test
    void aMissingFile() {
        says(
                train(folder.resolve("nix.txt")).failedAfterProgress(1),
                "nix.txt: no such file or folder; check the name");
    }

    @Test
    void anUnreadableFile() throws IOException {
        assumeNotRoot();
        Path secret = Corpora.file(folder.resolve("secret.txt"));
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("-wx------"));
        says(train(secret).failedAfterProgress(1), "secret.txt: permission denied; change its permissions");
    }

    @Test
    void aFolderWithNoText() throws IOException {
        Path nothing = Files.createDirectory(folder.resolve("nothing"));
        Files.write(nothing.resolve("image.png"), new byte[100]);
        Files.writeString(nothing.resolve(".hidden"), "text");
        says(train(nothing).failedAfterProgress(1), nothing, "contains no text");
    }

    @Test
    void binaryFile() throws IOException {
        Path binary = Files.write(folder.resolve("binary"), new byte[100]);
        says(train(binary).failedAfterProgress(1), "binary: not text");
    }

    @Test
    void truncatedGzip() throws IOException {
        Path cut = folder.resolve("cut.gz");
        try (var gzip = new java.util.zip.GZIPOutputStream(Files.newOutputStream(cut))) {
            gzip.write(Corpora.text().getBytes(StandardCharsets.UTF_8));
        }
        Files.write(cut, Arrays.copyOf(Files.readAllBytes(cut), 100));
        says(train(cut).failedAfterProgress(1), "cut.gz");
    }

    @Test
    @DisplayName("invalid UTF-8 is replaced, counted and reported")
    void invalidUtf8() throws IOException {
        Path latin = Files.write(
                folder.resolve("latin.txt"), "café au lait\n".repeat(9).getBytes(StandardCharsets.ISO_8859_1));
        CommandRun run = train(latin, Corpora.QUICK.toArray()).done();
        says(run.err(), "latin.txt: 9 byte sequences are not valid UTF-8 and were replaced by U+FFFD");
        assertEquals(0, place.run("similar", "-m", output, "lait").code());
    }

    @Test
    void missingModel() {
        says(place.run("similar", "-m", folder.resolve("nix"), "word").failedWith(1), "nix: no such file");
    }

    @Test
    void modelIsFolder() {
        says(place.run("similar", "-m", folder, "word").failedWith(1), folder + ": ");
    }

    @Test
    void emptyModel() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty"));
        says(place.run("similar", "-m", empty, "word").failedWith(1), "empty: the file is empty");
    }

    @Test
    @DisplayName("a text file is rejected as a model")
    void notAModel() throws IOException {
        Path text = Corpora.file(folder.resolve("text.txt"));
        says(place.run("similar", "-m", text, "word").failedWith(1), "text.txt: ", "safetensors");
        says(place.run("info", "-m", text).failedWith(1), "text.txt: ");
        says(place.run("convert", text, "-o", output, "--to", "word2vec-text").failedWith(1), "text.txt: ");
        assertTrue(Files.notExists(output));
    }

    @Test
    @DisplayName("a model truncated at any position is rejected")
    void truncatedModel() throws IOException {
        Path whole = Models.royal(folder.resolve("whole"), "standard");
        byte[] bytes = Files.readAllBytes(whole);
        for (int length = 1; length < bytes.length; length += 1 + bytes.length / 40) {
            Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(bytes, length));
            says(place.run("similar", "-m", cut, "man").failedWith(1), "cut: ");
        }
    }

    @Test
    @DisplayName("a model with impossible tensor shapes is rejected")
    void absurdShapes() throws IOException {
        for (String shape : new String[] {
            "[9223372036854775807,9223372036854775807]",
            "[1000000000000,100]",
            "[-1,2]",
            "[6,2,2]",
            "[99999999999999999999]"
        }) {
            String header = "{\"vectors\":{\"dtype\":\"F32\",\"shape\":" + shape + ",\"data_offsets\":[0,48]}}";
            ByteBuffer file = ByteBuffer.allocate(8 + header.length() + 48).order(ByteOrder.LITTLE_ENDIAN);
            file.putLong(header.length()).put(header.getBytes(StandardCharsets.UTF_8));
            Path absurd = Files.write(folder.resolve("absurd"), file.array());
            says(place.run("similar", "-m", absurd, "man").failedWith(1), "absurd: ");
        }
    }

    @Test
    @DisplayName("a model whose header is longer than the file is rejected")
    void absurdHeader() throws IOException {
        ByteBuffer file = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(90_000_000).put((byte) '{').put((byte) '"');
        Path absurd = Files.write(folder.resolve("absurd"), file.array());
        says(place.run("similar", "-m", absurd, "man").failedWith(1), "absurd: ", "header");
    }

    @Test
    @DisplayName("a truncated file of another tool is rejected")
    void truncatedBinary() throws IOException {
        Path model = Models.royal(folder.resolve("m"), "standard");
        Path binary = folder.resolve("v.bin");
        place.run("convert", model, "-o", binary, "--to", "word2vec-binary", "-q")
                .done();
        byte[] bytes = Files.readAllBytes(binary);
        Path cut = Files.write(folder.resolve("cut.bin"), Arrays.copyOf(bytes, bytes.length / 2));
        says(place.run("similar", "-m", cut, "man").failedWith(1), "cut.bin: ");
    }

    @Test
    void missingOutputFolder() throws IOException {
        Path text = Corpora.file(folder.resolve("text.txt"));
        String line = place.run("train", text, "-o", folder.resolve("no").resolve("m"))
                .failedWith(1);
        says(line, "its folder does not exist; create it");
    }

    @Test
    void outputIsFolder() throws IOException {
        Path text = Corpora.file(folder.resolve("text.txt"));
        says(place.run("train", text, "-o", folder).failedWith(1), folder + ": is a folder; use a file name");
    }

    @Test
    void readOnlyOutputFolder() throws IOException {
        assumeNotRoot();
        Path text = Corpora.file(folder.resolve("text.txt"));
        Path closed = Files.createDirectory(folder.resolve("closed"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-x------"));
        says(place.run("train", text, "-o", closed.resolve("m")).failedWith(1), "permission denied to write");
    }

    @Test
    void unwritableLog() throws IOException {
        Path text = Corpora.file(folder.resolve("text.txt"));
        says(
                train(text, "--log", folder.resolve("no").resolve("log")).failedWith(1),
                "the folder of the log does not exist");
        String before = Files.readString(text);
        says(train(text, "--log", text).failedWith(2), "--log names a file that the command reads or writes");
        Path other = Files.writeString(folder.resolve("notes"), "my notes");
        says(train(text, "--log", other).failedWith(1), "exists and is not a log of wv");
        assertEquals(before, Files.readString(text));
        assertEquals("my notes", Files.readString(other));
    }

    @Test
    @DisplayName("an empty file name, as of an unset variable, is not the current folder")
    void emptyFileName() {
        says(place.run("train", "", "-o", folder.resolve("m")).failedWith(2), "CORPUS: the file name is empty");
        says(place.run("corpus", "stats", "").failedWith(2), "the file name is empty");
        says(place.run("info", "-m", "").failedWith(2), "--model: the file name is empty");
    }

    @Test
    @DisplayName("a wordnet that would not be used is rejected")
    void unusedWordnet() throws IOException {
        Path text = Corpora.file(folder.resolve("text.txt"));
        says(train(text, "--wordnet", "nofile").failedWith(2), "--wordnet requires --with-wordnet");
    }

    @Test
    @DisplayName("--debug prints a stack trace before the message")
    void debugPrintsStackTrace() {
        CommandRun run = place.run("--debug", "info", "-m", folder.resolve("nix"));
        assertEquals(1, run.code());
        assertTrue(run.err().contains("\tat org.wvtoolkit.cli."), run.err());
        assertTrue(run.err().lines().toList().getLast().startsWith("wv: "), run.err());
    }
}
