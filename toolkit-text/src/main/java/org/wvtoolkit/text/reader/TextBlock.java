package org.wvtoolkit.text.reader;

/**
 * A piece of text and its place among the pieces. Blocks are reused: one belongs to the reading thread while it is filled, to
 * one worker after {@link BlockQueue#take}, and to the pool after {@link BlockQueue#release}.
 */
public final class TextBlock {
    /** Bytes that every array of text has beyond its length, so that scanners can write an end mark and read whole words. */
    public static final int PADDING = 16;

    private final byte[] bytes;
    private int length;
    private long number;
    private boolean continuesLine;
    private boolean continuesToken;
    private TextFormat format = TextFormats.PLAIN;

    TextBlock(int capacity) {
        bytes = new byte[capacity + PADDING];
    }

    /** Empties the block for new text. */
    void begin(long number, TextFormat format) {
        this.number = number;
        this.format = format;
        length = 0;
        continuesLine = false;
        continuesToken = false;
    }

    /** Says what the block goes on with, where the block before it was not cut at a line's end. */
    void goOn(boolean continuesLine, boolean continuesToken) {
        this.continuesLine = continuesLine;
        this.continuesToken = continuesToken;
    }

    void setLength(int length) {
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

    TextFormat format() {
        return format;
    }

    /** Leaves the prose of the block and drops what its format adds around it. For the worker that owns the block. */
    public void extract() {
        length = format.extract(bytes, length, continuesLine);
    }
}
