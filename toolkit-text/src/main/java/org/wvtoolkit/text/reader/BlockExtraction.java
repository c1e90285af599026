package org.wvtoolkit.text.reader;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.text.format.ProseExtractor;
import org.wvtoolkit.text.format.TextBlock;
import org.wvtoolkit.text.format.TextLayout;
import org.wvtoolkit.text.format.Utf8Repair;

/** One worker's side of reading: leaves the prose of blocks, whatever they were read from. Confined to that worker. */
public final class BlockExtraction {
    private @Nullable TextLayout layout;
    private ProseExtractor extractor = ProseExtractor.NONE;
    private final Utf8Repair repair = new Utf8Repair();

    /**
     * Malformed sequences that were replaced.
     *
     * @return how many, in all blocks so far
     */
    public long malformed() {
        return repair.malformed();
    }

    /**
     * Leaves the prose of a block, in valid UTF-8, and drops what its format adds around it.
     *
     * @param block a block from {@link BlockQueue#take}; changed
     * @throws IOException if what is in it cannot be what the file was taken for
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
