package org.wvtoolkit.text.reader;

/**
 * A way of keeping prose in a file, once it is decompressed and in UTF-8. Stateless and safe for concurrent use: formats are
 * recognised on the reading thread, and prose is extracted by the workers, each from a block of its own.
 */
public interface TextFormat {
    /**
     * The format's name, as the command line and messages have it.
     *
     * @return a short lower-case name
     */
    String name();

    /**
     * What the format is.
     *
     * @return one line for a person
     */
    String description();

    /**
     * Whether a file is in this format.
     *
     * @param head how the file begins, decompressed, in UTF-8, without a byte order mark; up to 8 KiB of it
     * @param length the bytes of it
     * @return true if it is
     */
    boolean recognises(byte[] head, int length);

    /**
     * Rewrites a block in place so that only prose is left, one context unit a line. Blocks end at line ends, save where a line
     * is longer than a block.
     *
     * @param bytes the block; changed
     * @param length its bytes
     * @param continuesLine whether its first line is the rest of one that began in the block before
     * @return how many bytes are left, at most {@code length}
     */
    int extract(byte[] bytes, int length, boolean continuesLine);
}
