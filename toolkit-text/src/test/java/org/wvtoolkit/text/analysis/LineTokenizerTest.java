package org.wvtoolkit.text.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.wvtoolkit.corpus.TokenSink;

class LineTokenizerTest {
    private static List<String> lines(String text, boolean continuesToken) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        new LineTokenizer()
                .tokenize(Arrays.copyOf(utf8, utf8.length + 8), utf8.length, continuesToken, new TokenSink() {
                    @Override
                    public void beginChunk(long chunkNumber) {}

                    @Override
                    public void token(byte[] bytes, int offset, int length) {
                        line.append(new String(bytes, offset, length, StandardCharsets.UTF_8));
                    }

                    @Override
                    public void endSentence() {
                        lines.add(line.toString());
                        line.setLength(0);
                    }

                    @Override
                    public void endChunk() {}
                });
        return lines;
    }

    @Test
    @DisplayName("a line of nothing but white space has no token")
    void whiteSpace() {
        assertEquals(
                List.of("a b", "", "", "", "", " c ", ""),
                lines("a b\n   \n\t\r\n\u00A0\u3000\u2003\n\n c \n\uFEFF\n", false));
    }

    @Test
    @DisplayName("white space that ends a line begun in an earlier block is kept")
    void continuedLine() {
        assertEquals(List.of("  ", "", "x"), lines("  \n  \nx\n", true));
    }
}
