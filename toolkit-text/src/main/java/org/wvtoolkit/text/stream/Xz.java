package org.wvtoolkit.text.stream;

import java.io.IOException;
import java.io.InputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Opens xz files. This is a separate class so that no class of the xz library is loaded or verified
 * before such a file is read. The jar of the library is sealed, and Java rejects classes of a
 * sealed package from a class-data archive whose folder was moved.
 */
final class Xz {
    private Xz() {}

    static InputStream open(InputStream in) throws IOException {
        return new XZInputStream(in, maxKibibytes());
    }

    /**
     * Returns the maximum size of the dictionary, which is on the heap: half of the heap. The
     * format allows 1.5 GiB.
     */
    private static int maxKibibytes() {
        return (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 2048);
    }
}
