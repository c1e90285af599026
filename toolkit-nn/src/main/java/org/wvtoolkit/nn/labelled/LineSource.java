package org.wvtoolkit.nn.labelled;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.wvtoolkit.corpus.SourceReport;
import org.wvtoolkit.corpus.TokenCollector;
import org.wvtoolkit.corpus.TokenSink;
import org.wvtoolkit.corpus.TokenSource;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Workers;
import org.wvtoolkit.text.analysis.TextAnalyzer;
import org.wvtoolkit.text.analysis.TextTokenizer;
import org.wvtoolkit.text.stream.TextInput;

/**
 * Labelled lines as a token source, so that they are encoded like other texts. Each line is a
 * sentence whose first token is the label, marked by a byte that no tokenizer produces.
 */
final class LineSource implements TokenSource {
    /** First byte of a label token. */
    static final byte LABEL_MARK = 1;

    private final List<TextInput> inputs;
    private final LineFormat format;
    private final TextAnalyzer analyzer;

    LineSource(List<TextInput> inputs, LineFormat format, TextAnalyzer analyzer) {
        this.inputs = inputs;
        this.format = format;
        this.analyzer = analyzer;
    }

    @Override
    public String name() {
        return inputs.getFirst().name() + (inputs.size() == 1 ? "" : " and " + (inputs.size() - 1) + " more");
    }

    @Override
    public Map<String, String> provenance() {
        return analyzer.provenance();
    }

    @Override
    public SourceReport readTokens(TokenCollector collector, int threads, ProgressListener progress)
            throws IOException {
        AtomicLong splitTokens = new AtomicLong();
        try (LineBlocks blocks = new LineBlocks(inputs, format, LineBlocks.Purpose.TRAINING, progress)) {
            progress.stage("reading " + name(), ProgressListener.Unit.BYTES, blocks.totalBytes());
            Workers.run(threads, threads, worker -> {
                TokenSink sink = collector.newSink();
                LabelledLine line = new LabelledLine();
                try (TextTokenizer tokenizer = analyzer.newTokenizer()) {
                    for (LineBlocks.Block block = blocks.next(); block != null; block = blocks.next()) {
                        sink.beginChunk(block.number());
                        try {
                            readTokens(block, line, tokenizer, sink);
                        } catch (IOException bad) {
                            blocks.failed(block, bad);
                        }
                        sink.endChunk();
                    }
                    splitTokens.addAndGet(tokenizer.splitTokens());
                }
            });
            blocks.check();
            return new SourceReport(blocks.bytes(), 0, splitTokens.get(), blocks.sha256());
        }
    }

    private static void readTokens(LineBlocks.Block block, LabelledLine line, TextTokenizer tokenizer, TokenSink sink)
            throws IOException {
        OneSentence words = new OneSentence(sink);
        new LineCursor(block).forEach(line, number -> {
            if (line.label().isEmpty()) {
                throw block.bad(number, "has no label; training and testing require one on every line");
            }
            byte[] label = line.label().getBytes(StandardCharsets.UTF_8);
            byte[] token = new byte[label.length + 1];
            token[0] = LABEL_MARK;
            System.arraycopy(label, 0, token, 1, label.length);
            sink.token(token, 0, token.length);
            tokenizer.tokenize(line.text(), line.length(), false, words);
            sink.endSentence();
        });
    }

    /** Sink that forwards tokens and ignores sentence ends within a line. */
    private record OneSentence(TokenSink sink) implements TokenSink {
        @Override
        public void beginChunk(long chunkNumber) {}

        @Override
        public void token(byte[] utf8, int offset, int length) {
            if (utf8[offset] != LABEL_MARK) {
                sink.token(utf8, offset, length);
            }
        }

        @Override
        public void endSentence() {}

        @Override
        public void endChunk() {}
    }
}
