package org.wvtoolkit.text.analysis;

import java.io.IOException;
import org.wvtoolkit.corpus.TokenSink;

/** Tokenizer instance for one thread. A line, ended by line feed or carriage return, is a sentence. */
public interface TextTokenizer extends AutoCloseable {
    /**
     * Tokenizes a block of text.
     *
     * @param utf8 valid UTF-8; text and padding may be overwritten
     * @param length the length of the text in bytes; the array has at least
     *     {@link org.wvtoolkit.text.format.TextBlock#PADDING} more
     * @param continuesToken whether the first token that white space separates is the rest of a token
     * @param sink receives tokens and sentence ends; a last line without line end, and for the
     *     count of split tokens a last token without white space after it, remain open
     * @throws IOException if the sink throws it
     */
    void tokenize(byte[] utf8, int length, boolean continuesToken, TokenSink sink) throws IOException;

    /**
     * Declares that the text of the next call begins within a word. If the word is overlong, it is
     * not counted again.
     */
    default void continueWord() {}

    /**
     * Returns the number of tokens that exceeded the maximum length.
     *
     * @return the number of tokens split since this tokenizer was created
     */
    long splitTokens();

    @Override
    void close();
}
