package org.wvtoolkit.phrases;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.wvtoolkit.vocabulary.WordTable;

/** Phrases of one pass, indexed by the UTF-8 bytes of their tokens. Thread-safe until it is closed. */
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

    /** Returns the number of a token that is part of a phrase, or −1. */
    int number(byte[] utf8, int offset, int length) {
        return tokens.find(utf8, offset, length);
    }

    /** Returns whether the tokens with these numbers form a phrase. The number −1 never does. */
    boolean joins(int first, int second) {
        return first >= 0 && second >= 0 && Arrays.binarySearch(pairs, pair(first, second)) >= 0;
    }

    @Override
    public void close() {
        tokens.close();
    }
}
