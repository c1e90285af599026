package org.wvtoolkit.text.analysis;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.text.FilteredBreakIteratorBuilder;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.wvtoolkit.corpus.TokenSink;
import org.wvtoolkit.text.format.TextBlock;

/**
 * Tokenizer that ends a sentence at each Unicode sentence boundary (UAX #29), except after a list
 * of English abbreviations, and delegates the tokenization. A sentence may extend over two calls.
 * Not thread-safe.
 */
public final class SentenceSplitter implements TextTokenizer {
    private final TextTokenizer tokenizer;
    private final BreakIterator sentences = FilteredBreakIteratorBuilder.getInstance(ULocale.ENGLISH)
            .wrapIteratorWithFilter(BreakIterator.getSentenceInstance(ULocale.ENGLISH));

    /**
     * Creates a splitter.
     *
     * @param tokenizer tokenizes the sentences; closed by {@link #close}
     */
    public SentenceSplitter(TextTokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    @Override
    public void tokenize(byte[] utf8, int length, boolean continuesToken, TokenSink sink) throws IOException {
        String text = new String(utf8, 0, length, StandardCharsets.UTF_8);
        StringBuilder lines = new StringBuilder(text.length() + text.length() / 50);
        sentences.setText(text);
        int begin = sentences.first();
        for (int end = sentences.next(); end != BreakIterator.DONE; end = sentences.next()) {
            lines.append(text, begin, end);
            if (end < text.length()) {
                lines.append('\n');
            }
            begin = end;
        }
        byte[] split = lines.toString().getBytes(StandardCharsets.UTF_8);
        tokenizer.tokenize(Arrays.copyOf(split, split.length + TextBlock.PADDING), split.length, continuesToken, sink);
    }

    @Override
    public void continueWord() {
        tokenizer.continueWord();
    }

    @Override
    public long splitTokens() {
        return tokenizer.splitTokens();
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
