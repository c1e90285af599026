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
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.progress.Workers;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * Counts which words stand behind which, exactly and within a budget, and keeps the pairs that score high enough.
 *
 * <p>A word that comes n times has at most n successors, so it is known before how much room they take: the first words are divided into
 * ranges whose successors fit, and each range takes one look through the mapped corpus. The successors of a word are sorted, or, of
 * one that comes more often than there are words, counted in an array. Nothing is estimated or forgotten, and nothing depends on the
 * number of threads.
 */
final class BigramCounter {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    /** Tokens looked at in one piece. */
    private static final int BLOCK = 1 << 15;

    /** In place of a row: the successors of a word are listed. */
    private static final int LISTED = -1;

    /** Even a small budget is worth so many successors in each thread: 2 MiB. */
    private static final long FEWEST = 1 << 19;

    private final EncodedCorpus corpus;
    private final Vocabulary vocabulary;
    private final PhraseOptions options;
    private final int pass;
    private final long tokens;

    /** Ids below this come often enough; they descend by frequency. */
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

    /** The pairs that are phrases, by their first word's id, then by the second's. */
    List<Phrase> phrases(Resources resources, ProgressListener progress) throws IOException {
        // Half of the budget: the sorting of one word's successors takes as much again, at worst.
        long room = Math.max(FEWEST, resources.memoryBytes() / 2 / Integer.BYTES / resources.threads());
        return phrases(room, resources.threads(), progress);
    }

    /** The same with room for so many successors at a time, in each thread. */
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

    /** Where ranges of first words begin, and where the last ends. */
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

    /** The room that the successors of a word take, in numbers of four bytes. */
    private long successors(int id) {
        return isCountedInArray(id) ? 2L * frequent : vocabulary.count(id);
    }

    private boolean isCountedInArray(int id) {
        return vocabulary.count(id) > frequent;
    }

    /** One range: its words' successors side by side, filled in one look through the corpus. */
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
            MemorySegment counts = arena.allocate(LONG, Math.max(1, (long) inArrays * frequent));
            MemorySegment successors = arena.allocate(INT, Math.max(1, room));
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

    /** Counts what follows a word in its row of {@code counts}, or lists it. */
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
        // A corpus of another's making may hold an empty word.
        if (score > options.threshold() && vocabulary.length(first) > 0 && vocabulary.length(second) > 0) {
            phrases.add(new Phrase(pass, vocabulary.word(first), vocabulary.word(second), count, score));
        }
    }
}
