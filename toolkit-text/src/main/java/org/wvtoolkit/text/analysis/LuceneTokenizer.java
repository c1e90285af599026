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
import org.wvtoolkit.text.format.BlockBoundaries;
import org.wvtoolkit.text.format.TextDivision;

/**
 * Adapter for an analyzer of Lucene. It converts each line from bytes to characters and back in
 * reused arrays, without allocation per token.
 */
final class LuceneTokenizer implements TextTokenizer {
    /** Length in characters at which Lucene's tokenizers split words. */
    private static final int MAX_TOKEN_LENGTH = 255;

    /**
     * Maximum length in characters of text for tokenizers with a buffer of fixed length, which end a
     * word at the end of the buffer. Lucene's SegmentingTokenizerBase has the smallest buffer, 1024.
     * ICUTokenizer has one of 4096, and JapaneseTokenizer decides on the words after 1024 characters.
     */
    private static final int MAX_SEGMENT_LENGTH = 1023;

    private final Analyzer analyzer;
    private final int longestSegment;
    private final Characters characters = new Characters();
    private byte[] token = new byte[1024];
    private boolean continuesWord;
    private long splitTokens;

    /** Position in the current text at which a token continues the overlong one before; −1 if there is none. */
    private int splitAt = -1;

    /** Whether the overlong token before was counted. */
    private boolean counted;

    private LuceneTokenizer(Analyzer analyzer, int longestSegment) {
        this.analyzer = analyzer;
        this.longestSegment = longestSegment;
    }

    /** Creates a tokenizer that passes lines to the analyzer as a whole. */
    LuceneTokenizer(Analyzer analyzer) {
        this(analyzer, Integer.MAX_VALUE);
    }

    /**
     * Creates a tokenizer for an analyzer with a buffer of fixed length, such as those for text
     * without spaces. A line longer than the buffer is passed in segments: its sentences.
     */
    static LuceneTokenizer segmented(Analyzer analyzer) {
        return new LuceneTokenizer(analyzer, MAX_SEGMENT_LENGTH);
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
                line(utf8, line, end, continuesWord && line == 0, sink);
            }
            if (end < length) {
                sink.endSentence();
            }
            line = end + 1;
        }
        continuesWord = false;
    }

    @Override
    public void continueWord() {
        continuesWord = true;
    }

    /**
     * Tokenizes the line, or part of a line, in {@code [from, to)}. Text without white space that is
     * longer than a token may be is divided into the pieces at which blocks end, so that the tokens
     * do not depend on the positions of blocks.
     *
     * @param insideWord whether the line begins within a word that was divided
     */
    void line(byte[] utf8, int from, int to, boolean insideWord, TokenSink sink) throws IOException {
        int start = from;
        begin(insideWord);
        if (to - from > BlockBoundaries.MAX_TOKEN_BYTES) {
            int word = from;
            while (word < to) {
                int end = word;
                while (end < to && !BlockBoundaries.isWhitespace(utf8[end])) {
                    end++;
                }
                while (end - word > BlockBoundaries.MAX_TOKEN_BYTES) {
                    TextDivision.Part piece = TextDivision.piece(utf8, word, end);
                    piece(utf8, start, piece.end(), sink);
                    begin(piece.dividesWord());
                    word = piece.end();
                    start = word;
                }
                word = end + 1;
            }
        }
        piece(utf8, start, to, sink);
    }

    /** Begins a piece. An overlong word before it was counted where it began. */
    private void begin(boolean insideWord) {
        splitAt = insideWord ? 0 : -1;
        counted = insideWord;
    }

    /** Tokenizes text, in segments if it is longer than the buffer of a tokenizer. */
    private void piece(byte[] utf8, int from, int to, TokenSink sink) throws IOException {
        if (longestSegment >= to - from || characters.decode(utf8, from, to) <= longestSegment) {
            segment(utf8, from, to, sink);
            return;
        }
        int at = from;
        while (at < to) {
            TextDivision.Part part = TextDivision.segment(utf8, at, to, longestSegment);
            int length = segment(utf8, at, part.end(), sink);
            splitAt = part.dividesWord() && splitAt == length ? 0 : -1;
            at = part.end();
        }
    }

    /** Tokenizes text as a whole. Returns its length in characters. */
    private int segment(byte[] utf8, int from, int to, TokenSink sink) throws IOException {
        int decoded = characters.decode(utf8, from, to);
        try (TokenStream tokens = analyzer.tokenStream("text", characters)) {
            CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
            OffsetAttribute offset = tokens.addAttribute(OffsetAttribute.class);
            tokens.reset();
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
        return decoded;
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

        /** Decodes text and returns its length in characters. */
        int decode(byte[] utf8, int from, int to) {
            if (buffer.length < to - from) {
                buffer = new char[Math.max(2 * buffer.length, to - from)];
            }
            end = UnicodeUtil.UTF8toUTF16(utf8, from, to - from, buffer);
            at = 0;
            return end;
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
