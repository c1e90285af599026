package org.wvtoolkit.text.analysis;

import java.io.IOException;
import org.wvtoolkit.corpus.TokenSink;

/** Cuts text into tokens, for one thread. A line, ended by line feed or carriage return, is a sentence. */
public interface TextTokenizer extends AutoCloseable {
    /**
     * Cuts a piece of text.
     *
     * @param utf8 valid UTF-8; what lies in it, text and padding, may be overwritten
     * @param length the text's bytes; the array has at least {@link org.wvtoolkit.text.format.TextBlock#PADDING} more
     * @param continuesToken whether the first token is the rest of one that was split already
     * @param sink takes tokens and sentence ends; a last line that has no end mark is left open, and so is a last token that no white space
     *     follows, as far as counting goes
     * @throws IOException if the sink does
     */
    void tokenize(byte[] utf8, int length, boolean continuesToken, TokenSink sink) throws IOException;

    /**
     * How many tokens were too long to be kept whole.
     *
     * @return tokens that were split into several since this tokenizer was made
     */
    long splitTokens();

    @Override
    void close();
}
