package org.wvtoolkit.walks;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.wvtoolkit.corpus.SourceReport;
import org.wvtoolkit.corpus.TokenCollector;
import org.wvtoolkit.corpus.TokenSink;
import org.wvtoolkit.corpus.TokenSource;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.relations.SenseGraph;

/**
 * A text with random walks between its sentences, so that training sees both from beginning to end.
 * After each sentence as many walks follow as keep the share; where the text has no sentence that
 * ends in a chunk (some megabytes without a line end), one is ended there.
 *
 * <p>What comes out depends on the text, the graph and the options alone. As safe for concurrent
 * use as the text.
 */
public final class MixedSource implements TokenSource {
    /** Words that a walk has at most: a bound for graphs without an end. */
    private static final long LONGEST_WALK = 1000;

    /** Names in the provenance what stands between the parts of a compound. */
    private static final String CONNECTOR = "phrase-connector";

    private final TokenSource text;
    private final WalkOptions options;
    private final double share;
    private final RandomWalks walks;

    /**
     * Mixes walks into a text.
     *
     * @param text the text
     * @param graph the wordnet
     * @param options how to walk; the number of tokens is determined by the share
     * @param share the share of the walks among all tokens, above 0 and below 1
     */
    public MixedSource(TokenSource text, SenseGraph graph, WalkOptions options, double share) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("the share of walks must be above 0 and below 1: " + share);
        }
        this.text = text;
        this.options = options;
        this.share = share;
        this.walks = new RandomWalks(graph, options);
    }

    @Override
    public String name() {
        return text.name() + " and " + walks.name();
    }

    @Override
    public Map<String, String> provenance() {
        Map<String, String> provenance = new LinkedHashMap<>(text.provenance());
        provenance.putAll(walks.provenance());
        provenance.remove("walk-tokens");
        if (!options.connector().isEmpty()) {
            // So that a question about "new york" finds new_york, as in a corpus whose phrases were joined.
            provenance.putIfAbsent(CONNECTOR, options.connector());
        }
        provenance.put("walk-share", Double.toString(share));
        return provenance;
    }

    @Override
    public SourceReport readTokens(TokenCollector collector, int threads, ProgressListener progress)
            throws IOException {
        return text.readTokens(() -> new MixingSink(collector.newSink()), threads, progress);
    }

    private final class MixingSink implements TokenSink {
        private final TokenSink sink;
        private SplittableRandom random = new SplittableRandom(0);

        /** Words of walks to each token of the text. */
        private final double ratio = share / (1 - share);

        /** Words of walks that are due, negative while the last walk was longer than due. */
        private double due;

        private boolean ended;

        MixingSink(TokenSink sink) {
            this.sink = sink;
        }

        @Override
        public void beginChunk(long chunkNumber) {
            random = WalkGenerator.random(options.seed(), chunkNumber);
            due = 0;
            ended = false;
            sink.beginChunk(chunkNumber);
        }

        @Override
        public void token(byte[] utf8, int offset, int length) {
            due += ratio;
            sink.token(utf8, offset, length);
        }

        @Override
        public void endSentence() {
            sink.endSentence();
            ended = true;
            while (due > 0) {
                due -= walks.generator().walk(random, LONGEST_WALK, sink);
            }
        }

        @Override
        public void endChunk() throws IOException {
            if (!ended && due > 0) {
                endSentence();
            }
            sink.endChunk();
        }
    }
}
