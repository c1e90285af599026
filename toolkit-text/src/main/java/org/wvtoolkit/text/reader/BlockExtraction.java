package org.wvtoolkit.text.reader;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.text.format.ProseExtractor;
import org.wvtoolkit.text.format.TextBlock;
import org.wvtoolkit.text.format.TextLayout;
import org.wvtoolkit.text.format.Utf8Repair;

/** Extracts plain text from blocks of any format, for one worker. Not thread-safe. */
public final class BlockExtraction {
    private @Nullable TextLayout layout;
    private ProseExtractor extractor = ProseExtractor.NONE;
    private final Utf8Repair repair = new Utf8Repair();

    /**
     * Returns the number of malformed sequences that were replaced.
     *
     * @return the number in all blocks so far
     */
    public long malformed() {
        return repair.malformed();
    }

    /**
     * Replaces a block by its plain text in valid UTF-8.
     *
     * @param block a block from {@link BlockQueue#take}; modified
     * @throws IOException if the content does not match the format
     */
    public void extract(TextBlock block) throws IOException {
        if (layout == null || !layout.equals(block.layout())) {
            layout = block.layout();
            extractor = layout.newExtractor();
        }
        if (!block.layout().isInEncodingOfItsOwn()) {
            repair.repair(block);
        }
        extractor.extract(block);
    }
}
