package org.wvtoolkit.text.format;

import java.io.IOException;

/** Leaves the prose of blocks of one layout. Confined to one worker. */
public interface ProseExtractor {
    /** Leaves everything. */
    ProseExtractor NONE = block -> {};

    /**
     * Rewrites a block so that only prose is left, with a line end where a context ends and nowhere else.
     *
     * @param block the block; whole records, or whole lines, save where a line is longer than a block
     * @throws IOException if what is in it cannot be what the file was taken for
     */
    void extract(TextBlock block) throws IOException;
}
