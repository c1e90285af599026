package org.wvtoolkit.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrappedLinesTest {
    private static String wrapped(String text) throws IOException {
        StringWriter out = new StringWriter();
        try (WrappedLines lines = new WrappedLines(out, 10)) {
            lines.write(text);
        }
        return out.toString();
    }

    @ParameterizedTest
    @DisplayName("a line is wrapped at its last space within the width")
    @CsvSource(quoteCharacter = '"', textBlock = """
            one two,                  one two
            one two three,            one two¶  three
            one two th,               one two th
            "  one two three",        "  one two¶    three"
            "one    two     three",   one    two¶  three
            abcdefghijklmno pq,       abcdefghijklmno¶  pq
            abcdefghijklmno,          abcdefghijklmno
            "one two three four five", one two¶  three¶  four¶  five
            """)
    void wraps(String text, String expected) throws IOException {
        assertEquals(expected.replace('¶', '\n') + "\n", wrapped(text + "\n"));
    }

    @Test
    @DisplayName("wide characters count as two columns")
    void wideCharacters() throws IOException {
        assertEquals("中国 中国\n  中\n", wrapped("中国 中国 中\n"));
    }

    @Test
    @DisplayName("text without a line break is written on flush")
    void lastLine() throws IOException {
        assertEquals("\nend", wrapped("\nend"));
    }
}
