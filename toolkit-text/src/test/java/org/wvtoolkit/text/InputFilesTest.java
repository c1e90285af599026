package org.wvtoolkit.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.text.stream.TextInput;
import org.wvtoolkit.text.stream.UnreadableTextException;

/** Reads files, folders and streams, including missing and unreadable ones. */
class InputFilesTest {
    @TempDir
    private Path folder;

    private final List<String> messages = new ArrayList<>();

    private final ProgressListener listener = new ProgressListener() {
        @Override
        public void stage(String name, Unit unit, long total) {
            messages.add(name + " " + total + " " + unit);
        }

        @Override
        public void advanced(long done, String detail) {}

        @Override
        public void note(String message) {
            messages.add(message);
        }
    };

    private Path file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private List<String> tokens(Path... paths) throws IOException {
        TokenList tokens = new TokenList();
        TextCorpus.of(Arrays.stream(paths).map(TextInput::path).toList(), new TextOptions("whitespace"))
                .readTokens(tokens, 2, listener);
        return tokens.tokens();
    }

    private UnreadableTextException failure(Path path) {
        UnreadableTextException failure = assertThrows(UnreadableTextException.class, () -> tokens(path));
        assertFalse(failure.getMessage().contains("\n"), "one line");
        assertEquals(path.toString(), failure.where());
        assertTrue(failure.getMessage().startsWith(path + ": "), failure.getMessage());
        assertTrue(failure.getMessage().contains("; "), "with a remedy: " + failure.getMessage());
        return failure;
    }

    @Test
    @DisplayName("The files below a folder are read in the order of their paths, without hidden ones")
    void folder() throws IOException {
        file("b.txt", "three");
        file("a/z.txt", "two");
        file("a/a.txt", "one\n");
        file("c/empty", "");
        file(".hidden", "never");
        file(".git/config", "never");
        assertEquals(List.of("one", "two", "three"), tokens(folder));
        assertEquals(List.of("reading " + folder.getFileName() + " 12 BYTES"), messages);
    }

    @Test
    @DisplayName("Links are followed, except cycles and broken links")
    void links() throws IOException {
        Path real = file("corpus/text", "word");
        Files.createSymbolicLink(folder.resolve("corpus/cycle"), folder.resolve("corpus"));
        Files.createSymbolicLink(folder.resolve("corpus/nothing"), folder.resolve("missing"));
        Files.createSymbolicLink(folder.resolve("corpus/same"), real);
        assertEquals(List.of("word", "word"), tokens(folder.resolve("corpus")));
        assertEquals(3, messages.size());
        assertTrue(messages.get(1).contains("cycle") && messages.get(2).contains("nothing"), messages.toString());
    }

    @Test
    @DisplayName("A pattern skips cycles and broken links with a note, as a folder does")
    void linksOfPattern() throws IOException {
        Path real = file("corpus/text", "word");
        file("corpus/sub/text", "other");
        Files.createSymbolicLink(folder.resolve("corpus/sub/cycle"), folder.resolve("corpus"));
        Files.createSymbolicLink(folder.resolve("corpus/broken-text"), folder.resolve("missing"));
        Files.createSymbolicLink(folder.resolve("corpus/same-text"), real);
        assertEquals(List.of("word", "other", "word"), tokens(folder.resolve("corpus/**text")));
        assertEquals(3, messages.size());
        assertTrue(messages.get(1).contains("broken-text"), messages.toString());
        assertTrue(messages.get(2).contains("cycle"), messages.toString());
    }

    @Test
    @DisplayName("A folder that matches a pattern stands for the files below it")
    void foldersOfPattern() throws IOException {
        file("corpus/a/deep/text", "one");
        file("corpus/b", "two");
        file("other/a", "never");
        assertEquals(List.of("one", "two"), tokens(folder.resolve("corpus/*")));
        assertEquals(List.of("one"), tokens(folder.resolve("c*/a")));
        assertEquals(List.of("one"), tokens(folder.resolve("*/a/deep")));
        assertTrue(failure(folder.resolve("missing/*")).getMessage().contains("no file matches"));
        assertTrue(failure(folder.resolve("corpus/x*")).getMessage().contains("no file matches"));
    }

    @Test
    @DisplayName("A pattern selects hidden files only if it names them")
    void hiddenFilesOfPattern() throws IOException {
        file("corpus/a.txt", "one");
        file("corpus/.b.txt", "two");
        file("corpus/.git/c.txt", "three");
        file("corpus/sub/.git/d.txt", "four");
        assertEquals(List.of("one"), tokens(folder.resolve("corpus/*")));
        assertEquals(List.of("one"), tokens(folder.resolve("corpus/**.txt")));
        assertEquals(List.of("one"), tokens(folder.resolve("**/*.txt")));
        assertEquals(List.of("two"), tokens(folder.resolve("corpus/.*.txt")));
        assertEquals(List.of("two", "one"), tokens(folder.resolve("corpus/{.b,a}.txt")));
        assertEquals(List.of("three"), tokens(folder.resolve("corpus/.git/*")));
        assertEquals(List.of("three", "four"), tokens(folder.resolve("**/.git/*")));
    }

    @Test
    @DisplayName("A folder name of two asterisks stands for any number of folders, including none")
    void anyDepth() throws IOException {
        file("corpus/a.txt", "one");
        file("corpus/b/c.txt", "two");
        file("corpus/b/d/e.txt", "three");
        file("corpus/b/d/e.csv", "never");
        List<String> all = List.of("one", "two", "three");
        assertEquals(all, tokens(folder.resolve("corpus/**/*.txt")));
        assertEquals(all, tokens(folder.resolve("**/corpus/**/*.{txt,tab}")));
        assertEquals(List.of("two", "three"), tokens(folder.resolve("corpus/b/**/*.txt")));
        assertEquals(List.of("three"), tokens(folder.resolve("corpus/**/d/**/*.txt")));
    }

    @Test
    @DisplayName("A binary file in a folder is skipped with a note")
    void binaryFileInFolder() throws IOException {
        file("text", "word");
        Path binary = file("binary", "never\0");
        assertEquals(List.of("word"), tokens(folder));
        assertEquals("skipped " + binary + ", which is not text", messages.getLast());
    }

    @Test
    @DisplayName("At most ten notes are reported, followed by the number of the others")
    void manyNotes() throws IOException {
        file("text", "word");
        for (int i = 0; i < 30; i++) {
            file("binary" + i, "\0");
        }
        tokens(folder);
        assertEquals(12, messages.size());
        assertEquals("and 20 more such notes", messages.getLast());
    }

    @Test
    @DisplayName("A binary file is an error")
    void binaryFile() throws IOException {
        assertTrue(failure(file("binary", "PK\0\1")).getMessage().contains("not text"));
    }

    @Test
    @DisplayName("A missing file is an error")
    void missingFile() {
        assertTrue(failure(folder.resolve("missing")).getMessage().contains("no such file"));
    }

    @Test
    @DisplayName("A file without read permission is an error, alone or in a folder")
    void unreadableFile() throws IOException {
        Path secret = file("secret", "word");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(secret), "the superuser may read everything");
        assertTrue(failure(secret).getMessage().contains("permission denied"));
        assertThrows(UnreadableTextException.class, () -> tokens(folder));
    }

    @Test
    @DisplayName("A folder without text is an error")
    void folderWithoutText() throws IOException {
        assertTrue(failure(folder).getMessage().contains("no text"));
        file("binary", "\0");
        file(".hidden", "word");
        file("empty", "");
        assertTrue(failure(folder).getMessage().contains("no text"));
    }

    @Test
    @DisplayName("An empty file has no tokens")
    void emptyFile() throws IOException {
        assertEquals(List.of(), tokens(file("empty", "")));
    }

    @Test
    @DisplayName("A dash denotes standard input")
    void standardInput() throws IOException {
        TextInput input =
                TextInput.argument("-", new ByteArrayInputStream("From There".getBytes(StandardCharsets.UTF_8)));
        TokenList tokens = new TokenList();
        TextCorpus corpus = TextCorpus.of(List.of(input), TextOptions.defaults());
        corpus.readTokens(tokens, 1, listener);
        assertEquals("standard input", corpus.name());
        assertEquals(List.of("from", "there"), tokens.tokens());
        assertEquals(List.of("reading standard input -1 BYTES"), messages);
    }

    @Test
    @DisplayName("A read error is reported with its offset")
    void readError() {
        TextInput failing = TextInput.stream("disk", new InputStream() {
            private int reads;

            @Override
            public int read() {
                throw new UnsupportedOperationException("read in bulk");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                if (reads++ > 2) {
                    throw new IOException("input/output error");
                }
                Arrays.fill(bytes, offset, offset + 100, (byte) 'x');
                return 100;
            }
        });
        UnreadableTextException failure = assertThrows(
                UnreadableTextException.class,
                () -> TextCorpus.of(List.of(failing), TextOptions.defaults())
                        .readTokens(new TokenList(), 1, ProgressListener.NONE));
        assertEquals(OptionalLong.of(300), failure.offset());
        assertEquals(
                "disk: reading failed (input/output error) at byte 300; check the disk or the connection",
                failure.getMessage());
    }
}
