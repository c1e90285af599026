package org.wvtoolkit.spark.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.wvtoolkit.vocabulary.WordTable;

class WordCountsTest {
    private static byte[] word(int number) {
        return ("a word number " + number).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("Many words are divided into pieces that keep their order and counts")
    void pieces() {
        int words = 400_000;
        try (WordTable table = new WordTable()) {
            for (int number = 0; number < words; number++) {
                byte[] word = word(number);
                table.add(word, 0, word.length, 1 + number % 5);
            }
            List<byte[]> pieces = WordCounts.pieces(table);
            assertTrue(pieces.size() > 1, "one piece");
            int number = 0;
            for (byte[] piece : pieces) {
                ByteReader reader = new ByteReader(piece);
                while (reader.hasMore()) {
                    int length = (int) reader.number();
                    String word = new String(piece, reader.skip(length), length, StandardCharsets.UTF_8);
                    assertEquals(new String(word(number), StandardCharsets.UTF_8), word);
                    assertEquals(1 + number % 5, reader.number());
                    number++;
                }
            }
            assertEquals(words, number);
        }
    }

    @Test
    @DisplayName("A partition without words has one empty piece")
    void noWords() {
        try (WordTable table = new WordTable()) {
            List<byte[]> pieces = WordCounts.pieces(table);
            assertEquals(1, pieces.size());
            assertEquals(0, pieces.getFirst().length);
        }
    }
}
