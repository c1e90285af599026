package org.wvtoolkit.nn.labelled;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.nn.classifier.LabelledTexts;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.text.analysis.TextAnalyzers;
import org.wvtoolkit.text.stream.TextInput;

class LabelledFormatTest {
    @TempDir
    Path folder;

    private static List<String> described(LabelledCorpus corpus) {
        List<String> described = new ArrayList<>();
        int[] words = new int[corpus.longest()];
        for (int document = 0; document < corpus.documents(); document++) {
            StringBuilder text = new StringBuilder(corpus.labels().get(corpus.label(document)) + ":");
            int count = corpus.words(document, words);
            for (int i = 0; i < count; i++) {
                text.append(' ').append(corpus.vocabulary().word(words[i]));
            }
            described.add(text.toString());
        }
        return described;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pos\ta fine film\nneg\tso bad\n",
                "{\"label\":\"pos\",\"text\":\"a fine film\"}\n{\"id\":[1,{\"x\":2}],\"text\":\"so "
                        + "bad\",\"label\":\"neg\"}\n",
                "__label__pos a fine film\nso __label__neg bad\n",
                "pos\ta fine film\r\n\n\r\nneg\tso bad",
                "\n  \n{\"label\":\"pos\",\"text\":\"a fine film\"}\n \t \n {\"text\":\"so bad\",\"label\":\"neg\"}\n",
                "\r\n__label__pos a fine film\n\nso __label__neg bad\n",
                "\u00a0\n\u3000 \npos\ta fine film\nneg\tso bad\n",
                "\uFEFF\npos\ta fine film\nneg\tso bad\n",
                "pos\ta fine film\rneg\tso bad\r",
                "{\"label\":\"pos\",\"text\":\"a fine film\"}\r{\"label\":\"neg\",\"text\":\"so bad\"}\r",
                "a fine film __label__pos\n__label__neg so bad\n",
                "  __label__pos a fine film\n  so bad __label__neg\n",
                "{\"label\":\" pos \",\"text\":\"a fine film\",\"x\":NaN}\n{\"label\":\"neg\",\"text\":\"so bad\"}\n"
            })
    @DisplayName("Each format is detected from its first line")
    void detection(String lines) throws IOException {
        try (LabelledCorpus corpus = LabelledTexts.read(folder, lines)) {
            assertEquals(List.of("pos: a fine film", "neg: so bad"), described(corpus));
            assertEquals(List.of("neg", "pos"), corpus.labels());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a⇥x¶no tab¶                              | line 2 has no tab
            just words¶                                  | line 1 has no tab
            ¶¶⇥x¶                                  | line 3 has no label
            {"label":"a","text":"x"}¶{"label":"a"}¶    | line 2 has no string "text"
            {"label":"a","text":"x"}¶{"label":¶        | line 2 is not valid JSON
            {"label":"a","text":"x"}¶[1]¶              | line 2 is not a JSON object
            {"text":"x"}¶                                | line 1 has no label
            __label__a x¶no label¶                     | line 2 has no label
            __label__a x __label__b¶                     | line 1 has two labels
            {"label":"a","text":"x"}{"label":"b","text":"y"}¶ | line 1 has more than one JSON value
            {"label":"a","text":"x"},¶                   | line 1 is not valid JSON
            [{"label":"a","text":"x"}]¶                  | line 1 is not a JSON object
            [¶{"label":"a","text":"x"}¶]¶                | line 1 is not a JSON object
            """)
    @DisplayName("An invalid line is named")
    void invalidLine(String lines, String problem) {
        String content = lines.replace('¶', '\n').replace('⇥', '\t');
        IOException failure = assertThrows(
                IOException.class, () -> LabelledTexts.read(folder, content).close());
        assertTrue(failure.toString().contains("texts: " + problem), failure.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "label,text\npos,a fine film\nneg,so bad\n",
                "  \n\nLabel,Text\npos,a fine film\n  \nneg,so bad\n,\n",
                "sep=;\nlabel;text\npos;a fine film\nneg;so bad\n",
                "sep=,\nlabel,text\npos,a fine film\nneg,so bad\n",
                "\uFEFF\"text\";\"label\"\r\n\"a fine film\";\"pos\"\r\n\"so bad\";\"neg\"\r\n",
                "id\tlabel\ttext\n1\tpos\ta fine film\n2\tneg\tso bad\n",
                "label, text\npos, \"a fine film\"\nneg, so bad\n",
                "label,text\rpos,a fine film\rneg,so bad\r",
                "label,text,x\npos,\"a fine\nfilm\",1,2,3\nneg,so bad"
            })
    @DisplayName("CSV of other programs is read")
    void csv(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("texts.csv"), content);
        try (LabelledCorpus corpus = LabelledCorpus.read(
                List.of(TextInput.path(file)),
                LineFormat.detected(),
                TextAnalyzers.named("standard"),
                1,
                LabelledTexts.resources(folder, 2),
                ProgressListener.NONE)) {
            assertEquals(List.of("pos: a fine film", "neg: so bad"), described(corpus));
        }
    }

    @Test
    @DisplayName("Unpaired surrogates in JSON become U+FFFD in texts and labels")
    void surrogates() throws IOException {
        String lines = "{\"label\":\"a\\ud83d\",\"text\":\"x\"}\n{\"label\":\"b\",\"text\":\"y \\ude00\"}\n";
        try (LabelledCorpus corpus = LabelledTexts.read(folder, lines)) {
            assertEquals(List.of("a\uFFFD: x", "b: y \uFFFD"), described(corpus));
        }
    }

    @Test
    @DisplayName("Lines of many blocks keep their order and labels")
    void manyBlocks() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 30_000; i++) {
            lines.append("l")
                    .append(i % 7)
                    .append("\tword")
                    .append(i)
                    .append(i == 17 ? " long".repeat(100_000) : " some more words");
            lines.append('\n');
        }
        try (LabelledCorpus corpus = LabelledTexts.read(folder, lines.toString())) {
            assertEquals(30_000, corpus.documents());
            int[] words = new int[corpus.longest()];
            for (int document = 0; document < corpus.documents(); document++) {
                assertEquals(document == 17 ? 100_001 : 4, corpus.words(document, words));
                assertEquals("word" + document, corpus.vocabulary().word(words[0]));
                assertEquals("l" + document % 7, corpus.labels().get(corpus.label(document)));
            }
        }
    }

    /** Blocks without tabs, of which the first takes longest to reach its invalid line. */
    @Test
    @DisplayName("The first of many invalid lines is named")
    void firstInvalidLine() {
        String content = "a\tsome words and more\n".repeat(9_000) + "no tab\n" + "none here\n".repeat(200_000);
        for (int i = 0; i < 5; i++) {
            IOException failure = assertThrows(
                    IOException.class, () -> LabelledTexts.read(folder, content).close());
            assertTrue(failure.toString().contains("line 9001 has no tab"), failure.toString());
        }
    }

    @Test
    @DisplayName("Invalid UTF-8 is repaired")
    void invalidUtf8() throws IOException {
        Path file = folder.resolve("bad");
        Files.write(file, "a\tx\u00e9 y\nb\tz\n".getBytes(StandardCharsets.ISO_8859_1));
        try (LabelledCorpus corpus = LabelledTexts.read(folder, Files.readString(file, StandardCharsets.ISO_8859_1))) {
            assertEquals(List.of("a: x\u00e9 y", "b: z"), described(corpus));
        }
        try (LabelledCorpus corpus = LabelledCorpus.read(
                List.of(TextInput.path(file)),
                new LineFormat(LabelledFormat.TSV),
                TextAnalyzers.named("whitespace"),
                1,
                LabelledTexts.resources(folder, 1),
                ProgressListener.NONE)) {
            assertEquals(List.of("a: x\uFFFD y", "b: z"), described(corpus));
        }
    }
}
