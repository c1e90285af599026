package org.wvtoolkit.phrases;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.wvtoolkit.vocabulary.WordTable;

/** The phrases of one pass, to be looked up by the bytes of their tokens. Safe for concurrent use until it is closed. */
final class PhraseTable implements AutoCloseable {
    private final WordTable tokens = new WordTable();
    private final long[] pairs;

    PhraseTable(List<Phrase> phrases) {
        try {
            pairs = phrases.stream()
                    .mapToLong(phrase -> pair(add(phrase.first()), add(phrase.second())))
                    .sorted()
                    .toArray();
        } catch (Throwable failure) {
            tokens.close();
            throw failure;
        }
    }

    private int add(String token) {
        byte[] utf8 = token.getBytes(StandardCharsets.UTF_8);
        return tokens.add(utf8, 0, utf8.length);
    }

    private static long pair(int first, int second) {
        return (long) first << Integer.SIZE | second;
    }

    /** The number of a token that is part of a phrase, or −1. */
    int number(byte[] utf8, int offset, int length) {
        return tokens.find(utf8, offset, length);
    }

    /** Whether two tokens are a phrase; by their numbers, −1 for none. */
    boolean joins(int first, int second) {
        return first >= 0 && second >= 0 && Arrays.binarySearch(pairs, pair(first, second)) >= 0;
    }

    @Override
    public void close() {
        tokens.close();
    }
}
