package org.wvtoolkit.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.wvtoolkit.corpus.TokenCollector;
import org.wvtoolkit.corpus.TokenSink;

/** Collects tokens in memory, checks the order of calls, and puts the chunks together as an encoder would. */
public final class TokenList implements TokenCollector {
    private static final String END = "\n";

    private final Map<Long, List<String>> chunks = new ConcurrentSkipListMap<>();

    @Override
    public TokenSink newSink() {
        return new Sink();
    }

    /** All sentences that hold a token. */
    List<List<String>> sentences() {
        List<List<String>> sentences = new ArrayList<>();
        List<String> open = new ArrayList<>();
        long expected = 0;
        for (Map.Entry<Long, List<String>> chunk : chunks.entrySet()) {
            if (chunk.getKey() != expected++) {
                throw new AssertionError("chunk " + (expected - 1) + " is missing");
            }
            for (String token : chunk.getValue()) {
                if (!token.equals(END)) {
                    open.add(token);
                } else if (!open.isEmpty()) {
                    sentences.add(open);
                    open = new ArrayList<>();
                }
            }
        }
        if (!open.isEmpty()) {
            sentences.add(open);
        }
        return sentences;
    }

    /** All tokens. */
    List<String> tokens() {
        return sentences().stream().flatMap(List::stream).toList();
    }

    int chunkCount() {
        return chunks.size();
    }

    private final class Sink implements TokenSink {
        private final Thread owner = Thread.currentThread();
        private List<String> chunk = List.of();
        private boolean begun;

        private void check(boolean inChunk) {
            if (Thread.currentThread() != owner || begun != inChunk) {
                throw new AssertionError("called by another thread or out of order");
            }
        }

        @Override
        public void beginChunk(long chunkNumber) {
            check(false);
            begun = true;
            chunk = new ArrayList<>();
            if (chunks.put(chunkNumber, chunk) != null) {
                throw new AssertionError("chunk " + chunkNumber + " came twice");
            }
        }

        @Override
        public void token(byte[] utf8, int offset, int length) {
            check(true);
            if (length < 1) {
                throw new AssertionError("an empty token");
            }
            chunk.add(new String(utf8, offset, length, StandardCharsets.UTF_8));
        }

        @Override
        public void endSentence() {
            check(true);
            chunk.add(END);
        }

        @Override
        public void endChunk() {
            check(true);
            begun = false;
        }
    }
}
