package org.wvtoolkit.text.reader;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.text.format.TextBlock;

/**
 * Bounded pool of blocks, which circulate between the reading thread and the workers. Thread-safe;
 * blocked threads can be interrupted.
 */
public final class BlockQueue {
    private final BlockingQueue<TextBlock> empty;
    private final BlockingQueue<TextBlock> filled;
    /** Marker of the end of the text. */
    private final TextBlock end = new TextBlock(0);

    private final int blockBytes;

    /**
     * Creates a pool of empty blocks.
     *
     * @param blockBytes the capacity of a block in bytes, at least 16
     * @param blocks the number of blocks, at least 3: two for the reader and one for a worker
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

    /** Returns an empty block, waiting if necessary. */
    TextBlock acquire() throws InterruptedException {
        return empty.take();
    }

    /** Submits a block to the workers. */
    void submit(TextBlock block) throws InterruptedException {
        filled.put(block);
    }

    /** Signals the end of the text to all workers. */
    public void finish() throws InterruptedException {
        filled.put(end);
    }

    /**
     * Returns the next block of text, waiting if necessary.
     *
     * @return the block, or null at the end of the text
     * @throws InterruptedException if the worker is interrupted
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
     * Returns a block to the pool.
     *
     * @param block a block from {@link #take}, no longer used
     */
    public void release(TextBlock block) {
        empty.add(block);
    }
}
