package org.wvtoolkit.phrases;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.wvtoolkit.container.HugePages;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.progress.Workers;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * Counts bigrams exactly within a memory budget and selects those whose score exceeds a threshold.
 *
 * <p>A word that occurs n times has at most n successors, so the required memory is known in
 * advance. The first words are divided into ranges whose successors fit into the budget, and each
 * range takes one pass over the mapped corpus. The successors of a word are sorted, or counted in
 * an array if the word occurs more often than there are frequent words. The result does not depend
 * on the number of threads.
 */
final class BigramCounter {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    /** Number of tokens copied from the mapped corpus at a time. */
    private static final int BLOCK = 1 << 15;

    /** Marks a word whose successors are listed instead of counted in a row. */
    private static final int LISTED = -1;

    /** Minimum number of successors per thread, independent of the budget: 2 MiB. */
    private static final long MIN_SUCCESSORS = 1 << 19;

    private final EncodedCorpus corpus;
    private final Vocabulary vocabulary;
    private final PhraseOptions options;
    private final int pass;
    private final long tokens;

    /**
     * Number of words that reach the minimum count. Ids are sorted by descending frequency, so
     * these are the ids below it.
     */
    private final int frequent;

    BigramCounter(EncodedCorpus corpus, PhraseOptions options, int pass) {
        this.corpus = corpus;
        this.vocabulary = corpus.vocabulary();
        this.options = options;
        this.pass = pass;
        this.tokens = corpus.tokens();
        this.frequent = frequent(vocabulary, options.minCount());
    }

    private static int frequent(Vocabulary vocabulary, long minCount) {
        int count = 0;
        while (count < vocabulary.size() && vocabulary.count(count) >= minCount) {
            count++;
        }
        return count;
    }

    /** Returns the phrases, ordered by the id of the first word, then by the id of the second. */
    List<Phrase> phrases(Resources resources, ProgressListener progress) throws IOException {
        // Use half of the budget: sorting the successors of one word takes the same amount again in the worst
        // case.
        long room = Math.max(MIN_SUCCESSORS, resources.memoryBytes() / 2 / Integer.BYTES / resources.threads());
        return phrases(room, resources.threads(), progress);
    }

    /** Returns the phrases, with memory for {@code room} successors per thread. */
    List<Phrase> phrases(long room, int threads, ProgressListener progress) throws IOException {
        int[] bounds = ranges(room);
        List<List<Phrase>> found = new ArrayList<>();
        for (int i = 1; i < bounds.length; i++) {
            found.add(new ArrayList<>());
        }
        progress.stage("counting pairs, pass " + pass, ProgressListener.Unit.ROWS, frequent);
        AtomicLong done = new AtomicLong();
        Workers.run(threads, found.size(), range -> {
            count(bounds[range], bounds[range + 1], found.get(range));
            progress.advanced(done.addAndGet(bounds[range + 1] - bounds[range]), "");
        });
        return found.stream().flatMap(List::stream).toList();
    }

    /** Returns the boundaries of the ranges of first words. */
    private int[] ranges(long room) {
        int[] bounds = new int[frequent + 1];
        int count = 0;
        long filled = room;
        for (int id = 0; id < frequent; id++) {
            if (filled + successors(id) > room) {
                bounds[count++] = id;
                filled = 0;
            }
            filled += successors(id);
        }
        bounds[count++] = frequent;
        return Arrays.copyOf(bounds, count);
    }

    /** Returns the memory for the successors of a word, in units of four bytes. */
    private long successors(int id) {
        return isCountedInArray(id) ? 2L * frequent : vocabulary.count(id);
    }

    private boolean isCountedInArray(int id) {
        return vocabulary.count(id) > frequent;
    }

    /** Processes one range: lists or counts the successors of its words in one pass over the corpus. */
    private void count(int from, int to, List<Phrase> phrases) throws IOException {
        int words = to - from;
        int[] rows = new int[words];
        int inArrays = 0;
        long[] ends = new long[words];
        long room = 0;
        for (int i = 0; i < words; i++) {
            ends[i] = room;
            if (isCountedInArray(from + i)) {
                rows[i] = inArrays++;
            } else {
                rows[i] = LISTED;
                room += vocabulary.count(from + i);
            }
        }
        long[] begins = ends.clone();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment counts = HugePages.allocate(arena, 8L * Math.max(1, (long) inArrays * frequent));
            MemorySegment successors = HugePages.allocate(arena, 4L * Math.max(1, room));
            fill(from, to, rows, counts, ends, successors);
            for (int i = 0; i < words; i++) {
                if (rows[i] != LISTED) {
                    keep(from + i, counts, (long) rows[i] * frequent, phrases);
                } else {
                    int[] sorted = successors
                            .asSlice(begins[i] * Integer.BYTES, (ends[i] - begins[i]) * Integer.BYTES)
                            .toArray(INT);
                    Arrays.sort(sorted);
                    keep(from + i, sorted, phrases);
                }
            }
        }
    }

    /**
     * Counts each successor in the row of {@code counts} of its predecessor, or appends it to the
     * predecessor's list.
     */
    private void fill(int from, int to, int[] rows, MemorySegment counts, long[] ends, MemorySegment successors)
            throws IOException {
        MemorySegment offsets = corpus.sentenceOffsets();
        int[] block = new int[BLOCK];
        long sentence = 0;
        long sentenceEnd = 0;
        int previous = -1;
        for (long position = 0; position < tokens; position += BLOCK) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("interrupted");
            }
            int count = (int) Math.min(BLOCK, tokens - position);
            MemorySegment.copy(corpus.ids(), INT, position * Integer.BYTES, block, 0, count);
            for (int i = 0; i < count; i++) {
                if (position + i == sentenceEnd) {
                    sentenceEnd = offsets.getAtIndex(LONG, ++sentence);
                    previous = -1;
                }
                int id = block[i];
                if (previous >= from && previous < to && id < frequent) {
                    int row = rows[previous - from];
                    if (row != LISTED) {
                        long cell = (long) row * frequent + id;
                        counts.setAtIndex(LONG, cell, counts.getAtIndex(LONG, cell) + 1);
                    } else {
                        successors.setAtIndex(INT, ends[previous - from]++, id);
                    }
                }
                previous = id;
            }
        }
    }

    private void keep(int first, MemorySegment counts, long row, List<Phrase> phrases) {
        for (int second = 0; second < frequent; second++) {
            keep(first, second, counts.getAtIndex(LONG, row + second), phrases);
        }
    }

    private void keep(int first, int[] sorted, List<Phrase> phrases) {
        for (int begin = 0, end; begin < sorted.length; begin = end) {
            end = begin + 1;
            while (end < sorted.length && sorted[end] == sorted[begin]) {
                end++;
            }
            keep(first, sorted[begin], end - begin, phrases);
        }
    }

    private void keep(int first, int second, long count, List<Phrase> phrases) {
        if (count < options.minCount()) {
            return;
        }
        double score = options.score()
                .of(count, vocabulary.count(first), vocabulary.count(second), tokens, options.minCount());
        // A corpus file written by other software may contain an empty word.
        if (score > options.threshold() && vocabulary.length(first) > 0 && vocabulary.length(second) > 0) {
            phrases.add(new Phrase(pass, vocabulary.word(first), vocabulary.word(second), count, score));
        }
    }
}
