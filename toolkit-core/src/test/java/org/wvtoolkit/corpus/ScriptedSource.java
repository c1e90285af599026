package org.wvtoolkit.corpus;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.wvtoolkit.progress.ProgressListener;

/** Token source with given tokens in given chunks, delivered in an order determined by a seed. */
final class ScriptedSource implements TokenSource {
    /** Marks the end of a sentence in a chunk; tokens have at least one byte. */
    static final byte[] SENTENCE_END = {};

    private final List<List<byte[]>> chunks;
    private final long seed;

    /**
     * Creates a source.
     *
     * @param chunks tokens and ends of sentences by chunk number
     * @param seed determines the assignment of chunks to sinks and their order
     */
    ScriptedSource(List<List<byte[]>> chunks, long seed) {
        this.chunks = chunks;
        this.seed = seed;
    }

    @Override
    public String name() {
        return "script";
    }

    @Override
    public Map<String, String> provenance() {
        return Map.of("analyzer", "none");
    }

    @Override
    public SourceReport readTokens(TokenCollector collector, int threads, ProgressListener progress)
            throws IOException {
        Random random = new Random(seed);
        List<TokenSink> sinks = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            sinks.add(collector.newSink());
        }
        List<Integer> order = new ArrayList<>();
        for (int chunk = 0; chunk < chunks.size(); chunk++) {
            order.add(chunk);
        }
        Collections.shuffle(order, random);
        for (int chunk : order) {
            readChunk(chunk, sinks.get(random.nextInt(threads)), random);
        }
        return new SourceReport(chunks.size(), 0, 0, "0123");
    }

    private void readChunk(int number, TokenSink sink, Random random) throws IOException {
        sink.beginChunk(number);
        for (byte[] token : chunks.get(number)) {
            if (token.length == 0) {
                sink.endSentence();
            } else {
                byte[] surrounded = new byte[random.nextInt(5) + token.length + random.nextInt(10)];
                random.nextBytes(surrounded);
                int offset = random.nextInt(surrounded.length - token.length + 1);
                System.arraycopy(token, 0, surrounded, offset, token.length);
                sink.token(surrounded, offset, token.length);
            }
        }
        sink.endChunk();
    }
}
