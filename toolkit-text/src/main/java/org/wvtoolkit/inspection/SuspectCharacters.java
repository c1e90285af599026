package org.wvtoolkit.inspection;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.wvtoolkit.vocabulary.WordTable;

/** Invisible or invalid characters in words. They create different words that look the same. */
public final class SuspectCharacters {
    /** Kinds of suspect characters. */
    public enum Kind {
        /** Control characters of ASCII and Latin-1. */
        CONTROL("control characters"),
        /** No-break spaces and the byte order mark, which is a zero-width no-break space. */
        NO_BREAK("no-break spaces or byte order marks"),
        /** Soft hyphens, which mark a possible word break. */
        SOFT_HYPHEN("soft hyphens"),
        /** Zero-width spaces and directional marks. */
        INVISIBLE("zero-width spaces or direction marks"),
        /** The replacement character U+FFFD, which replaces malformed bytes. */
        REPLACEMENT("replacement characters (malformed bytes)");

        private final String description;

        Kind(String description) {
            this.description = description;
        }

        /** Returns a description in the plural. */
        @Override
        public String toString() {
            return description;
        }
    }

    /**
     * Statistics of one kind of suspect character.
     *
     * @param words number of distinct words with such a character
     * @param tokens number of tokens with such a character
     * @param example the most frequent of these words
     * @param exampleCount its number of occurrences
     */
    public record Finding(long words, long tokens, String example, long exampleCount) {
        Finding plus(String word, long count) {
            return new Finding(
                    words + 1, tokens + count, count > exampleCount ? word : example, Math.max(count, exampleCount));
        }
    }

    private SuspectCharacters() {}

    /**
     * Finds the suspect characters in a word table.
     *
     * @param words the words of a text
     * @return statistics of each kind that occurs
     */
    public static Map<Kind, Finding> find(WordTable words) {
        Map<Kind, Finding> all = new EnumMap<>(Kind.class);
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
                            kind,
                            all.getOrDefault(kind, new Finding(0, 0, "", 0)).plus(text, count)));
        }
        return all;
    }

    /**
     * Returns whether a word consists of printable ASCII characters. Bytes of multi-byte characters
     * are negative and fail the test.
     */
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
                    // U+200C and U+200D are excluded: Persian and the languages of India require them.
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
