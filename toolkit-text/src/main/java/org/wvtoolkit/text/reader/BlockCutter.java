package org.wvtoolkit.text.reader;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Cuts text into blocks. A block is filled to the brim and then cut behind its last line end; the rest moves to the next block.
 * A line longer than a block is cut behind white space, and where there is none between two characters, so memory stays bounded
 * and nothing is lost. Files of one format share blocks, so that many small ones do not cost a block each.
 *
 * <p>Confined to the reading thread.
 */
final class BlockCutter {
    /** The first block is small, each next one twice as large: so the workers begin, and are compiled, while the reader does. */
    private static final int FIRST_BLOCK_BYTES = 1 << 15;

    private final BlockQueue queue;
    private @Nullable TextBlock current;
    private int blockBytes;
    private long blocks;

    BlockCutter(BlockQueue queue) {
        this.queue = queue;
        this.blockBytes = Math.min(FIRST_BLOCK_BYTES, queue.blockBytes());
    }

    /** What is told after every read, with nothing to say but that there was one. */
    interface Heartbeat {
        void beat();
    }

    /** Takes a file's text to its end, which ends a line too. */
    void text(InputStream in, TextFormat format, Heartbeat heartbeat) throws IOException, InterruptedException {
        TextBlock block = current;
        if (block != null && !block.format().equals(format)) {
            submit(block);
            block = null;
        }
        if (block == null) {
            block = begin(format);
        }
        while (true) {
            if (block.length() == blockBytes) {
                block = cut(block);
            }
            int read = in.read(block.bytes(), block.length(), blockBytes - block.length());
            if (read < 0) {
                break;
            }
            block.setLength(block.length() + read);
            heartbeat.beat();
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        block.bytes()[block.length()] = '\n';
        block.setLength(block.length() + 1);
        current = block;
    }

    /** Hands out what is left. */
    void finish() throws InterruptedException {
        if (current != null && current.length() > 0) {
            submit(current);
            current = null;
        }
        queue.finish();
    }

    private TextBlock begin(TextFormat format) throws InterruptedException {
        TextBlock block = queue.acquire();
        block.begin(blocks++, format);
        return block;
    }

    private void submit(TextBlock block) throws InterruptedException {
        current = null;
        queue.submit(block);
    }

    /** Hands out a full block up to the best place to cut it, and begins the next one with the rest. */
    private TextBlock cut(TextBlock full) throws InterruptedException {
        byte[] bytes = full.bytes();
        int length = full.length();
        int at = TextCuts.afterLastLineEnd(bytes, length);
        boolean continuesLine = at == 0;
        if (at == 0) {
            at = TextCuts.afterLastWhitespace(bytes, length);
        }
        boolean continuesToken = at == 0;
        if (at == 0) {
            at = TextCuts.afterLastPiece(bytes, length);
        }
        blockBytes = Math.min(2 * blockBytes, queue.blockBytes());
        TextBlock next = begin(full.format());
        next.goOn(continuesLine, continuesToken);
        System.arraycopy(bytes, at, next.bytes(), 0, length - at);
        next.setLength(length - at);
        full.setLength(at);
        submit(full);
        return next;
    }
}
