package org.wvtoolkit.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.corpus.CorpusEncoder;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.corpus.TokenSource;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.text.analysis.TextAnalyzer;
import org.wvtoolkit.text.analysis.TextAnalyzers;
import org.wvtoolkit.text.stream.TextInput;
import org.wvtoolkit.vocabulary.VocabularyOptions;

class TextLinesTest {
    private static final List<String> TEXTS = IntStream.range(0, 2000)
            .mapToObj(i -> i % 50 == 0 ? "" : "The café no. " + i % 13 + "\nserved <b>tea</b> & coffee in " + i % 7)
            .toList();

    @TempDir
    Path folder;

    private Path encode(TokenSource source, int threads, String file) throws IOException {
        Path target = folder.resolve(file);
        Resources resources = new Resources(threads, 64 << 20, folder);
        CorpusEncoder.encode(source, VocabularyOptions.ofMinCount(1), target, resources, ProgressListener.NONE)
                .close();
        return target;
    }

    @ParameterizedTest
    @ValueSource(strings = {"standard", "whitespace", "english"})
    @DisplayName("texts in memory give the same corpus as a file of their lines, for any number of threads")
    void likeFile(String name) throws IOException {
        TextAnalyzer analyzer = TextAnalyzers.named(name);
        Path text = Files.writeString(folder.resolve("text.txt"), String.join("\n", TEXTS) + "\n");
        TextOptions options = new TextOptions(name);
        Path expected = encode(TextCorpus.of(List.of(TextInput.path(text)), options), 2, "file");
        Path one = encode(TextLines.of("mine", TEXTS, analyzer), 1, "one");
        TextLines small = new TextLines("mine", TEXTS::iterator, false, analyzer, 1000);
        Path three = encode(small, 3, "three");
        Path again = encode(small, 2, "again");
        Path stream = encode(TextLines.of("mine", TEXTS.stream(), analyzer), 2, "stream");
        for (Path other : List.of(one, three, again, stream)) {
            assertEquals(-1, Files.mismatch(expected, other), other.toString());
        }
    }

    @Test
    @DisplayName("a stream can be read once")
    void once() throws IOException {
        TextLines source = TextLines.of("live", Stream.of("a b", "c"), TextAnalyzers.standard());
        encode(source, 1, "a");
        IllegalStateException second = assertThrows(IllegalStateException.class, () -> encode(source, 1, "b"));
        assertTrue(String.valueOf(second.getMessage()).startsWith("live is a stream that was already read"));
    }

    @Test
    @DisplayName("the analyzer is stored for queries")
    void provenance() throws IOException {
        Path corpus = encode(TextLines.of("mine", List.of("Häuser am Fluss"), TextAnalyzers.named("german")), 1, "a");
        try (EncodedCorpus open = EncodedCorpus.open(corpus)) {
            assertEquals("german", open.provenance().get("text.analyzer"));
            assertEquals("haus", open.vocabulary().word(open.vocabulary().id("haus")));
        }
    }

    @Test
    @DisplayName("an error of the caller's iterator is thrown unchanged")
    void callerFails() {
        TextLines source = TextLines.of(
                "broken",
                () -> Stream.of("a", "b")
                        .peek(text -> {
                            throw new IllegalStateException("no connection");
                        })
                        .iterator(),
                TextAnalyzers.standard());
        IllegalStateException failure = assertThrows(IllegalStateException.class, () -> encode(source, 2, "a"));
        assertEquals("no connection", failure.getMessage());
    }

    @Test
    @DisplayName("an interrupted thread ends the reading of an endless stream")
    void interrupted() {
        TextLines source = TextLines.of("endless", Stream.generate(() -> "tea and coffee"), TextAnalyzers.standard());
        Thread.currentThread().interrupt();
        try {
            assertThrows(InterruptedIOException.class, () -> encode(source, 2, "a"));
            assertTrue(Thread.currentThread().isInterrupted());
        } finally {
            Thread.interrupted();
        }
    }
}
