package org.wvtoolkit.text.analysis;

import com.ibm.icu.text.Transliterator;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Reader that folds traditional Chinese characters to simplified ones, character by character, with
 * ICU's table. A few hundred rare characters whose simplified form is outside the Basic
 * Multilingual Plane are not changed.
 */
final class SimplifiedCharacters extends FilterReader {
    private static final char FIRST = '\u3400';
    private static final char LAST = '\uFAFF';

    /** Simplified form of each character. A table suffices because ICU's rules do not depend on context. */
    private static final char[] SIMPLIFIED = table();

    SimplifiedCharacters(Reader in) {
        super(in);
    }

    private static char[] table() {
        Transliterator rules = Transliterator.getInstance("Traditional-Simplified");
        char[] table = new char[LAST - FIRST + 1];
        for (int i = 0; i < table.length; i++) {
            char c = (char) (FIRST + i);
            boolean ideograph = Character.isIdeographic(c);
            String simplified = ideograph ? rules.transliterate(String.valueOf(c)) : "";
            table[i] = simplified.length() == 1 ? simplified.charAt(0) : c;
        }
        return table;
    }

    /** Loads the table. */
    static void load() {
        fold("");
    }

    /** Folds a string. */
    static String fold(String text) {
        char[] characters = text.toCharArray();
        fold(characters, 0, characters.length);
        return new String(characters);
    }

    private static void fold(char[] characters, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = characters[i];
            if (c >= FIRST && c <= LAST) {
                characters[i] = SIMPLIFIED[c - FIRST];
            }
        }
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        if (read > 0) {
            fold(into, offset, offset + read);
        }
        return read;
    }
}
