package org.wvtoolkit.spark.record;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.vocabulary.VocabularyBuilder;
import org.wvtoolkit.vocabulary.VocabularyOptions;
import org.wvtoolkit.vocabulary.WordTable;
import scala.Tuple2;

/**
 * Distributed word count. Each partition counts its words and sends the counts to buckets by hash.
 * Each bucket sums them and drops the words that the vocabulary excludes. The driver numbers the
 * rest. One more bucket, after the last, receives the reports of the partitions.
 */
public final class WordCounts {
    private static final int PIECE_BYTES = 4 << 20;

    private WordCounts() {}

    /**
     * Returns the words of a tokenized partition with their counts, in the format of {@link
     * TokenChunk#words}, in pieces of about {@value #PIECE_BYTES} bytes; at least one piece.
     */
    public static List<byte[]> pieces(WordTable words) {
        List<byte[]> pieces = new ArrayList<>();
        ByteWriter writer = new ByteWriter();
        byte[] word = new byte[256];
        for (int number = 0; number < words.size(); number++) {
            int length = words.length(number);
            if (length > word.length) {
                word = new byte[2 * length];
            }
            words.copy(number, word, 0);
            if (writer.length() > PIECE_BYTES) {
                pieces.add(writer.toArray());
                writer.clear();
            }
            write(word, 0, length, words.count(number), writer);
        }
        pieces.add(writer.toArray());
        return pieces;
    }

    /**
     * Distributes the word counts of a partition, in a task; returns one record per bucket with
     * words, and one with the reports for bucket {@code buckets}.
     */
    public static Iterator<Tuple2<Integer, PartitionSummary>> count(Iterator<TokenChunk> chunks, int buckets) {
        List<SplitReport> reports = new ArrayList<>();
        ByteWriter[] writers = new ByteWriter[buckets];
        while (chunks.hasNext()) {
            TokenChunk chunk = chunks.next();
            if (chunk.hasTokens()) {
                break; // no more words follow
            }
            reports.addAll(chunk.reports());
            ByteReader reader = new ByteReader(chunk.words());
            while (reader.hasMore()) {
                int length = (int) reader.number();
                int from = reader.skip(length);
                int bucket = Math.floorMod(WordTable.hash(reader.bytes(), from, length) >>> 20, buckets);
                if (writers[bucket] == null) {
                    writers[bucket] = new ByteWriter();
                }
                write(reader.bytes(), from, length, reader.number(), writers[bucket]);
            }
        }
        List<Tuple2<Integer, PartitionSummary>> records = new ArrayList<>();
        for (int bucket = 0; bucket < buckets; bucket++) {
            if (writers[bucket] != null) {
                records.add(new Tuple2<>(bucket, PartitionSummary.ofWords(writers[bucket].toArray())));
            }
        }
        records.add(new Tuple2<>(
                buckets, new PartitionSummary(TaskContext.getPartitionId(), new byte[0], List.copyOf(reports))));
        return records.iterator();
    }

    /**
     * Sums the counts of a bucket; returns one record with the words that the vocabulary may keep.
     * Returns the reports of bucket {@code buckets} in the order of the partitions.
     */
    public static Iterator<PartitionSummary> merge(
            int bucket, Iterator<Tuple2<Integer, PartitionSummary>> records, int buckets, VocabularyOptions options) {
        if (bucket == buckets) {
            List<PartitionSummary> parts = new ArrayList<>();
            records.forEachRemaining(record -> parts.add(record._2()));
            parts.sort(Comparator.comparingInt(PartitionSummary::partition));
            return parts.iterator();
        }
        try (WordTable table = new WordTable()) {
            while (records.hasNext()) {
                addAll(records.next()._2().words(), table);
            }
            Vocabulary kept = VocabularyBuilder.of(table, options).vocabulary();
            ByteWriter writer = new ByteWriter();
            byte[] word = new byte[256];
            for (int id = 0; id < kept.size(); id++) {
                int length = kept.length(id);
                if (length > word.length) {
                    word = new byte[2 * length];
                }
                kept.copy(id, word, 0);
                write(word, 0, length, kept.count(id), writer);
            }
            return List.of(PartitionSummary.ofWords(writer.toArray())).iterator();
        }
    }

    /** Numbers the words that the buckets kept. */
    public static Vocabulary number(List<PartitionSummary> buckets, VocabularyOptions options) {
        try (WordTable table = new WordTable()) {
            buckets.forEach(bucket -> addAll(bucket.words(), table));
            return VocabularyBuilder.of(table, options).vocabulary();
        }
    }

    /** Appends a word as in {@link TokenChunk#words}. */
    static void write(byte[] utf8, int offset, int length, long count, ByteWriter writer) {
        writer.number(length);
        writer.bytes(utf8, offset, length);
        writer.number(count);
    }

    private static void addAll(byte[] words, WordTable table) {
        ByteReader reader = new ByteReader(words);
        while (reader.hasMore()) {
            int length = (int) reader.number();
            int from = reader.skip(length);
            table.add(words, from, length, reader.number());
        }
    }
}
