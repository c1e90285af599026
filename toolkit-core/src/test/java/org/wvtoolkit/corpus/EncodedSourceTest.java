package org.wvtoolkit.corpus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.vocabulary.VocabularyOptions;

/** Checks that encoding an encoded corpus again gives the same result as encoding the text. */
class EncodedSourceTest {
    private static final VocabularyOptions ALL = new VocabularyOptions(1, Integer.MAX_VALUE);

    @TempDir
    Path folder;

    /**
     * Returns enough tokens for several chunks, with sentences across chunk boundaries and with
     * rare words.
     */
    private static List<byte[]> text() {
        Random random = new Random(11);
        List<byte[]> text = new ArrayList<>();
        for (int i = 0; i < 400_000; i++) {
            if (random.nextInt(3_000) == 0) {
                text.add(ScriptedSource.SENTENCE_END);
            }
            int word = random.nextInt(4) == 0 ? random.nextInt(200_000) : random.nextInt(100);
            text.add(("w" + word).getBytes(StandardCharsets.UTF_8));
        }
        return text;
    }

    private EncodedCorpus encode(TokenSource source, VocabularyOptions options, String name, int threads)
            throws IOException {
        return CorpusEncoder.encode(
                source,
                options,
                folder.resolve(name),
                new Resources(threads, Resources.MIN_MEMORY, folder),
                ProgressListener.NONE);
    }

    @Test
    @DisplayName("Encoding again gives the same files as the text")
    void sameAsText() throws IOException {
        List<List<byte[]>> chunks = List.of(text());
        encode(new ScriptedSource(chunks, 1), ALL, "all", 1).close();
        VocabularyOptions few = new VocabularyOptions(3, 5_000);
        encode(new ScriptedSource(chunks, 1), few, "few", 1).close();
        assertTrue(EncodedSource.recognizes(folder.resolve("all")));
        for (int threads = 1; threads <= 3; threads += 2) {
            try (EncodedSource source = EncodedSource.open(folder.resolve("all"))) {
                encode(source, ALL, "all again", threads).close();
                encode(source, few, "few again", threads).close();
            }
            assertArrayEquals(
                    Files.readAllBytes(folder.resolve("all")), Files.readAllBytes(folder.resolve("all again")));
            assertArrayEquals(
                    Files.readAllBytes(folder.resolve("few")), Files.readAllBytes(folder.resolve("few again")));
        }
        try (EncodedCorpus corpus = EncodedCorpus.open(folder.resolve("few"))) {
            assertEquals(few, corpus.options());
        }
    }

    @Test
    @DisplayName("The beginning has the requested number of tokens")
    void beginning() throws IOException {
        EncodedCorpus corpus = encode(new ScriptedSource(List.of(text()), 1), ALL, "all", 1);
        try (EncodedSource source = EncodedSource.beginning("some", corpus, 300_001);
                EncodedCorpus some = encode(source, ALL, "some", 2)) {
            assertEquals(300_001, some.tokens());
            for (long position = 0; position < 300_001; position += 10_000) {
                assertEquals(
                        corpus.vocabulary().word(corpus.ids().getAtIndex(ValueLayout.JAVA_INT, position)),
                        some.vocabulary().word(some.ids().getAtIndex(ValueLayout.JAVA_INT, position)));
            }
        }
    }

    @Test
    @DisplayName("Other files are not recognized")
    void otherFiles() throws IOException {
        assertFalse(EncodedSource.recognizes(folder));
        assertFalse(EncodedSource.recognizes(folder.resolve("missing")));
        assertFalse(EncodedSource.recognizes(Files.writeString(folder.resolve("text"), "plain text here")));
        assertFalse(EncodedSource.recognizes(Files.writeString(folder.resolve("short"), "a")));
    }
}
