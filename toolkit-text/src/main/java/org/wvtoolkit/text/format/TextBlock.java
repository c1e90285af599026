package org.wvtoolkit.text.format;

import java.util.Arrays;

/**
 * Block of text with its position in the sequence of blocks. Blocks are reused: a block is owned by
 * the reading thread while it is filled, by one worker after {@code BlockQueue.take}, and by the
 * pool after {@code BlockQueue.release}.
 */
public final class TextBlock {
    /**
     * Number of bytes after the text in every array, so that scanners can write an end mark and
     * read eight bytes at a time.
     */
    public static final int PADDING = 16;

    private byte[] bytes;
    private int length;
    private long number;
    private boolean continuesLine;
    private boolean continuesToken;
    private boolean continuesWord;
    private boolean endsDocument;
    private boolean beginsFile;
    private TextLayout layout = PlainText.Layout.LINES;

    public TextBlock(int capacity) {
        bytes = new byte[capacity + PADDING];
    }

    /** Prepares the block for new text and frees the memory of a very long record. */
    public void begin(long number, TextLayout layout, int capacity) {
        this.number = number;
        this.layout = layout;
        length = 0;
        continuesLine = false;
        continuesToken = false;
        continuesWord = false;
        endsDocument = false;
        beginsFile = true;
        if (capacity() != capacity) {
            bytes = new byte[capacity + PADDING];
        }
    }

    /** Returns the maximum number of bytes of text. */
    public int capacity() {
        return bytes.length - PADDING;
    }

    /** Increases the capacity. */
    public void grow(int capacity) {
        bytes = Arrays.copyOf(bytes, capacity + PADDING);
    }

    /**
     * Replaces the text.
     *
     * @param text valid UTF-8; copied
     * @param length its length in bytes
     */
    public void setText(byte[] text, int length) {
        if (length > capacity()) {
            bytes = new byte[length + PADDING];
        }
        System.arraycopy(text, 0, bytes, 0, length);
        this.length = length;
    }

    /** Marks this block as the last one of a document. */
    public void endDocument() {
        endsDocument = true;
    }

    /** Marks the block as a continuation of the previous block's last line, token or word. */
    public void goOn(boolean continuesLine, boolean continuesToken, boolean continuesWord) {
        this.continuesLine = continuesLine;
        this.continuesToken = continuesToken;
        this.continuesWord = continuesWord;
        beginsFile = false;
    }

    /** Returns whether the block begins at the start of a file. */
    boolean beginsFile() {
        return beginsFile;
    }

    public void setLength(int length) {
        this.length = length;
    }

    /**
     * Returns the text, which should be UTF-8. The owner of the block may modify it.
     *
     * @return an array with at least {@link #PADDING} bytes after {@link #length}
     */
    public byte[] bytes() {
        return bytes;
    }

    /**
     * Returns the length of the text.
     *
     * @return the length in bytes
     */
    public int length() {
        return length;
    }

    /**
     * Returns the position of the block in the text.
     *
     * @return the number of the block, from 0, contiguous over all inputs
     */
    public long number() {
        return number;
    }

    /**
     * Returns whether the previous block ends within a line.
     *
     * @return true if the first line of this block is the rest of a line
     */
    public boolean continuesLine() {
        return continuesLine;
    }

    /**
     * Returns whether the previous block ends within text without white space.
     *
     * @return true if the first white-space-separated token of this block is the rest of a token
     */
    public boolean continuesToken() {
        return continuesToken;
    }

    /**
     * Returns whether the previous block ends where there is no word boundary.
     *
     * @return true if {@link #continuesToken} and the first word of this block is the rest of a word
     */
    public boolean continuesWord() {
        return continuesWord;
    }

    /**
     * Returns whether a document, and therefore a sentence, ends with this block.
     *
     * @return true at the end of a document; always false where lines are sentences
     */
    public boolean endsDocument() {
        return endsDocument;
    }

    public TextLayout layout() {
        return layout;
    }
}
