package org.wvtoolkit.lines;

import java.io.IOException;

/** Takes bytes, one piece after another. */
@FunctionalInterface
public interface ByteConsumer {
    /**
     * Takes the next piece.
     *
     * @param bytes holds it; not modified, not kept
     * @param offset where it begins
     * @param length its bytes, at least 0
     * @throws IOException if it cannot be written
     */
    void accept(byte[] bytes, int offset, int length) throws IOException;
}
