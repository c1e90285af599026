package org.wvtoolkit.text.stream;

/**
 * Sees the text of every file as it is read: decompressed and decoded, without a byte order mark,
 * with whatever its format adds to the prose. Called on the reading thread; what it found may be
 * asked for once the reading is done.
 */
public interface TextObserver {
    /** Sees nothing. */
    TextObserver NONE = new TextObserver() {
        @Override
        public void begin(String where) {}

        @Override
        public void text(byte[] bytes, int offset, int length) {}

        @Override
        public void end() {}
    };

    /**
     * A file's text begins.
     *
     * @param where what the file is called in messages
     */
    void begin(String where);

    /**
     * The next piece of the text.
     *
     * @param bytes holds it, in what was meant as UTF-8; not to be modified or kept
     * @param offset where it begins
     * @param length its bytes
     */
    void text(byte[] bytes, int offset, int length);

    /** The file's text is at its end. */
    void end();
}
