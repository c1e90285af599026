package org.wvtoolkit.text.format;

import java.io.IOException;

/** Extracts plain text from blocks in one format. Not thread-safe: one instance per worker. */
public interface ProseExtractor {
    /** Extractor that changes nothing. */
    ProseExtractor NONE = block -> {};

    /**
     * Replaces the content of a block by its plain text, with a line end only at the end of a
     * context.
     *
     * @param block the block, which contains complete records or lines, unless a line is longer
     *     than a block
     * @throws IOException if the content does not match the format
     */
    void extract(TextBlock block) throws IOException;
}
