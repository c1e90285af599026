package org.wvtoolkit.text.analysis;

import java.io.IOException;
import java.io.Reader;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.apache.lucene.util.UnicodeUtil;
import org.apache.lucene.util.Version;
import org.wvtoolkit.corpus.TokenSink;

/**
 * Adapter for an analyzer of Lucene. It converts each line from bytes to characters and back in
 * reused arrays, without allocation per token.
 */
final class LuceneTokenizer implements TextTokenizer {
    /** Length in characters at which Lucene's tokenizers split words. */
    private static final int MAX_TOKEN_LENGTH = 255;

    private final Analyzer analyzer;
    private final Characters characters = new Characters();
    private byte[] token = new byte[1024];
    private long splitTokens;

    LuceneTokenizer(Analyzer analyzer) {
        this.analyzer = analyzer;
    }

    /**
     * Returns a tokenizer by the Unicode rules, in lower case and normalization form C. A factory
     * method, so that its caller does not load Lucene unless needed.
     */
    static LuceneTokenizer standard() {
        return new LuceneTokenizer(new Analyzer() {
            @Override
            protected TokenStreamComponents createComponents(String field) {
                Tokenizer tokens = new StandardTokenizer();
                return new TokenStreamComponents(tokens, new ComposingFilter(new LowerCaseFilter(tokens)));
            }
        });
    }

    /** Returns the provenance of an analyzer of Lucene. */
    static Map<String, String> provenance(String name) {
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put("analyzer", name);
        provenance.put("lucene", Version.LATEST.toString());
        provenance.put("longest_token_characters", Integer.toString(MAX_TOKEN_LENGTH));
        return provenance;
    }

    @Override
    public void tokenize(byte[] utf8, int length, boolean continuesToken, TokenSink sink) throws IOException {
        utf8[length] = '\n';
        int line = 0;
        while (line <= length) {
            int end = line;
            while (utf8[end] != '\n' && utf8[end] != '\r') {
                end++;
            }
            if (end > line) {
                line(utf8, line, end, sink);
            }
            if (end < length) {
                sink.endSentence();
            }
            line = end + 1;
        }
    }

    /** Tokenizes the line, or part of a line, in {@code [from, to)}. */
    void line(byte[] utf8, int from, int to, TokenSink sink) throws IOException {
        characters.decode(utf8, from, to);
        try (TokenStream tokens = analyzer.tokenStream("text", characters)) {
            CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
            OffsetAttribute offset = tokens.addAttribute(OffsetAttribute.class);
            tokens.reset();
            int splitAt = -1;
            boolean counted = false;
            while (tokens.incrementToken()) {
                int length = term.length();
                if (length == 0) {
                    continue; // some stemmers return empty words
                }
                if (3 * length > token.length) {
                    token = new byte[6 * length];
                }
                sink.token(token, 0, UnicodeUtil.UTF16toUTF8(term.buffer(), 0, length, token));
                // A token of maximum length that is adjacent to the next one was split. Third and further
                // parts are not counted.
                boolean continued = offset.startOffset() == splitAt;
                if (continued && !counted) {
                    splitTokens++;
                }
                counted = continued;
                splitAt = offset.endOffset() - offset.startOffset() >= MAX_TOKEN_LENGTH - 1 ? offset.endOffset() : -1;
            }
            tokens.end();
        }
    }

    @Override
    public long splitTokens() {
        return splitTokens;
    }

    @Override
    public void close() {
        analyzer.close();
    }

    /** Reader over the characters of a line, with one reused array. */
    private static final class Characters extends Reader {
        private char[] buffer = new char[1024];
        private int at;
        private int end;

        void decode(byte[] utf8, int from, int to) {
            if (buffer.length < to - from) {
                buffer = new char[Math.max(2 * buffer.length, to - from)];
            }
            end = UnicodeUtil.UTF8toUTF16(utf8, from, to - from, buffer);
            at = 0;
        }

        @Override
        public int read(char[] into, int offset, int length) {
            if (at == end) {
                return -1;
            }
            int taken = Math.min(length, end - at);
            System.arraycopy(buffer, at, into, offset, taken);
            at += taken;
            return taken;
        }

        @Override
        public void close() {}
    }
}
