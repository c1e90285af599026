package org.wvtoolkit.text.reader;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.text.format.BlockBoundaries;
import org.wvtoolkit.text.format.ReadingTally;
import org.wvtoolkit.text.format.TextBlock;
import org.wvtoolkit.text.format.TextDivision;
import org.wvtoolkit.text.format.TextLayout;
import org.wvtoolkit.text.stream.UnreadableTextException;

/**
 * Divides text into blocks. Not thread-safe; only the reading thread uses it.
 *
 * <p>A block is filled completely and divided after its last line end; the rest moves to the next
 * block. A line longer than a block is divided after white space, or else at the end of a piece of
 * {@link TextDivision}, so memory is bounded and no text is lost. If the layout has records,
 * divisions are between records, and a block grows up to a limit for a longer record. Files with the
 * same layout share blocks if the layout permits it.
 */
final class BlockCutter {
    /**
     * Size of the first block. Each further block is twice as large, so that workers start, and are
     * JIT-compiled, early.
     */
    private static final int FIRST_BLOCK_BYTES = 1 << 15;

    private final BlockQueue queue;
    private @Nullable TextBlock current;
    private int blockBytes;
    private long blocks;

    BlockCutter(BlockQueue queue) {
        this.queue = queue;
        this.blockBytes = Math.min(FIRST_BLOCK_BYTES, queue.blockBytes());
    }

    /** Callback after every read. */
    interface Heartbeat {
        void beat();
    }

    /**
     * Reads a file to its end, which also ends a line.
     *
     * @param where the name of the file in messages
     * @param tally receives notes about lost text, if the layout tolerates it
     */
    void text(InputStream in, TextLayout layout, String where, ReadingTally tally, Heartbeat heartbeat)
            throws IOException, InterruptedException {
        TextBlock block = current;
        if (block != null && !block.layout().equals(layout)) {
            submit(block);
            block = null;
        }
        if (block == null) {
            block = begin(layout);
        }
        UnreadableTextException broken = null;
        while (true) {
            if (block.length() >= block.capacity()) {
                block = cut(block, where);
            }
            int read;
            try {
                read = in.read(block.bytes(), block.length(), block.capacity() - block.length());
            } catch (UnreadableTextException e) {
                if (!layout.keepsCompleteRecords()) {
                    throw e;
                }
                broken = e;
                break;
            }
            if (read < 0) {
                break;
            }
            block.setLength(block.length() + read);
            heartbeat.beat();
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        end(block, broken, tally);
    }

    /** Ends a file. */
    private void end(TextBlock block, @Nullable UnreadableTextException broken, ReadingTally tally)
            throws InterruptedException {
        TextLayout layout = block.layout();
        if (layout.keepsCompleteRecords()) {
            int complete = layout.afterLastRecord(block.bytes(), block.length());
            byte[] rest = new byte[block.length() - complete];
            System.arraycopy(block.bytes(), complete, rest, 0, rest.length);
            String missing = layout.missingAtEnd(rest, rest.length);
            if (missing != null || broken != null) {
                tally.end("ends " + (missing == null ? "too early" : missing)
                        + (broken == null ? "" : " (" + broken.what() + ")")
                        + "; everything complete before it was kept");
            }
            block.setLength(complete);
        }
        block.bytes()[block.length()] = '\n';
        block.setLength(block.length() + 1);
        current = block;
        if (!layout.sharesBlocks()) {
            block.endDocument();
            submit(block);
        }
    }

    /** Submits the last block. */
    void finish() throws InterruptedException {
        if (current != null && current.length() > 0) {
            submit(current);
            current = null;
        }
        queue.finish();
    }

    private TextBlock begin(TextLayout layout) throws InterruptedException {
        TextBlock block = queue.acquire();
        block.begin(blocks++, layout, blockBytes);
        return block;
    }

    private void submit(TextBlock block) throws InterruptedException {
        current = null;
        queue.submit(block);
    }

    /** Submits a full block up to the best division and begins the next block with the rest. */
    private TextBlock cut(TextBlock full, String where) throws InterruptedException, UnreadableTextException {
        byte[] bytes = full.bytes();
        int length = full.length();
        int at = full.layout().afterLastRecord(bytes, length);
        if (at != TextLayout.AT_LINES) {
            return at > 0 ? divide(full, at, false, false, false) : grown(full, where);
        }
        at = BlockBoundaries.afterLastLineEnd(bytes, length);
        boolean continuesLine = at == 0;
        if (at == 0) {
            at = BlockBoundaries.afterLastWhitespace(bytes, length);
        }
        boolean continuesToken = at == 0;
        boolean continuesWord = false;
        if (at == 0) {
            TextDivision.Part piece = TextDivision.lastPiece(bytes, length);
            at = piece.end();
            continuesWord = piece.dividesWord();
        }
        return divide(full, at, continuesLine, continuesToken, continuesWord);
    }

    private TextBlock divide(
            TextBlock full, int at, boolean continuesLine, boolean continuesToken, boolean continuesWord)
            throws InterruptedException {
        blockBytes = Math.min(2 * blockBytes, queue.blockBytes());
        TextBlock next = begin(full.layout());
        next.goOn(continuesLine, continuesToken, continuesWord);
        int rest = full.length() - at;
        if (rest > next.capacity()) {
            next.grow(full.capacity());
        }
        System.arraycopy(full.bytes(), at, next.bytes(), 0, rest);
        next.setLength(rest);
        full.setLength(at);
        submit(full);
        return next;
    }

    private static TextBlock grown(TextBlock block, String where) throws UnreadableTextException {
        int longest = block.layout().longestRecord();
        if (block.capacity() >= longest) {
            throw UnreadableTextException.of(
                    where,
                    block.layout().record() + " is longer than " + (longest >> 20) + " MiB",
                    "split it, or check that the file is complete and that its format is detected correctly",
                    null);
        }
        block.grow(Math.min(longest, 2 * block.capacity()));
        return block;
    }
}
