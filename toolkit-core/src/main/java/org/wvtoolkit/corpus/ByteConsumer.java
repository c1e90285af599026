package org.wvtoolkit.corpus;

import java.io.IOException;

/** Receiver of a sequence of byte blocks. */
@FunctionalInterface
public interface ByteConsumer {
    /**
     * Receives the next block.
     *
     * @param bytes the array with the block; must not be modified or kept
     * @param offset the index of the first byte
     * @param length the number of bytes, at least 0
     * @throws IOException if the block cannot be written
     */
    void accept(byte[] bytes, int offset, int length) throws IOException;
}
