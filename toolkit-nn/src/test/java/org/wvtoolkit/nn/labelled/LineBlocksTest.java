package org.wvtoolkit.nn.labelled;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.text.analysis.TextAnalyzers;
import org.wvtoolkit.text.stream.TextInput;

/** Labelled lines that are read by several threads: errors and encodings. */
class LineBlocksTest {
    /** More rows than fit into several blocks. */
    private static final int ROWS = 100_000;

    @TempDir
    private Path folder;

    private LabelledCorpus read(Path file, LineFormat format, int threads) throws IOException {
        return LabelledCorpus.read(
                List.of(TextInput.path(file)),
                format,
                TextAnalyzers.standard(),
                1,
                new Resources(threads, 1L << 26, folder),
                ProgressListener.NONE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    @DisplayName("a CSV row without the column is reported once with its line, for any number of threads")
    void missingColumn(int threads) throws IOException {
        StringBuilder csv = new StringBuilder("label,text\n");
        for (int row = 0; row < ROWS; row++) {
            csv.append(row == ROWS / 2 ? "nothing" : "good,a fine day").append('\n');
        }
        Path file = Files.writeString(folder.resolve("rows.csv"), csv);
        IOException bad = assertThrows(IOException.class, () -> read(file, LineFormat.detected(), threads));
        String message = String.valueOf(bad.getMessage());
        assertTrue(message.startsWith(file + ": line " + (ROWS / 2 + 2) + " "), message);
        assertEquals(0, bad.getSuppressed().length);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    @DisplayName("a bad line before an unreadable part is reported, because it is earlier")
    void earliest(int threads) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int row = 0; row < ROWS; row++) {
            lines.append(row == 7 ? "no label" : "good\ta fine day").append('\n');
        }
        Path good = Files.writeString(folder.resolve("good.tsv"), lines);
        Path missing = folder.resolve("missing.tsv");
        IOException bad = assertThrows(
                IOException.class,
                () -> LabelledCorpus.read(
                        List.of(TextInput.path(good), TextInput.path(missing)),
                        new LineFormat(LabelledFormat.TSV),
                        TextAnalyzers.standard(),
                        1,
                        new Resources(threads, 1L << 26, folder),
                        ProgressListener.NONE));
        String message = String.valueOf(bad.getMessage());
        assertTrue(message.startsWith(good + ": line 8 "), message);
    }

    @Test
    @DisplayName("a block has at most the given number of lines, and the number of its first line")
    void maximumLines() throws IOException {
        Path file = Files.writeString(folder.resolve("many.txt"), "a b\n\nc\nd\n".repeat(10) + "last");
        LineBlocks.Purpose purpose = new LineBlocks.Purpose(false, Set.of(), 7);
        StringBuilder text = new StringBuilder();
        try (LineBlocks blocks =
                new LineBlocks(List.of(TextInput.path(file)), LineFormat.detected(), purpose, ProgressListener.NONE)) {
            for (LineBlocks.Block block = blocks.next(); block != null; block = blocks.next()) {
                assertEquals(1 + text.chars().filter(c -> c == '\n').count(), block.firstLine());
                String lines = new String(block.bytes(), StandardCharsets.UTF_8);
                assertTrue(lines.lines().count() <= 7, lines);
                text.append(lines);
            }
            blocks.check();
        }
        assertEquals(Files.readString(file) + "\n", text.toString());
    }

    @ParameterizedTest
    @CsvSource({"good⇥a day, TSV", "a good⇥day, TEXT", "good day, TEXT", "' good ⇥x', TSV", "[, JSONL", "[1], TEXT"})
    @DisplayName("a first line that begins with a label of the classifier and a tab is TSV, also without labels")
    void detectedForPrediction(String line, LabelledFormat format) throws IOException {
        Path file = Files.writeString(folder.resolve("new"), line.replace('⇥', '\t'));
        LineBlocks.Purpose purpose = new LineBlocks.Purpose(false, Set.of("good", "bad"), Integer.MAX_VALUE);
        try (LineBlocks blocks =
                new LineBlocks(List.of(TextInput.path(file)), LineFormat.detected(), purpose, ProgressListener.NONE)) {
            assertEquals(format, Objects.requireNonNull(blocks.next()).format());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {",", "\"\",", "x,"})
    @DisplayName("a CSV record with very many cells is refused")
    void manyCells(String cell) throws IOException {
        Path file = Files.writeString(folder.resolve("wide.csv"), "label,text\ngood,x\n" + cell.repeat(1 << 21));
        IOException bad = assertThrows(IOException.class, () -> read(file, LineFormat.detected(), 1));
        String message = String.valueOf(bad.getMessage());
        assertTrue(message.startsWith(file + ": line 3 has more than 1048576 cells"), message);
    }

    @Test
    @DisplayName("texts in a given encoding are transcoded")
    void encoding() throws IOException {
        Charset encoding = Charset.forName("windows-1252");
        Path file = folder.resolve("latin.tsv");
        Files.write(file, "gut\tschöne Grüße\nschlecht\tschlimme Sache\n".getBytes(encoding));
        try (LabelledCorpus corpus =
                read(file, new LineFormat(LabelledFormat.TSV, CsvColumns.defaults(), encoding), 1)) {
            assertTrue(corpus.vocabulary().id("grüße") >= 0);
            assertEquals(2, corpus.documents());
        }
    }

    @Test
    @DisplayName("UTF-16 without a byte order mark is read if it is named, and refused otherwise")
    void wide() throws IOException {
        Charset encoding = Charset.forName("UTF-16LE");
        Path file = folder.resolve("wide.tsv");
        Files.write(file, "gut\tein Tag\nschlecht\tein Abend\n".getBytes(encoding));
        try (LabelledCorpus corpus =
                read(file, new LineFormat(LabelledFormat.TSV, CsvColumns.defaults(), encoding), 1)) {
            assertEquals(List.of("gut", "schlecht"), corpus.labels());
        }
        assertThrows(IOException.class, () -> read(file, new LineFormat(LabelledFormat.TSV), 1));
    }
}
