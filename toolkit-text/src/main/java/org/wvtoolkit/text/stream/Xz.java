package org.wvtoolkit.text.stream;

import java.io.IOException;
import java.io.InputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Opens what xz compressed. A class of its own so that no class of xz is loaded, not even to be
 * verified against, before such a file comes: its jar is sealed, and Java refuses the other classes
 * of a sealed package if one lies in a class archive whose folder has been moved, as a package's
 * is.
 */
final class Xz {
    private Xz() {}

    static InputStream open(InputStream in) throws IOException {
        return new XZInputStream(in, mostKibibytes());
    }

    /** What xz may take for its dictionary, which lies on the heap: half of that. The format allows 1.5 GiB. */
    private static int mostKibibytes() {
        return (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 2048);
    }
}
