package org.wvtoolkit.text.reader;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.text.format.TextBlock;

/**
 * A bounded pool of blocks that go round: from the reading thread to a worker and back. Safe for concurrent use; whoever waits
 * can be interrupted.
 */
public final class BlockQueue {
    private final BlockingQueue<TextBlock> empty;
    private final BlockingQueue<TextBlock> filled;
    /** Takes the place of a block once the text is at its end. */
    private final TextBlock end = new TextBlock(0);

    private final int blockBytes;

    /**
     * A pool of empty blocks.
     *
     * @param blockBytes text that fits into one, at least 16
     * @param blocks how many there are, at least 3: one is filled and one begun while another is worked on
     */
    public BlockQueue(int blockBytes, int blocks) {
        if (blockBytes < 16) {
            throw new IllegalArgumentException("blockBytes must be at least 16: " + blockBytes);
        }
        if (blocks < 3) {
            throw new IllegalArgumentException("blocks must be at least 3: " + blocks);
        }
        this.blockBytes = blockBytes;
        empty = new ArrayBlockingQueue<>(blocks);
        filled = new ArrayBlockingQueue<>(blocks + 1);
        for (int i = 0; i < blocks; i++) {
            empty.add(new TextBlock(blockBytes));
        }
    }

    int blockBytes() {
        return blockBytes;
    }

    /** An empty block, once there is one. */
    TextBlock acquire() throws InterruptedException {
        return empty.take();
    }

    /** Hands a block to the workers. */
    void submit(TextBlock block) throws InterruptedException {
        filled.put(block);
    }

    /** Tells all workers that no block follows. */
    public void finish() throws InterruptedException {
        filled.put(end);
    }

    /**
     * The next block of text.
     *
     * @return the block, or null at the end of the text
     * @throws InterruptedException if the worker is interrupted while it waits
     */
    public @Nullable TextBlock take() throws InterruptedException {
        TextBlock block = filled.take();
        if (block == end) {
            filled.put(end); // for the next worker
            return null;
        }
        return block;
    }

    /**
     * Gives a block back.
     *
     * @param block a block from {@link #take}, not used any more
     */
    public void release(TextBlock block) {
        empty.add(block);
    }
}
