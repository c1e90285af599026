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
    private WordCounts() {}

    /**
     * Counts the words of a partition, in a task; returns one record per bucket with words, and one
     * with the reports for bucket {@code buckets}.
     */
    public static Iterator<Tuple2<Integer, PartitionSummary>> count(Iterator<TokenChunk> chunks, int buckets) {
        List<SplitReport> reports = new ArrayList<>();
        try (WordTable table = new WordTable()) {
            while (chunks.hasNext()) {
                TokenChunk chunk = chunks.next();
                addAll(chunk.words(), table);
                reports.addAll(chunk.reports());
            }
            ByteWriter[] writers = new ByteWriter[buckets];
            byte[] word = new byte[256];
            for (int number = 0; number < table.size(); number++) {
                word = copy(table, number, word);
                int length = table.length(number);
                int bucket = Math.floorMod(WordTable.hash(word, 0, length) >>> 20, buckets);
                if (writers[bucket] == null) {
                    writers[bucket] = new ByteWriter();
                }
                write(word, length, table.count(number), writers[bucket]);
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
                write(word, length, kept.count(id), writer);
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

    private static byte[] copy(WordTable table, int number, byte[] buffer) {
        int length = table.length(number);
        byte[] word = length > buffer.length ? new byte[2 * length] : buffer;
        table.copy(number, word, 0);
        return word;
    }

    private static void write(byte[] word, int length, long count, ByteWriter writer) {
        writer.number(length);
        writer.bytes(word, 0, length);
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
