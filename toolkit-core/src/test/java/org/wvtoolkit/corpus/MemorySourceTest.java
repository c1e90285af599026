package org.wvtoolkit.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.vocabulary.VocabularyOptions;

class MemorySourceTest {
    private static final List<List<String>> SENTENCES =
            List.of(List.of("good", "coffee"), List.of(), List.of("good", "tea", "good"));

    @TempDir
    Path folder;

    private EncodedCorpus encode(TokenSource source, String file) throws IOException {
        return CorpusEncoder.encode(
                source,
                VocabularyOptions.ofMinCount(1),
                folder.resolve(file),
                Resources.defaults(folder),
                ProgressListener.NONE);
    }

    @Test
    @DisplayName("the encoded corpus has the tokens, the sentences and the provenance")
    void encoded() throws IOException {
        try (EncodedCorpus corpus = encode(TokenSource.of("mine", SENTENCES), "a")) {
            assertEquals(5, corpus.tokens());
            assertEquals(2, corpus.sentences());
            assertEquals("good", corpus.vocabulary().word(0));
            assertEquals(3, corpus.vocabulary().count(0));
            assertEquals("whitespace", corpus.provenance().get("text.analyzer"));
        }
    }

    @Test
    @DisplayName("a source of a collection can be read repeatedly, and a stream gives the same bytes")
    void repeated() throws IOException {
        TokenSource source = TokenSource.of("mine", SENTENCES);
        encode(source, "a").close();
        encode(source, "b").close();
        Stream<String[]> stream = SENTENCES.stream().map(tokens -> tokens.toArray(String[]::new));
        encode(TokenSource.of("mine", stream), "c").close();
        assertEquals(-1, Files.mismatch(folder.resolve("a"), folder.resolve("b")));
        assertEquals(-1, Files.mismatch(folder.resolve("a"), folder.resolve("c")));
    }

    @Test
    @DisplayName("a stream is encoded once; a second reading fails")
    void once() throws IOException {
        TokenSource source = TokenSource.of("live", Stream.<String[]>of(new String[] {"a", "b"}));
        encode(source, "a").close();
        IllegalStateException second = assertThrows(IllegalStateException.class, () -> encode(source, "b"));
        assertTrue(String.valueOf(second.getMessage()).startsWith("live is a stream that was already read"));
        try (EncodedSource again = EncodedSource.open(folder.resolve("a"))) {
            encode(again, "c").close();
            encode(again, "d").close();
        }
    }

    @Test
    @DisplayName("the report has the size and the hash of the tokens as lines")
    void report() throws Exception {
        SourceReport report = TokenSource.of("mine", SENTENCES)
                .readTokens(() -> new TokenList(new ArrayList<>()), 2, ProgressListener.NONE);
        byte[] text = "good coffee\n\ngood tea good\n".getBytes(StandardCharsets.UTF_8);
        assertEquals(text.length, report.bytes());
        assertEquals(
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text)), report.sha256());
    }

    @Test
    @DisplayName("unpaired surrogates are replaced by U+FFFD and counted")
    void surrogates() throws IOException {
        List<String> tokens = new ArrayList<>();
        SourceReport report = TokenSource.of("mine", List.of(List.of("a\uD800", "\uDC00b", "\uD83D\uDE00")))
                .readTokens(() -> new TokenList(tokens), 1, ProgressListener.NONE);
        assertEquals(List.of("a\uFFFD", "\uFFFDb", "\uD83D\uDE00"), tokens);
        assertEquals(2, report.malformed());
    }

    @Test
    @DisplayName("an empty token is reported with its sentence")
    void emptyToken() {
        TokenSource source = TokenSource.of("mine", List.of(List.of("a"), List.of("b", "")));
        IllegalArgumentException error = assertThrows(IllegalArgumentException.class, () -> encode(source, "a"));
        assertEquals("mine: sentence 2 contains an empty token; remove empty tokens", error.getMessage());
    }

    @Test
    @DisplayName("a corpus without tokens is an error with the name of the source")
    void empty() {
        TokenSource source = TokenSource.of("mine", List.<List<String>>of());
        IOException error = assertThrows(IOException.class, () -> encode(source, "a"));
        assertEquals("mine: contains no words; use a text with words", error.getMessage());
    }

    @Test
    @DisplayName("many chunks keep the order of the tokens")
    void chunks() throws IOException {
        List<List<String>> many = IntStream.range(0, 100_000)
                .mapToObj(i -> List.of("w" + i % 7, "w" + i % 11))
                .toList();
        try (EncodedCorpus corpus = encode(TokenSource.of("many", many), "a")) {
            assertEquals(200_000, corpus.tokens());
            int[] ids = corpus.ids().toArray(java.lang.foreign.ValueLayout.JAVA_INT);
            for (int i = 0; i < 200_000; i++) {
                assertEquals(many.get(i / 2).get(i % 2), corpus.vocabulary().word(ids[i]));
            }
        }
    }

    @Test
    @DisplayName("the provenance of the caller is stored")
    void provenance() throws IOException {
        TokenSource source = TokenSource.of("mine", SENTENCES, Map.of("analyzer", "german"));
        try (EncodedCorpus corpus = encode(source, "a")) {
            assertEquals("german", corpus.provenance().get("text.analyzer"));
        }
    }

    @Test
    @DisplayName("an interrupted thread ends the reading of an endless stream")
    void interrupted() {
        TokenSource source = TokenSource.of("endless", Stream.generate(() -> new String[] {"a", "b"}));
        Thread.currentThread().interrupt();
        try {
            assertThrows(InterruptedIOException.class, () -> encode(source, "a"));
            assertTrue(Thread.currentThread().isInterrupted());
        } finally {
            Thread.interrupted();
        }
    }
}
