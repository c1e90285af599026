package org.wvtoolkit.inspection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wvtoolkit.corpus.TokenSink;
import org.wvtoolkit.corpus.TokenSource;
import org.wvtoolkit.progress.ProgressListener;

class UnspacedTextTest {
    /** Discards tokens. */
    private static final TokenSink NOWHERE = new TokenSink() {
        @Override
        public void beginChunk(long chunkNumber) {}

        @Override
        public void token(byte[] utf8, int offset, int length) {}

        @Override
        public void endSentence() {}

        @Override
        public void endChunk() {}
    };

    private static List<String> notes(String sentence, String analyzer) throws IOException {
        List<String> notes = new ArrayList<>();
        TokenSource source =
                TokenSource.of("text", List.of(Arrays.asList(sentence.split(" ", -1))), Map.of("analyzer", analyzer));
        UnspacedText.watched(source).readTokens(() -> NOWHERE, 1, new ProgressListener() {
            @Override
            public void note(String message) {
                notes.add(message);
            }
        });
        return notes;
    }

    @ParameterizedTest
    @DisplayName("mostly unspaced text is reported with the analyzer that suits it")
    @CsvSource(delimiter = '|', textBlock = """
            我 爱 北 京 天 安 门 2008 | 88 % of the tokens look Chinese | chinese
            𠮷 野 家                  | 100 % of the tokens look Chinese | chinese
            猫 は テーブル の 上      | 100 % of the tokens look Japanese | japanese
            แมวอยู่บนโต๊ะ มันไม่ลงมา  | 100 % of the tokens look Thai | thai
            ແມວຢູ່ເທິງໂຕະ             | 100 % of the tokens look Lao | icu
            ឆ្មានៅលើតុ               | 100 % of the tokens look Khmer | icu
            ကြောင်သည်စားပွဲပေါ်မှာ       | 100 % of the tokens look Burmese | icu
            """)
    void reported(String sentence, String beginning, String analyzer) throws IOException {
        List<String> notes = notes(sentence, "standard");
        assertEquals(1, notes.size());
        String note = notes.getFirst();
        assertEquals(beginning, note.substring(0, note.indexOf(',')));
        assertEquals("use the analyzer " + analyzer, note.substring(note.indexOf(": ") + 2));
    }

    @ParameterizedTest
    @DisplayName("text with spaces and quotations in other scripts is not reported")
    @CsvSource({"the word 中国 means China", "고양이는 식탁 위에", "кошка на столе", "नमस्ते दुनिया", "… — „x“"})
    void notReported(String sentence) throws IOException {
        assertEquals(List.of(), notes(sentence, "standard"));
    }

    @Test
    @DisplayName("a source with a suitable analyzer is not watched")
    void suitableAnalyzer() {
        TokenSource source = TokenSource.of("text", List.of(List.of("中国")), Map.of("analyzer", "chinese"));
        assertSame(source, UnspacedText.watched(source));
    }
}
