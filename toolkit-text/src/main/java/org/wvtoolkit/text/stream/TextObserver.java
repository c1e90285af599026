package org.wvtoolkit.text.stream;

/**
 * Observer of the text of every file: decompressed, decoded to UTF-8, without a byte order mark,
 * and including the markup of its format. Called by the reading thread. Its results are valid after
 * reading has ended.
 */
public interface TextObserver {
    /** An observer that ignores everything. */
    TextObserver NONE = new TextObserver() {
        @Override
        public void begin(String where) {}

        @Override
        public void text(byte[] bytes, int offset, int length) {}

        @Override
        public void end() {}
    };

    /**
     * Called at the beginning of a file.
     *
     * @param where the name of the file in messages
     */
    void begin(String where);

    /**
     * Called for each piece of the text.
     *
     * @param bytes contains the piece, in UTF-8 unless the file is malformed; must not be modified
     *     or kept
     * @param offset index of the first byte of the piece
     * @param length number of bytes in the piece
     */
    void text(byte[] bytes, int offset, int length);

    /** Called at the end of a file. */
    void end();
}
