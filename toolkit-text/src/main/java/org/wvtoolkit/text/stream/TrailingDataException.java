package org.wvtoolkit.text.stream;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;

/** Exception for bytes other than zero after complete compressed data. */
final class TrailingDataException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    TrailingDataException() {
        super("other bytes follow the compressed data");
    }

    /**
     * Reads to the end of a stream and checks that it contains only zero bytes.
     *
     * @param in the stream, positioned after complete compressed data
     * @throws TrailingDataException if it contains a byte other than zero
     * @throws IOException if it cannot be read
     */
    static void checkPadding(InputStream in) throws IOException {
        byte[] block = new byte[1 << 13];
        for (int read = in.read(block, 0, block.length); read >= 0; read = in.read(block, 0, block.length)) {
            for (int i = 0; i < read; i++) {
                if (block[i] != 0) {
                    throw new TrailingDataException();
                }
            }
        }
    }
}
