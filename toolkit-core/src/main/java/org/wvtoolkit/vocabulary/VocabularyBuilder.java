package org.wvtoolkit.vocabulary;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import com.carrotsearch.hppc.sorting.IndirectSort;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Builder of vocabularies from counted words or from a list in given order.
 */
public final class VocabularyBuilder {
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong BIG_ENDIAN =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final VarHandle BIG_ENDIAN_IN_ARRAY =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** Number of bytes copied to an array at a time. */
    private static final int BLOCK = 1 << 16;

    private final MemorySegment utf8;
    private final long[] starts;
    private final int[] lengths;
    private final long[] counts;

    /** The first eight bytes of each word, most significant byte first, padded with zeros. */
    private final long[] prefixes;

    private VocabularyBuilder(MemorySegment utf8, long[] starts, int[] lengths, long[] counts, long[] prefixes) {
        this.utf8 = utf8;
        this.starts = starts;
        this.lengths = lengths;
        this.counts = counts;
        this.prefixes = prefixes;
    }

    /**
     * Selects and numbers counted words: those that pass the options, by descending count and then
     * by their bytes.
     *
     * @param table the counted words
     * @param options selects the words to keep
     * @return the words with their ids
     */
    public static NumberedWords of(WordTable table, VocabularyOptions options) {
        return of(table, options, PredefinedWords.NONE);
    }

    /**
     * Selects and numbers counted words: those that pass the options, by descending count and then
     * by their bytes.
     *
     * @param table the counted words; missing predefined words are added
     * @param options selects the words to keep
     * @param known predefined words
     * @return the words with their ids
     * @throws ArithmeticException if the sum of the counts of predefined words and of the table
     *     overflows
     */
    public static NumberedWords of(WordTable table, VocabularyOptions options, PredefinedWords known) {
        known.addTo(table);
        long[] allCounts = table.counts();
        int[] kept = indices(known.kept(table, allCounts, options.minCount()));
        VocabularyBuilder builder = of(table, allCounts, kept);
        int[] byBytes = builder.orderByBytes();
        int[] byCount = byBytes.clone();
        RadixSort.sort(byCount, builder.counts, true);
        int[] idOfKept = inverse(byCount);
        int size = Math.min(kept.length, options.maximumSize());
        int[] idOfWord = idOfKept;
        if (size < table.size()) {
            idOfWord = new int[table.size()];
            Arrays.fill(idOfWord, -1);
            for (int i = 0; i < kept.length; i++) {
                idOfWord[kept[i]] = idOfKept[i] < size ? idOfKept[i] : -1;
            }
        }
        return new NumberedWords(builder, Arrays.copyOf(byCount, size), through(idOfKept, byBytes), idOfWord);
    }

    /** Returns the numbers of the words of a table in ascending order of their bytes. */
    static int[] orderByBytes(WordTable table) {
        int[] all = new int[table.size()];
        for (int word = 0; word < all.length; word++) {
            all[word] = word;
        }
        return of(table, new long[all.length], all).orderByBytes();
    }

    // Small methods with one loop each are JIT-compiled early; one large method would run
    // interpreted for much longer.

    private static VocabularyBuilder of(WordTable table, long[] allCounts, int[] kept) {
        long[] starts = new long[kept.length];
        int[] lengths = new int[kept.length];
        long[] prefixes = new long[kept.length];
        table.describe(kept, starts, lengths, prefixes);
        return new VocabularyBuilder(table.utf8(), starts, lengths, select(allCounts, kept), prefixes);
    }

    /** Returns the counts of the words that are kept. */
    private static long[] select(long[] allCounts, int[] kept) {
        if (kept.length == allCounts.length) {
            return allCounts;
        }
        long[] counts = new long[kept.length];
        for (int i = 0; i < kept.length; i++) {
            counts[i] = allCounts[kept[i]];
        }
        return counts;
    }

    /** Returns the indices of all true flags. */
    private static int[] indices(boolean[] flags) {
        int[] indices = new int[flags.length];
        int count = 0;
        for (int i = 0; i < flags.length; i++) {
            if (flags[i]) {
                indices[count++] = i;
            }
        }
        return Arrays.copyOf(indices, count);
    }

    private static int[] inverse(int[] permutation) {
        int[] inverse = new int[permutation.length];
        for (int i = 0; i < permutation.length; i++) {
            inverse[permutation[i]] = i;
        }
        return inverse;
    }

    private static int[] through(int[] map, int[] indices) {
        int[] mapped = new int[indices.length];
        for (int i = 0; i < indices.length; i++) {
            mapped[i] = map[indices[i]];
        }
        return mapped;
    }

    /**
     * Selected words of a table with their ids. {@link #vocabulary} must be called before the table
     * is changed or closed.
     */
    public static final class NumberedWords {
        private final VocabularyBuilder builder;
        private final int[] words;
        private final int[] idOfSorted;
        private final int[] idOfWord;
        private final long utf8Bytes;

        /**
         * Creates a numbering.
         *
         * @param words the selected words by id
         * @param idOfSorted id by position of the word among all words sorted by bytes; at least
         *     {@code words.length} for a word that is not kept
         * @param idOfWord see {@link #idOfWord}
         */
        private NumberedWords(VocabularyBuilder builder, int[] words, int[] idOfSorted, int[] idOfWord) {
            this.builder = builder;
            this.words = words;
            this.idOfSorted = idOfSorted;
            this.idOfWord = idOfWord;
            this.utf8Bytes = builder.utf8Bytes(words);
        }

        /**
         * Returns the number of words kept.
         *
         * @return at least 0
         */
        public int size() {
            return words.length;
        }

        /**
         * Returns the total length of the words kept in UTF-8 bytes.
         *
         * @return at least 0
         */
        public long utf8Bytes() {
            return utf8Bytes;
        }

        /**
         * Returns the ids of the words of the table.
         *
         * @return the id of each word, −1 for those not kept; not copied
         */
        public int[] idOfWord() {
            return idOfWord;
        }

        /**
         * Builds the vocabulary.
         *
         * @return the vocabulary, in memory that the garbage collector frees
         */
        public Vocabulary vocabulary() {
            return builder.build(words, idOfSorted, utf8Bytes);
        }
    }

    /**
     * Creates a vocabulary of words in given order, such as the order of a vector file.
     *
     * @param words distinct words by id
     * @param counts count of each word, or all 0 if unknown; same length as {@code words}
     * @return the vocabulary, in memory that the garbage collector frees
     * @throws IllegalArgumentException if a word occurs twice, a count is negative or the lengths differ
     */
    public static Vocabulary of(List<String> words, long[] counts) {
        long bytes = 0;
        byte[][] encoded = new byte[words.size()][];
        for (int i = 0; i < encoded.length; i++) {
            encoded[i] = words.get(i).getBytes(StandardCharsets.UTF_8);
            bytes += encoded[i].length;
        }
        MemorySegment utf8 = Arena.ofAuto().allocate(bytes + Long.BYTES, 8);
        long[] offsets = new long[encoded.length + 1];
        for (int i = 0; i < encoded.length; i++) {
            MemorySegment.copy(encoded[i], 0, utf8, JAVA_BYTE, offsets[i], encoded[i].length);
            offsets[i + 1] = offsets[i] + encoded[i].length;
        }
        return of(utf8, offsets, counts);
    }

    /**
     * Creates a vocabulary of words in given order, given as bytes.
     *
     * @param utf8 distinct words, concatenated; at least eight bytes longer than the words
     * @param offsets offset of each word, followed by the end of the last word
     * @param counts count of each word, or all 0 if unknown; one element less than {@code offsets}
     * @return the vocabulary, in memory that the garbage collector frees
     * @throws IllegalArgumentException if a word occurs twice, a count is negative or the lengths differ
     */
    public static Vocabulary of(MemorySegment utf8, long[] offsets, long[] counts) {
        int size = offsets.length - 1;
        if (size != counts.length) {
            throw new IllegalArgumentException(size + " words but " + counts.length + " counts");
        }
        for (long count : counts) {
            if (count < 0) {
                throw new IllegalArgumentException("a count is negative: " + count);
            }
        }
        int[] lengths = new int[size];
        int[] ids = new int[size];
        for (int id = 0; id < size; id++) {
            lengths[id] = Math.toIntExact(offsets[id + 1] - offsets[id]);
            ids[id] = id;
        }
        VocabularyBuilder builder =
                new VocabularyBuilder(utf8, offsets, lengths, counts, prefixes(utf8, offsets, lengths));
        int[] byBytes = builder.orderByBytes();
        for (int index = 1; index < size; index++) {
            if (builder.compareBytes(byBytes[index - 1], byBytes[index]) == 0) {
                byte[] word = new byte[lengths[byBytes[index]]];
                MemorySegment.copy(utf8, JAVA_BYTE, offsets[byBytes[index]], word, 0, word.length);
                throw new IllegalArgumentException("duplicate word: " + new String(word, StandardCharsets.UTF_8));
            }
        }
        return builder.build(ids, byBytes, offsets[size] - offsets[0]);
    }

    /**
     * Returns the ids in ascending order of their words' bytes. Equal words are in unspecified
     * order.
     */
    static MemorySegment order(MemorySegment utf8, MemorySegment offsets, int size) {
        long[] starts = new long[size];
        int[] lengths = new int[size];
        for (int id = 0; id < size; id++) {
            starts[id] = offsets.getAtIndex(LONG, id);
            lengths[id] = (int) (offsets.getAtIndex(LONG, id + 1L) - starts[id]);
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment words = arena.allocate(utf8.byteSize() + Long.BYTES);
            MemorySegment.copy(utf8, 0, words, 0, utf8.byteSize());
            long[] prefixes = prefixes(words, starts, lengths);
            int[] order = new VocabularyBuilder(words, starts, lengths, new long[0], prefixes).orderByBytes();
            return Arena.ofAuto().allocateFrom(INT, order);
        }
    }

    private long utf8Bytes(int[] words) {
        long bytes = 0;
        for (int word : words) {
            bytes += lengths[word];
        }
        return bytes;
    }

    /**
     * Stores the words in the order of their ids. {@code idOfSorted} may contain ids of words that
     * are not kept.
     */
    private Vocabulary build(int[] words, int[] idOfSorted, long bytes) {
        int size = words.length;
        Arena arena = Arena.ofAuto();
        MemorySegment text = arena.allocate(bytes + Long.BYTES, 8);
        long[] textOffsets = new long[size + 1];
        long[] textCounts = new long[size];
        for (int id = 0; id < size; id++) {
            int word = words[id];
            copyWord(word, text, textOffsets[id]);
            textOffsets[id + 1] = textOffsets[id] + lengths[word];
            textCounts[id] = counts[word];
        }
        int[] order = new int[size];
        int index = 0;
        for (int id : idOfSorted) {
            if (id < size) {
                order[index++] = id;
            }
        }
        return new Vocabulary(
                text.asSlice(0, bytes),
                arena.allocateFrom(LONG, textOffsets),
                arena.allocateFrom(LONG, textCounts),
                arena.allocateFrom(INT, order),
                true);
    }

    /** Copies a word eight bytes at a time, which may copy up to seven bytes after its end. */
    private void copyWord(int word, MemorySegment target, long at) {
        for (long done = 0; done < lengths[word]; done += Long.BYTES) {
            target.set(BIG_ENDIAN, at + done, utf8.get(BIG_ENDIAN, starts[word] + done));
        }
    }

    /**
     * Returns the prefixes of concatenated words. The memory is readable for eight bytes after the
     * last word.
     */
    private static long[] prefixes(MemorySegment utf8, long[] starts, int[] lengths) {
        long[] prefixes = new long[lengths.length];
        byte[] block = new byte[BLOCK];
        long begin = 0;
        long end = 0;
        for (int word = 0; word < prefixes.length; word++) {
            if (starts[word] + Long.BYTES > end) {
                begin = starts[word];
                end = Math.min(utf8.byteSize(), begin + BLOCK);
                MemorySegment.copy(utf8, JAVA_BYTE, begin, block, 0, (int) (end - begin));
            }
            prefixes[word] = upTo(lengths[word], (long) BIG_ENDIAN_IN_ARRAY.get(block, (int) (starts[word] - begin)));
        }
        return prefixes;
    }

    /** Returns the first {@code length} of eight bytes, followed by zeros. */
    static long upTo(int length, long eightBytes) {
        return length >= Long.BYTES ? eightBytes : length == 0 ? 0 : eightBytes & (-1L << (64 - 8 * length));
    }

    private int[] orderByBytes() {
        int[] order = new int[prefixes.length];
        for (int word = 0; word < order.length; word++) {
            order[word] = word;
        }
        RadixSort.sort(order, prefixes, false);
        for (int start = 0; start < order.length; ) {
            int end = start + 1;
            while (end < order.length && prefixes[order[start]] == prefixes[order[end]]) {
                end++;
            }
            sortByAllBytes(order, start, end);
            start = end;
        }
        return order;
    }

    /** Sorts words with the same first eight bytes. */
    private void sortByAllBytes(int[] order, int start, int end) {
        if (end - start > 1) {
            int[] words = Arrays.copyOfRange(order, start, end);
            int[] sorted = IndirectSort.mergesort(0, words.length, (a, b) -> compareBytes(words[a], words[b]));
            for (int i = 0; i < sorted.length; i++) {
                order[start + i] = words[sorted[i]];
            }
        }
    }

    private int compareBytes(int a, int b) {
        int common = Math.min(lengths[a], lengths[b]);
        for (int done = 0; done < common; done += Long.BYTES) {
            long ofA = upTo(common - done, utf8.get(BIG_ENDIAN, starts[a] + done));
            long ofB = upTo(common - done, utf8.get(BIG_ENDIAN, starts[b] + done));
            if (ofA != ofB) {
                return Long.compareUnsigned(ofA, ofB);
            }
        }
        return Integer.compare(lengths[a], lengths[b]);
    }
}
