package org.wvtoolkit.walks;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.wvtoolkit.corpus.FilteredSink;
import org.wvtoolkit.corpus.FilteredSource;
import org.wvtoolkit.corpus.TokenSink;
import org.wvtoolkit.corpus.TokenSource;
import org.wvtoolkit.relations.SenseGraph;

/**
 * Token source that inserts random walks between the sentences of a text, so that training
 * processes both at the same time. After each sentence, walks are generated until they have the
 * specified share of all tokens. If no sentence ends in a chunk, which takes megabytes of text
 * without a line feed, a sentence ends with the chunk.
 *
 * <p>The output depends on the text, the graph and the options only. Thread-safe if the text is.
 */
public final class MixedSource extends FilteredSource {
    /** Maximum number of words of a walk, for graphs without dead ends. */
    private static final long MAX_WALK_WORDS = 1000;

    /** Name of the provenance entry with the connector of compounds. */
    private static final String CONNECTOR = "phrase-connector";

    private final WalkOptions options;
    private final double share;
    private final RandomWalks walks;

    /**
     * Creates a source.
     *
     * @param text the text
     * @param graph the wordnet
     * @param options options of the walks; their number of tokens is ignored, because the share
     *     determines it
     * @param share the share of the walks among all tokens, above 0 and below 1
     */
    public MixedSource(TokenSource text, SenseGraph graph, WalkOptions options, double share) {
        super(text);
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("the share of walks must be above 0 and below 1: " + share);
        }
        this.options = options;
        this.share = share;
        this.walks = new RandomWalks(graph, options);
    }

    @Override
    public String name() {
        return super.name() + " and " + walks.name();
    }

    @Override
    public Map<String, String> provenance() {
        Map<String, String> provenance = new LinkedHashMap<>(super.provenance());
        provenance.putAll(walks.provenance());
        provenance.remove("walk-tokens");
        if (!options.connector().isEmpty()) {
            // With the connector, a query for "new york" finds new_york, as in a corpus with joined phrases.
            provenance.putIfAbsent(CONNECTOR, options.connector());
        }
        provenance.put("walk-share", Double.toString(share));
        return provenance;
    }

    @Override
    protected TokenSink filter(TokenSink sink) {
        return new MixingSink(sink);
    }

    private final class MixingSink extends FilteredSink {
        private final TokenSink sink;
        private SplittableRandom random = new SplittableRandom(0);

        /** Number of walk words per token of the text. */
        private final double ratio = share / (1 - share);

        /** Number of walk words to be generated; negative if the last walk was longer than required. */
        private double pending;

        private boolean ended;

        MixingSink(TokenSink sink) {
            super(sink);
            this.sink = sink;
        }

        @Override
        public void beginChunk(long chunkNumber) {
            random = WalkGenerator.random(options.seed(), chunkNumber);
            pending = 0;
            ended = false;
            super.beginChunk(chunkNumber);
        }

        @Override
        public void token(byte[] utf8, int offset, int length) {
            pending += ratio;
            super.token(utf8, offset, length);
        }

        @Override
        public void endSentence() {
            super.endSentence();
            ended = true;
            while (pending > 0) {
                pending -= walks.generator().walk(random, MAX_WALK_WORDS, sink);
            }
        }

        @Override
        public void endChunk() throws IOException {
            if (!ended && pending > 0) {
                endSentence();
            }
            super.endChunk();
        }
    }
}
