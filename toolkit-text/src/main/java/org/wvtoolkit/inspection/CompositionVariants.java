package org.wvtoolkit.inspection;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import org.wvtoolkit.vocabulary.WordTable;

/**
 * The words of a text that are written both with composed letters and with combining marks: they look alike
 * and are different words.
 *
 * @param words the number of such words, each counted once
 * @param tokens the occurrences of their decomposed forms
 * @param example the most frequent one, composed; empty if there is none
 */
public record CompositionVariants(int words, long tokens, String example) {
    /**
     * Finds them.
     *
     * @param table the words of a text; unchanged
     * @return what was found
     */
    public static CompositionVariants in(WordTable table) {
        int words = 0;
        long tokens = 0;
        long most = 0;
        String example = "";
        byte[] scratch = new byte[64];
        int size = table.size();
        for (int word = 0; word < size; word++) {
            int length = table.length(word);
            if (length > scratch.length) {
                scratch = new byte[2 * length];
            }
            table.copy(word, scratch, 0);
            if (isAscii(scratch, length)) {
                continue;
            }
            String written = new String(scratch, 0, length, StandardCharsets.UTF_8);
            if (Normalizer.isNormalized(written, Normalizer.Form.NFC)) {
                continue;
            }
            String composed = Normalizer.normalize(written, Normalizer.Form.NFC);
            byte[] utf8 = composed.getBytes(StandardCharsets.UTF_8);
            if (table.find(utf8, 0, utf8.length) < 0) {
                continue;
            }
            words++;
            tokens += table.count(word);
            if (table.count(word) > most) {
                most = table.count(word);
                example = composed;
            }
        }
        return new CompositionVariants(words, tokens, example);
    }

    private static boolean isAscii(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }
}
