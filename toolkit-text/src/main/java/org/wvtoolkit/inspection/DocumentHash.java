package org.wvtoolkit.inspection;

import org.wvtoolkit.linalg.SplitMix64;

/**
 * Hashes of documents, which are sequences of lines separated by empty lines. A document may extend
 * over several chunks, so the lines before the first and after the last empty line of a chunk are
 * kept until the chunks are joined in order. Not thread-safe.
 */
final class DocumentHash {
    private final HashSample sample;
    private long documents;
    private long open;
    private long openLines;

    DocumentHash(HashSample sample) {
        this.sample = sample;
    }

    /** Adds a chunk. Chunks must be added in order. */
    void add(Chunk chunk) {
        if (!chunk.divided) {
            open = Hashes.join(open, chunk.tail, chunk.tailLines);
            openLines += chunk.tailLines;
            return;
        }
        open = Hashes.join(open, chunk.head, chunk.headLines);
        openLines += chunk.headLines;
        finish();
        documents += chunk.inner;
        open = chunk.tail;
        openLines = chunk.tailLines;
    }

    /** Ends the text, and thus the last document. */
    void finish() {
        if (openLines > 0) {
            sample.add(SplitMix64.mix(open));
            documents++;
        }
        open = 0;
        openLines = 0;
    }

    long documents() {
        return documents;
    }

    /** Documents of one chunk. */
    static final class Chunk {
        private boolean divided;
        private long head;
        private long headLines;
        private long inner;
        private long tail;
        private long tailLines;

        /**
         * Ends a line.
         *
         * @param hash the hash of the line
         * @param isEmpty whether the line has no token
         * @param sample receives the documents that lie completely in this chunk
         */
        void line(long hash, boolean isEmpty, HashSample sample) {
            if (!isEmpty) {
                tail = Hashes.next(tail, hash);
                tailLines++;
                return;
            }
            if (!divided) {
                divided = true;
                head = tail;
                headLines = tailLines;
            } else if (tailLines > 0) {
                sample.add(SplitMix64.mix(tail));
                inner++;
            }
            tail = 0;
            tailLines = 0;
        }
    }
}
