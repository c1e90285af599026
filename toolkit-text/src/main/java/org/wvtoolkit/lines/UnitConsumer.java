package org.wvtoolkit.lines;

import java.io.IOException;

/**
 * Receiver of units of text (lines or documents). The call sequence of a unit is
 * {@code piece+ end}. A unit that extends over several blocks arrives in several pieces, so units
 * of any length need no memory. Not thread-safe.
 */
public interface UnitConsumer {
    /**
     * Receives the next piece of a unit.
     *
     * @param bytes the array with the piece; must not be modified or kept
     * @param offset the index of the first byte
     * @param length the number of bytes, at least 1
     * @throws IOException if the piece cannot be written
     */
    void piece(byte[] bytes, int offset, int length) throws IOException;

    /**
     * Ends the unit.
     *
     * @throws IOException if the unit cannot be written
     */
    void end() throws IOException;
}
