package org.wvtoolkit.lines;

import java.io.IOException;

/**
 * Takes units of text, lines or documents, one after another: the calls for a unit are {@code piece+ end}. A unit comes in several
 * pieces where it is cut between blocks, so that one of any length needs no memory. Confined to one thread at a time.
 */
public interface UnitConsumer {
    /**
     * The next piece of a unit.
     *
     * @param bytes holds it; not modified, not kept
     * @param offset where it begins
     * @param length its bytes, at least 1
     * @throws IOException if it cannot be written
     */
    void piece(byte[] bytes, int offset, int length) throws IOException;

    /**
     * The unit ends.
     *
     * @throws IOException if it cannot be written
     */
    void end() throws IOException;
}
