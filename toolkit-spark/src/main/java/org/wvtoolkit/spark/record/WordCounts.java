package org.wvtoolkit.spark.record;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.vocabulary.VocabularyBuilder;
import org.wvtoolkit.vocabulary.VocabularyOptions;
import org.wvtoolkit.vocabulary.WordTable;
import scala.Tuple2;

/**
 * Distributed word count. Each partition counts its words and sends the counts to buckets by hash.
 * Each bucket sums them and drops the words that the vocabulary excludes. The driver numbers the
 * rest.
 */
public final class WordCounts {
    private WordCounts() {}

    /** Counts the words of a partition; returns one record per bucket with words. */
    public static Iterator<Tuple2<Integer, byte[]>> count(Iterator<TokenChunk> chunks, int buckets) {
        try (WordTable table = new WordTable()) {
            while (chunks.hasNext()) {
                addAll(chunks.next().words(), table);
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
            List<Tuple2<Integer, byte[]>> records = new ArrayList<>();
            for (int bucket = 0; bucket < buckets; bucket++) {
                if (writers[bucket] != null) {
                    records.add(new Tuple2<>(bucket, writers[bucket].toArray()));
                }
            }
            return records.iterator();
        }
    }

    /** Sums the counts of a bucket; returns one record with the words that the vocabulary may keep. */
    public static Iterator<byte[]> merge(Iterator<Tuple2<Integer, byte[]>> records, VocabularyOptions options) {
        try (WordTable table = new WordTable()) {
            while (records.hasNext()) {
                addAll(records.next()._2(), table);
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
            return List.of(writer.toArray()).iterator();
        }
    }

    /** Numbers the words that the buckets kept. */
    public static Vocabulary number(List<byte[]> buckets, VocabularyOptions options) {
        try (WordTable table = new WordTable()) {
            buckets.forEach(words -> addAll(words, table));
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
