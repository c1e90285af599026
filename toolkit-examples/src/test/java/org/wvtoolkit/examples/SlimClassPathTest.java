package org.wvtoolkit.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wvtoolkit.cooccurrence.CooccurrenceOptions;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.extension.MissingLibraryException;
import org.wvtoolkit.pipeline.PpmiMethod;
import org.wvtoolkit.pipeline.Training;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.text.TextCorpus;
import org.wvtoolkit.text.TextOptions;
import org.wvtoolkit.text.analysis.TextAnalyzer;
import org.wvtoolkit.text.analysis.TextAnalyzers;
import org.wvtoolkit.text.analysis.Tokenization;
import org.wvtoolkit.text.stream.TextInput;
import org.wvtoolkit.vocabulary.VocabularyOptions;

/** This module has the required libraries of toolkit-text on its class path, and none of the optional ones. */
class SlimClassPathTest {
    private static final long MAX_BYTES = 15_000_000;

    /** Modules and libraries that plain-text training does not need. */
    private static final Pattern OTHER =
            Pattern.compile(".*(toolkit-(nn|index|examples)|junit|opentest4j|apiguardian|surefire).*");

    @TempDir
    Path folder;

    private Embeddings train(Path text, String analyzer) throws IOException {
        return Training.train(
                TextCorpus.of(List.of(TextInput.path(text)), new TextOptions(analyzer)),
                VocabularyOptions.ofMinCount(1),
                PpmiMethod.of(CooccurrenceOptions.builder().build()),
                Resources.defaults(folder),
                ProgressListener.NONE);
    }

    @Test
    @DisplayName("the jars that plain-text training needs have at most 15 MB")
    void size() throws IOException {
        long bytes = 0;
        List<String> counted = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
            Path path = Path.of(entry);
            if (!OTHER.matcher(entry).matches() && Files.exists(path)) {
                try (Stream<Path> files = Files.walk(path)) {
                    long size = 0;
                    for (Path file : files.filter(Files::isRegularFile).toList()) {
                        size += Files.isRegularFile(path) ? Files.size(file) : inJar(file);
                    }
                    bytes += size;
                    counted.add(path.getFileName() + " " + size);
                }
            }
        }
        assertTrue(counted.stream().anyMatch(name -> name.startsWith("lucene-core")), counted.toString());
        assertTrue(bytes > 5_000_000 && bytes <= MAX_BYTES, bytes + " bytes: " + counted);
    }

    /** Returns the size of a compressed class file with its two entries in a jar. */
    private static long inJar(Path file) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(compressed)) {
            deflater.write(Files.readAllBytes(file));
        }
        return compressed.size() + 250L;
    }

    @ParameterizedTest
    @CsvSource({"standard", "whitespace", "english", "german"})
    @DisplayName("training on plain text needs no optional library")
    void plainText(String analyzer) throws IOException {
        Path text = Files.writeString(folder.resolve("text.txt"), "Der Kaffee ist gut\nThe café is good\n");
        try (Embeddings made = train(text, analyzer)) {
            assertTrue(made.vocabulary().size() > 1);
        }
    }

    @Test
    @DisplayName("JSON lines and CSV need no optional library")
    void records() throws IOException {
        Path lines = Files.writeString(folder.resolve("a.jsonl"), "{\"text\":\"tea &amp; coffee\"}\n");
        try (Embeddings made = train(lines, "standard")) {
            assertTrue(made.vocabulary().id("tea") >= 0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "chinese,org.apache.lucene:lucene-analysis-smartcn (with com.ibm.icu:icu4j)",
        "japanese,org.apache.lucene:lucene-analysis-kuromoji",
        "icu,org.apache.lucene:lucene-analysis-icu"
    })
    @DisplayName("an analyzer names its missing library")
    void analyzers(String name, String library) {
        TextAnalyzer analyzer = TextAnalyzers.named(name);
        for (int i = 0; i < 2; i++) {
            MissingLibraryException missing =
                    assertThrows(MissingLibraryException.class, () -> Tokenization.tokenize(analyzer, "東京"));
            assertEquals(
                    "analyzer '" + name + "' requires the library " + library + "; add it to the class path",
                    missing.getMessage());
        }
    }

    @Test
    @DisplayName("custom chains name the missing libraries of their steps, and work without them")
    void chains() {
        assertEquals(
                List.of("good"),
                Tokenization.tokenize(TextAnalyzers.chain("standard", List.of("lowercase", "stop:english")), "A GOOD"));
        assertTrue(String.valueOf(assertThrows(
                                MissingLibraryException.class, () -> TextAnalyzers.chain("standard", List.of("fold")))
                        .getMessage())
                .startsWith("filter 'fold' requires the library org.apache.lucene:lucene-analysis-icu"));
        assertThrows(MissingLibraryException.class, () -> TextAnalyzers.chain("japanese", List.of()));
    }

    @Test
    @DisplayName("HTML and zstd name their missing libraries")
    void formats() throws IOException {
        Path page = Files.writeString(folder.resolve("a.html"), "<html><p>Good coffee</p></html>");
        assertTrue(String.valueOf(assertThrows(MissingLibraryException.class, () -> train(page, "standard"))
                        .getMessage())
                .startsWith("HTML requires the library org.jsoup:jsoup"));
        Path zstd = folder.resolve("a.txt.zst");
        Files.write(zstd, new byte[] {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 0, 0, 1, 0, 0, 0, 0, 0});
        IOException missing = assertThrows(IOException.class, () -> train(zstd, "standard"));
        assertTrue(
                String.valueOf(missing.getMessage())
                        .contains("is compressed with zstd, which requires the library com.github.luben:zstd-jni"),
                missing.getMessage());
    }
}
