package org.wvtoolkit.inspection;

/**
 * Hashes of documents, which are lines that no empty line parts. A document may reach over several chunks: what stands before the
 * first empty line of a chunk and behind its last one is kept until the chunks are joined in order. Mutable; confined to one
 * thread.
 */
final class DocumentHash {
    private final HashSample sample;
    private long documents;
    private long open;
    private long openLines;

    DocumentHash(HashSample sample) {
        this.sample = sample;
    }

    /** Takes what one chunk holds, chunks in their order. */
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

    /** The text is at its end, which ends a document too. */
    void finish() {
        if (openLines > 0) {
            sample.add(Hashes.mix(open));
            documents++;
        }
        open = 0;
        openLines = 0;
    }

    long documents() {
        return documents;
    }

    /** The documents of one chunk. */
    static final class Chunk {
        private boolean divided;
        private long head;
        private long headLines;
        private long inner;
        private long tail;
        private long tailLines;

        /**
         * A line ends.
         *
         * @param hash the line's
         * @param isEmpty whether it has no token
         * @param sample takes documents that lie wholly in this chunk
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
                sample.add(Hashes.mix(tail));
                inner++;
            }
            tail = 0;
            tailLines = 0;
        }
    }
}
