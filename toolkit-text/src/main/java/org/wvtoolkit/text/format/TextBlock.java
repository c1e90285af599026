package org.wvtoolkit.text.format;

import java.util.Arrays;

/**
 * A piece of text and its place among the pieces. Blocks are reused: one belongs to the reading thread while it is filled, to
 * one worker after {@code BlockQueue.take}, and to the pool after {@code BlockQueue.release}.
 */
public final class TextBlock {
    /** Bytes that every array of text has beyond its length, so that scanners can write an end mark and read whole words. */
    public static final int PADDING = 16;

    private byte[] bytes;
    private int length;
    private long number;
    private boolean continuesLine;
    private boolean continuesToken;
    private boolean endsDocument;
    private boolean beginsFile;
    private TextLayout layout = PlainText.Layout.LINES;

    public TextBlock(int capacity) {
        bytes = new byte[capacity + PADDING];
    }

    /** Empties the block for new text, and gives back what a giant record before took. */
    public void begin(long number, TextLayout layout, int capacity) {
        this.number = number;
        this.layout = layout;
        length = 0;
        continuesLine = false;
        continuesToken = false;
        endsDocument = false;
        beginsFile = true;
        if (capacity() != capacity) {
            bytes = new byte[capacity + PADDING];
        }
    }

    /** How much text fits. */
    public int capacity() {
        return bytes.length - PADDING;
    }

    /** Makes room for more text. */
    public void grow(int capacity) {
        bytes = Arrays.copyOf(bytes, capacity + PADDING);
    }

    /** Takes other text. */
    void setText(byte[] text, int length) {
        if (length > capacity()) {
            bytes = new byte[length + PADDING];
        }
        System.arraycopy(text, 0, bytes, 0, length);
        this.length = length;
    }

    /** Says that a file ends with this block. */
    public void endDocument() {
        endsDocument = true;
    }

    /** Says what the block goes on with, where the block before it was not cut at a line's end. */
    public void goOn(boolean continuesLine, boolean continuesToken) {
        this.continuesLine = continuesLine;
        this.continuesToken = continuesToken;
        beginsFile = false;
    }

    /** Whether it begins with a file's beginning. */
    boolean beginsFile() {
        return beginsFile;
    }

    public void setLength(int length) {
        this.length = length;
    }

    /**
     * The text, in what was meant as UTF-8; the owner may change it.
     *
     * @return an array that holds at least {@link #PADDING} bytes beyond {@link #length}
     */
    public byte[] bytes() {
        return bytes;
    }

    /**
     * How much of {@link #bytes} is text.
     *
     * @return the text's bytes
     */
    public int length() {
        return length;
    }

    /**
     * The block's place in the text.
     *
     * @return its number, from 0, without gaps over all inputs
     */
    public long number() {
        return number;
    }

    /**
     * Whether the block before this one ends within a line.
     *
     * @return true if this block's first line is the rest of one
     */
    public boolean continuesLine() {
        return continuesLine;
    }

    /**
     * Whether the block before this one ends within a token, since no white space was near.
     *
     * @return true if this block's first token is the rest of one
     */
    public boolean continuesToken() {
        return continuesToken;
    }

    /**
     * Whether a document ends with this block, and so a sentence.
     *
     * @return true if it does; where lines are sentences the text itself says so
     */
    public boolean endsDocument() {
        return endsDocument;
    }

    public TextLayout layout() {
        return layout;
    }
}
