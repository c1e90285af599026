package org.wvtoolkit.format.stream;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * Encoder that copies words to a byte buffer and rejects words that the target format cannot
 * represent. Not thread-safe.
 *
 * <p>Not part of the public API.
 */
public final class WordBytes {
    /** Characters that a format does not allow in words. */
    public enum Forbidden {
        /** word2vec binary format: readers skip line feeds and stop at a space. */
        SPACE_AND_LINE_FEED("a space or a line feed"),
        /**
         * Text formats: readers split at ASCII whitespace. Other whitespace, such as the no-break
         * space, counts as letters.
         */
        WHITESPACE("whitespace"),
        /** One word per line. */
        LINE_END("the end of a line"),
        /** One word per line in a tab-separated table. */
        TAB_AND_LINE_END("a tab or the end of a line"),
        /** One word per line in a table for the Embedding Projector, which trims words. */
        PROJECTOR("a tab or the end of a line, or only white space");

        private final String text;

        Forbidden(String text) {
            this.text = text;
        }

        boolean matches(byte b) {
            return b == '\n'
                    || switch (this) {
                        case SPACE_AND_LINE_FEED -> b == ' ';
                        case WHITESPACE -> b == ' ' || (b >= '\t' && b <= '\r');
                        case LINE_END -> b == '\r';
                        case TAB_AND_LINE_END, PROJECTOR -> b == '\r' || b == '\t';
                    };
        }

        /** Returns whether the format can represent an empty word. */
        boolean allowsEmpty() {
            return this == LINE_END;
        }
    }

    private final Vocabulary vocabulary;
    private final Path target;
    private byte[] bytes = new byte[64];

    public WordBytes(Vocabulary vocabulary, Path target) {
        this.vocabulary = vocabulary;
        this.target = target;
    }

    public byte[] bytes() {
        return bytes;
    }

    /**
     * Copies a word to {@link #bytes}.
     *
     * @return its length in bytes
     */
    public int take(int id, Forbidden forbidden) throws IOException {
        int length = vocabulary.length(id);
        if (length == 0 && !forbidden.allowsEmpty()) {
            throw notWritten("word " + id + " is empty, which the format cannot represent");
        }
        if (length > bytes.length) {
            bytes = new byte[Math.addExact(length, length / 2)];
        }
        MemorySegment.copy(vocabulary.utf8(), ValueLayout.JAVA_BYTE, vocabulary.offset(id), bytes, 0, length);
        for (int i = 0; i < length; i++) {
            if (forbidden.matches(bytes[i])) {
                String word = vocabulary.word(id).replace("\n", "\\n").replace("\r", "\\r");
                throw notWritten("word " + id + ", \"" + word + "\", contains " + forbidden.text
                        + ", which the format cannot represent");
            }
        }
        if (forbidden == Forbidden.PROJECTOR && isWhiteSpace(vocabulary.word(id))) {
            throw notWritten("word " + id + ", \"" + vocabulary.word(id)
                    + "\", consists of white space, which the format cannot represent");
        }
        return length;
    }

    private static boolean isWhiteSpace(String word) {
        return word.codePoints()
                .allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF' || c == '\u200B');
    }

    private IOException notWritten(String problem) {
        return new IOException(target + ": not written: " + problem + "; choose another format or remove the word");
    }
}
