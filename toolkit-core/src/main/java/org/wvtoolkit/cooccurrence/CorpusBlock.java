package org.wvtoolkit.cooccurrence;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.wvtoolkit.container.HugePages;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.progress.Workers;

/**
 * Section of a corpus in memory: its tokens as a sequence for sliding windows, and for each word
 * the list of its positions in that sequence.
 *
 * <p>The sequence contains {@link #BOUNDARY} between sentences and {@link #GAP} for a token that
 * subsampling dropped without closing the gap. It includes neighbouring tokens within window
 * distance on both sides, so that every centre has its complete window. Only the block's own tokens
 * are listed as centres, so that each is counted once.
 */
final class CorpusBlock implements AutoCloseable {
    /** Stands between sentences and at both ends. */
    static final int BOUNDARY = -1;

    /** Marks the position of a dropped token in the sequence. */
    static final int GAP = -2;

    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

    /**
     * Maximum number of tokens in a block: positions are ints, and there is one boundary for each
     * sentence.
     */
    static final long MAX_TOKENS = 1L << 29;

    private final Arena arena = Arena.ofShared();
    private final EncodedCorpus corpus;
    private final TokenFilter filter;
    private final int words;
    private final long firstPosition;
    private MemorySegment sequence = MemorySegment.NULL;
    private MemorySegment wordPositions = MemorySegment.NULL;

    /**
     * Beginning of the position list of each word. During loading, the next index to write for each
     * (part, word).
     */
    private MemorySegment starts = MemorySegment.NULL;

    private CorpusBlock(EncodedCorpus corpus, TokenFilter filter) {
        this.corpus = corpus;
        this.filter = filter;
        this.words = corpus.vocabulary().size();
        this.firstPosition = corpus.firstPosition();
    }

    /**
     * Returns the number of bytes that a block needs in addition to its tokens.
     *
     * @param words size of the vocabulary
     * @param parts number of threads, as passed to {@link #load}
     */
    static long overhead(int words, int parts) {
        return 4L * (words + 1) * (parts + 1);
    }

    /**
     * Loads the tokens {@code from} to {@code to} − 1.
     *
     * @param corpus the corpus
     * @param filter subsampling
     * @param window window size on each side in tokens
     * @param from first token
     * @param to index after the last token
     * @param parts number of threads that share the work
     * @return the block; the caller closes it
     */
    static CorpusBlock load(EncodedCorpus corpus, TokenFilter filter, int window, long from, long to, int parts)
            throws IOException {
        CorpusBlock block = new CorpusBlock(corpus, filter);
        try {
            block.fill(window, from, to, parts);
            return block;
        } catch (Throwable failure) {
            block.close();
            throw failure;
        }
    }

    private void fill(int window, long from, long to, int parts) throws IOException {
        long marginBegin = margin(from, -1, window);
        long marginEnd = margin(to, 1, window);
        long[] bounds = new long[parts + 1];
        for (int part = 0; part <= parts; part++) {
            bounds[part] = from + (to - from) / parts * part + (to - from) % parts * part / parts;
        }
        MemorySegment next = HugePages.allocate(arena, 4L * words * parts);
        long[] lengths = new long[parts];
        Workers.run(parts, parts, part -> lengths[part] = survey(bounds[part], bounds[part + 1], next, part));
        starts = HugePages.allocate(arena, 4L * (words + 1));
        int listed = distribute(next, parts);
        wordPositions = HugePages.allocate(arena, 4L * listed);

        // Layout of the sequence: a boundary, the left margin, the parts, the right margin, a
        // boundary.
        long[] sequenceBegin = new long[parts + 1];
        sequenceBegin[0] = 1 + length(marginBegin, from);
        for (int part = 0; part < parts; part++) {
            sequenceBegin[part + 1] = sequenceBegin[part] + lengths[part];
        }
        sequence = HugePages.allocate(arena, 4 * (sequenceBegin[parts] + length(to, marginEnd) + 1));
        sequence.setAtIndex(INT, 0, BOUNDARY);
        sequence.setAtIndex(INT, sequence.byteSize() / 4 - 1, BOUNDARY);
        lay(marginBegin, from, 1, MemorySegment.NULL, 0);
        lay(to, marginEnd, sequenceBegin[parts], MemorySegment.NULL, 0);
        Workers.run(
                parts,
                parts,
                part -> lay(bounds[part], bounds[part + 1], sequenceBegin[part], next, (long) part * words));
    }

    /**
     * Moves from a position in steps of ±1 token until {@code window} kept tokens have been passed
     * or the sentence ends.
     */
    private long margin(long position, int step, int window) {
        long reached = position;
        int passed = 0;
        long sentence = corpus.tokens() == 0 ? 0 : corpus.sentenceAt(Math.min(position, corpus.tokens() - 1));
        long limit = step < 0 ? sentenceBegin(sentence) : sentenceBegin(sentence + 1);
        if (position == corpus.tokens() || (step > 0 && sentenceBegin(sentence) == position)) {
            return position;
        }
        while (passed < window && reached != limit) {
            long token = step < 0 ? reached - 1 : reached;
            passed += !filter.dirty() || filter.keeps(wordAt(token), firstPosition + token) ? 1 : 0;
            reached += step;
        }
        return reached;
    }

    private long sentenceBegin(long sentence) {
        return corpus.sentenceOffsets().getAtIndex(ValueLayout.JAVA_LONG, sentence);
    }

    private int wordAt(long position) {
        return corpus.ids().getAtIndex(INT, position);
    }

    /**
     * Returns the length of a range of tokens in the sequence. Also counts the words if
     * {@code counts} is not empty.
     */
    private long survey(long from, long to, MemorySegment counts, int part) {
        boolean counting = counts.byteSize() > 0;
        long length = from < to ? boundaries(from, to) : 0;
        long base = (long) part * words;
        MemorySegment own = counting ? counts.asSlice(4 * base, 4L * words) : counts;
        for (long at = from; at < to; at += Integer.MAX_VALUE) {
            MemorySegment ids = corpus.ids().asSlice(4 * at, 4 * Math.min(Integer.MAX_VALUE, to - at));
            int count = (int) (ids.byteSize() / 4);
            for (int i = 0; i < count; i++) {
                int word = ids.getAtIndex(INT, i);
                boolean kept = filter.keeps(word, firstPosition + at + i);
                length += kept || !filter.dirty() ? 1 : 0;
                if (counting && kept) {
                    own.setAtIndex(INT, word, own.getAtIndex(INT, word) + 1);
                }
            }
        }
        return length;
    }

    private long length(long from, long to) {
        return survey(from, to, MemorySegment.NULL, 0);
    }

    /** Returns the number of sentences that begin in a range; each is preceded by a boundary. */
    private long boundaries(long from, long to) {
        long first = corpus.sentenceAt(from);
        return corpus.sentenceAt(to - 1) - first + (sentenceBegin(first) == from ? 1 : 0);
    }

    /**
     * Converts the counts for each (part, word) to the index of the part's first position of the
     * word. Returns the total number of positions.
     */
    private int distribute(MemorySegment next, int parts) {
        int sum = 0;
        for (int word = 0; word < words; word++) {
            starts.setAtIndex(INT, word, sum);
            for (int part = 0; part < parts; part++) {
                long slot = (long) part * words + word;
                int count = next.getAtIndex(INT, slot);
                next.setAtIndex(INT, slot, sum);
                sum += count;
            }
        }
        starts.setAtIndex(INT, words, sum);
        return sum;
    }

    /**
     * Stores a range of tokens in the sequence, and lists their positions if {@code next} is not
     * empty.
     */
    private void lay(long from, long to, long sequenceBegin, MemorySegment next, long nextBase) {
        if (from == to) {
            return;
        }
        boolean listing = next.byteSize() > 0;
        MemorySegment own = listing ? next.asSlice(4 * nextBase, 4L * words) : next;
        long sentence = corpus.sentenceAt(from);
        // A sentence that begins before the range has its boundary there.
        sentence += sentenceBegin(sentence) == from ? 0 : 1;
        int index = (int) sequenceBegin;
        for (long position = from; position < to; ) {
            if (sentence < corpus.sentences() && sentenceBegin(sentence) == position) {
                sequence.setAtIndex(INT, index++, BOUNDARY);
                sentence++;
            }
            long end = sentence < corpus.sentences() ? Math.min(to, sentenceBegin(sentence)) : to;
            end = Math.min(end, position + Integer.MAX_VALUE);
            MemorySegment ids = corpus.ids().asSlice(4 * position, 4 * (end - position));
            int count = (int) (end - position);
            for (int i = 0; i < count; i++) {
                int word = ids.getAtIndex(INT, i);
                if (filter.keeps(word, firstPosition + position + i)) {
                    if (listing) {
                        int slot = own.getAtIndex(INT, word);
                        wordPositions.setAtIndex(INT, slot, index);
                        own.setAtIndex(INT, word, slot + 1);
                    }
                    sequence.setAtIndex(INT, index++, word);
                } else if (!filter.dirty()) {
                    sequence.setAtIndex(INT, index++, GAP);
                }
            }
            position = end;
        }
    }

    /**
     * Returns the sequence: word ids, {@link #BOUNDARY} and {@link #GAP}, with a boundary at both
     * ends.
     */
    MemorySegment sequence() {
        return sequence;
    }

    /** Returns the positions in the sequence, word by word. */
    MemorySegment wordPositions() {
        return wordPositions;
    }

    /**
     * Returns the index of the first position of a word, which is also the end of the positions of
     * the preceding word.
     */
    int positionsBegin(int word) {
        return starts.getAtIndex(INT, word);
    }

    @Override
    public void close() {
        arena.close();
    }
}
