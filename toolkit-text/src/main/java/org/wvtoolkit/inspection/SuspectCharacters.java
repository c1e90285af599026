package org.wvtoolkit.inspection;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.wvtoolkit.vocabulary.WordTable;

/** Characters within words that do not belong there: nobody sees them, and they make two words of one. */
public final class SuspectCharacters {
    /** What is wrong with a character. */
    public enum Kind {
        /** A control character, of ASCII or of Latin-1. */
        CONTROL("control characters"),
        /** A space that does not break, or a byte order mark, which is one. */
        NO_BREAK("no-break spaces or byte order marks"),
        /** A mark for where a word may be divided. */
        SOFT_HYPHEN("soft hyphens"),
        /** A space without a width, or a mark of direction. */
        INVISIBLE("zero-width spaces or direction marks"),
        /** What stands for bytes that were no character. */
        REPLACEMENT("replacement characters, of broken bytes");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** As a person says it, in the plural. */
        @Override
        public String toString() {
            return words;
        }
    }

    /**
     * What was found of one kind.
     *
     * @param words distinct words with such a character
     * @param tokens tokens with such a character
     * @param example the most frequent of the words
     * @param exampleCount how often that is seen
     */
    public record Found(long words, long tokens, String example, long exampleCount) {
        Found and(String word, long count) {
            return new Found(
                    words + 1, tokens + count, count > exampleCount ? word : example, Math.max(count, exampleCount));
        }
    }

    private SuspectCharacters() {}

    /**
     * Looks through all words.
     *
     * @param words the words of a text
     * @return what there is of each kind; kinds that there are none of are left out
     */
    public static Map<Kind, Found> in(WordTable words) {
        Map<Kind, Found> all = new EnumMap<>(Kind.class);
        byte[] utf8 = new byte[64];
        for (int word = 0; word < words.size(); word++) {
            int length = words.length(word);
            if (length > utf8.length) {
                utf8 = new byte[2 * length];
            }
            words.copy(word, utf8, 0);
            if (isPlain(utf8, length)) {
                continue;
            }
            String text = new String(utf8, 0, length, StandardCharsets.UTF_8);
            long count = words.count(word);
            text.codePoints()
                    .mapToObj(SuspectCharacters::kind)
                    .flatMap(Optional::stream)
                    .distinct()
                    .forEach(kind -> all.put(
                            kind, all.getOrDefault(kind, new Found(0, 0, "", 0)).and(text, count)));
        }
        return all;
    }

    /** Nothing but printing ASCII. */
    private static boolean isPlain(byte[] utf8, int length) {
        for (int i = 0; i < length; i++) {
            if (utf8[i] < 0x20 || utf8[i] == 0x7F) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Kind> kind(int codePoint) {
        return Optional.ofNullable(
                switch (codePoint) {
                    case 0xA0, 0x2007, 0x202F, 0x2060, 0xFEFF -> Kind.NO_BREAK;
                    case 0xAD -> Kind.SOFT_HYPHEN;
                    // Not U+200C and U+200D, which Persian and the languages of India write with.
                    case 0x200B,
                            0x200E,
                            0x200F,
                            0x202A,
                            0x202B,
                            0x202C,
                            0x202D,
                            0x202E,
                            0x2066,
                            0x2067,
                            0x2068,
                            0x2069 -> Kind.INVISIBLE;
                    case 0xFFFD -> Kind.REPLACEMENT;
                    default -> Character.isISOControl(codePoint) ? Kind.CONTROL : null;
                });
    }
}
