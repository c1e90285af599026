package org.wvtoolkit.inspection;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import org.wvtoolkit.vocabulary.WordTable;

/**
 * Statistics of words that occur both with precomposed letters and with combining marks. The two
 * forms look alike but are different words.
 *
 * @param words the number of such words
 * @param tokens the number of occurrences of the decomposed forms
 * @param example the word with the most frequent decomposed form, precomposed; empty if there is
 *     none
 */
public record CompositionVariants(int words, long tokens, String example) {
    /**
     * Finds the words that occur in both forms.
     *
     * @param table the words of a text; not modified
     * @return the statistics
     */
    public static CompositionVariants find(WordTable table) {
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
