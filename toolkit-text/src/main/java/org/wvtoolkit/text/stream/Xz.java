package org.wvtoolkit.text.stream;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.SingleXZInputStream;

/**
 * Opens xz files. This is a separate class so that no class of the xz library is loaded or verified
 * before such a file is read. The jar of the library is sealed, and Java rejects classes of a
 * sealed package from a class-data archive whose folder was moved.
 */
final class Xz {
    private Xz() {}

    static InputStream open(InputStream in) throws IOException {
        return new Streams(in);
    }

    /**
     * Content of one or more xz streams. Unlike {@link org.tukaani.xz.XZInputStream}, reports other
     * bytes after the last stream as trailing data.
     */
    private static final class Streams extends ConcatenatedStream {
        private static final int MAGIC = 0xFD;

        private final InputStream in;

        Streams(InputStream in) throws IOException {
            super(in, new SingleXZInputStream(in, maxKibibytes()));
            this.in = in;
        }

        /** Opens the next stream after padding of zeros. */
        @Override
        @Nullable
        InputStream next() throws IOException {
            int first;
            do {
                in.mark(1);
                first = in.read();
            } while (first == 0);
            if (first < 0) {
                return null;
            }
            if (first != MAGIC) {
                throw new TrailingDataException();
            }
            in.reset();
            return new SingleXZInputStream(in, maxKibibytes());
        }
    }

    /**
     * Returns the maximum size of the dictionary, which is on the heap: half of the heap. The
     * format allows 1.5 GiB.
     */
    private static int maxKibibytes() {
        return (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 2048);
    }
}
