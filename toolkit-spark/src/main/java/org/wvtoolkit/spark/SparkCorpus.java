package org.wvtoolkit.spark;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.SerializableConfiguration;
import org.wvtoolkit.corpus.EncodedCorpusWriter;
import org.wvtoolkit.corpus.SourceReport;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.spark.record.ByteReader;
import org.wvtoolkit.spark.record.EncodedChunk;
import org.wvtoolkit.spark.record.IndexPartitioner;
import org.wvtoolkit.spark.record.LeafHashStream;
import org.wvtoolkit.spark.record.PartitionSummary;
import org.wvtoolkit.spark.record.SplitReport;
import org.wvtoolkit.spark.record.TextSplit;
import org.wvtoolkit.spark.record.TokenChunk;
import org.wvtoolkit.spark.record.VocabularyData;
import org.wvtoolkit.spark.record.WordCounts;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.vocabulary.VocabularyOptions;

/**
 * Encoded corpus on a cluster: word ids on the local disks of the executors, the vocabulary on the
 * driver. Equal text and options give equal ids and sentences for any number of partitions and
 * executors.
 * Lost partitions are encoded again.
 *
 * <p>Closing releases the disk space on the executors. Not thread-safe.
 */
public final class SparkCorpus implements AutoCloseable {
    /**
     * Metadata entry with the hash of the text: SHA-256 over the hashes of the files, each of which
     * is computed from leaves of 4 MiB. Each partition of an RDD of lines counts as a file, so the
     * hash of such a corpus depends on the partitioning; ids and sentences do not.
     */
    public static final String TREE_HASH = "corpus_tree_sha256";

    private final JavaSparkContext spark;
    private final JavaRDD<EncodedChunk> stored;
    private final JavaRDD<EncodedChunk> chunks;
    private final Broadcast<VocabularyData> words;
    private final Vocabulary vocabulary;
    private final long tokens;
    private final long[] firstSentences;
    private final Map<String, String> provenance;

    private SparkCorpus(
            JavaSparkContext spark,
            JavaRDD<EncodedChunk> stored,
            JavaRDD<EncodedChunk> chunks,
            Broadcast<VocabularyData> words,
            long[] firstSentences,
            Map<String, String> provenance) {
        this.spark = spark;
        this.stored = stored;
        this.chunks = chunks;
        this.words = words;
        this.vocabulary = words.value().get();
        this.tokens = vocabulary.totalCount();
        this.firstSentences = firstSentences;
        this.provenance = provenance;
    }

    /**
     * Reads, tokenizes and encodes text.
     *
     * @param spark the cluster
     * @param text the files
     * @param partitions requested number of partitions, at least 1; at most the number of splits of
     *     the files is used
     * @param options selection of the words that receive an id
     * @param progress receives the stages
     * @return the corpus; the caller closes it
     * @throws IOException if a file cannot be read, or no word of the text satisfies the options
     */
    public static SparkCorpus encode(
            JavaSparkContext spark,
            SparkText text,
            int partitions,
            VocabularyOptions options,
            ProgressListener progress)
            throws IOException {
        List<String> notes = new ArrayList<>();
        List<TextSplit> splits = text.splits(spark.hadoopConfiguration(), notes);
        notes.forEach(progress::note);
        int count = Math.min(partitions, splits.size());
        SerializableConfiguration configuration = new SerializableConfiguration(spark.hadoopConfiguration());
        Broadcast<SerializableConfiguration> sent = spark.broadcast(configuration);
        long bytes =
                splits.stream().mapToLong(split -> split.to() - split.from()).sum();
        JavaRDD<TokenChunk> read = spark.parallelize(splits, count)
                .mapPartitions(part -> SplitTokenizer.tokenize(part, text, sent.value()));
        return encode(spark, read, text, bytes, options, progress);
    }

    /**
     * Tokenizes and encodes the lines of an RDD in the order of its partitions; each line is a
     * sentence. The RDD must give the same lines each time it is computed.
     *
     * @param spark the cluster
     * @param lines the text, in which null is an empty line
     * @param analyzer name of the analyzer
     * @param options selection of the words that receive an id
     * @param progress receives the stages
     * @return the corpus; the caller closes it
     * @throws IOException if no word of the text satisfies the options
     */
    public static SparkCorpus encode(
            JavaSparkContext spark,
            JavaRDD<String> lines,
            String analyzer,
            VocabularyOptions options,
            ProgressListener progress)
            throws IOException {
        SparkText text = SparkText.of(List.of("lines"), analyzer);
        JavaRDD<TokenChunk> read = lines.mapPartitionsWithIndex(
                (partition, part) -> SplitTokenizer.tokenizeLines(part, text, partition), true);
        return encode(spark, read, text, -1, options, progress);
    }

    private static SparkCorpus encode(
            JavaSparkContext spark,
            JavaRDD<TokenChunk> read,
            SparkText text,
            long bytes,
            VocabularyOptions options,
            ProgressListener progress)
            throws IOException {
        JavaRDD<TokenChunk> tokenized = read.persist(StorageLevel.DISK_ONLY());
        int partitions = tokenized.getNumPartitions();
        try (StageProgress stages = new StageProgress(spark, progress)) {
            stages.begin("reading " + text.name(), ProgressListener.Unit.BYTES, bytes, partitions);
            int buckets = Math.clamp(partitions, 1, 1000);
            List<PartitionSummary> summaries = SparkFailures.unwrap(() -> tokenized
                    .mapPartitionsToPair(part -> WordCounts.count(part, buckets))
                    .partitionBy(new IndexPartitioner(buckets + 1))
                    .mapPartitionsWithIndex((bucket, part) -> WordCounts.merge(bucket, part, buckets, options), true)
                    .collect());
            List<SplitReport> reports = summaries.stream()
                    .flatMap(summary -> summary.reports().stream())
                    .toList();
            long allTokens = reports.stream().mapToLong(SplitReport::tokens).sum();
            if (allTokens == 0) {
                throw new IOException(text.name() + ": contains no words; use a text with words");
            }
            Vocabulary vocabulary = WordCounts.number(summaries, options);
            if (vocabulary.size() == 0) {
                throw new IOException(text.name() + ": no word occurs " + options.minCount() + " times in " + allTokens
                        + " tokens; use more text or a smaller minimum count");
            }
            reports.forEach(report -> report.notes().forEach(progress::note));
            SourceReport source = sum(reports);
            source.noteChanges(text.name(), progress);
            stages.begin("encoding", ProgressListener.Unit.TOKENS, allTokens, partitions);
            return encode(spark, tokenized, vocabulary, metadata(text, options, source, allTokens));
        } finally {
            tokenized.unpersist();
        }
    }

    /** Replaces words by ids on the executors, and determines the position of each partition. */
    private static SparkCorpus encode(
            JavaSparkContext spark,
            JavaRDD<TokenChunk> tokenized,
            Vocabulary vocabulary,
            Map<String, String> provenance)
            throws IOException {
        Broadcast<VocabularyData> words = spark.broadcast(new VocabularyData(vocabulary));
        JavaRDD<EncodedChunk> stored = tokenized
                .mapPartitions(part -> EncodedChunk.encode(part, words.value().get()))
                .filter(chunk -> chunk.tokens() > 0)
                .persist(StorageLevel.DISK_ONLY());
        try {
            List<long[]> totals = SparkFailures.unwrap(
                    () -> stored.mapPartitions(SparkCorpus::totals).collect());
            int partitions = totals.size();
            long[] firstPositions = new long[partitions];
            long[] firstSentences = new long[partitions + 1];
            long position = 0;
            for (int partition = 0; partition < partitions; partition++) {
                firstPositions[partition] = position;
                position += totals.get(partition)[0];
                firstSentences[partition + 1] = firstSentences[partition] + totals.get(partition)[1];
            }
            JavaRDD<EncodedChunk> chunks = stored.mapPartitionsWithIndex(
                    (partition, part) -> new Positioned(part, firstPositions[partition]), true);
            return new SparkCorpus(spark, stored, chunks, words, firstSentences, provenance);
        } catch (Throwable failure) {
            stored.unpersist();
            words.unpersist();
            throw failure;
        }
    }

    private static Iterator<long[]> totals(Iterator<EncodedChunk> chunks) {
        long[] totals = new long[2];
        while (chunks.hasNext()) {
            EncodedChunk chunk = chunks.next();
            totals[0] += chunk.tokens();
            totals[1] += chunk.sentences();
        }
        return List.of(totals).iterator();
    }

    /** Iterator that sets the position of each chunk of a partition. */
    private static final class Positioned implements Iterator<EncodedChunk> {
        private final Iterator<EncodedChunk> chunks;
        private long position;

        Positioned(Iterator<EncodedChunk> chunks, long position) {
            this.chunks = chunks;
            this.position = position;
        }

        @Override
        public boolean hasNext() {
            return chunks.hasNext();
        }

        @Override
        public EncodedChunk next() {
            EncodedChunk chunk = chunks.next().at(position);
            position += chunk.tokens();
            return chunk;
        }
    }

    /** Returns the report of the whole text, with the tree hash. */
    private static SourceReport sum(List<SplitReport> reports) {
        return new SourceReport(
                reports.stream().mapToLong(SplitReport::bytes).sum(),
                reports.stream().mapToLong(SplitReport::malformed).sum(),
                reports.stream().mapToLong(SplitReport::splitTokens).sum(),
                treeHash(reports));
    }

    private static String treeHash(List<SplitReport> reports) {
        MessageDigest root = LeafHashStream.sha256();
        MessageDigest file = LeafHashStream.sha256();
        int number = -1;
        for (SplitReport report : reports) {
            if (report.leaves().isEmpty()) {
                continue;
            }
            if (number >= 0 && report.fileNumber() != number) {
                root.update(file.digest());
            }
            number = report.fileNumber();
            report.leaves().forEach(file::update);
        }
        root.update(file.digest());
        return HexFormat.of().formatHex(root.digest());
    }

    private static Map<String, String> metadata(
            SparkText text, VocabularyOptions options, SourceReport source, long tokens) {
        Map<String, String> metadata =
                new TreeMap<>(EncodedCorpusWriter.metadata(text.provenance(), source, options, tokens));
        metadata.remove("corpus_sha256");
        metadata.put(TREE_HASH, source.sha256());
        return metadata;
    }

    /**
     * Writes the corpus in the format of {@code wv corpus encode}, transferring one or a few
     * partitions at a time through the driver.
     *
     * @param target local file to replace atomically
     * @throws IOException if it cannot be written
     */
    public void save(Path target) throws IOException {
        try (EncodedCorpusWriter writer =
                EncodedCorpusWriter.create(target, vocabulary, tokens, sentences(), provenance)) {
            writer.writeSentenceOffsets(0, MemorySegment.ofArray(new long[1]));
            Blocks.receive(chunks, Runtime.getRuntime().availableProcessors(), (partition, found) -> {
                long sentence = firstSentences[partition];
                for (EncodedChunk chunk : found) {
                    write(chunk, sentence, writer);
                    sentence += chunk.sentences();
                }
            });
            writer.commit();
        }
    }

    private static void write(EncodedChunk chunk, long firstSentence, EncodedCorpusWriter writer) throws IOException {
        int[] ids = new int[chunk.tokens()];
        long[] ends = new long[chunk.sentences()];
        int id = 0;
        int end = 0;
        ByteReader reader = new ByteReader(chunk.numbers());
        while (reader.hasMore()) {
            int number = (int) reader.number();
            if (number > 0) {
                ids[id++] = number - 1;
            } else {
                ends[end++] = chunk.firstPosition() + id;
            }
        }
        writer.writeIds(chunk.firstPosition(), MemorySegment.ofArray(ids));
        writer.writeSentenceOffsets(firstSentence + 1, MemorySegment.ofArray(ends));
    }

    JavaSparkContext spark() {
        return spark;
    }

    /** Returns the chunks with their positions, in the order of the text. */
    JavaRDD<EncodedChunk> chunks() {
        return chunks;
    }

    Broadcast<VocabularyData> words() {
        return words;
    }

    /** Returns the chunks of a partition, in a task. */
    static List<EncodedChunk> list(Iterator<EncodedChunk> chunks) {
        List<EncodedChunk> list = new ArrayList<>();
        chunks.forEachRemaining(list::add);
        return list;
    }

    /**
     * Returns the words with their counts.
     *
     * @return the vocabulary
     */
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /**
     * Returns the number of tokens with an id.
     *
     * @return at least 1
     */
    public long tokens() {
        return tokens;
    }

    /**
     * Returns the number of non-empty sentences.
     *
     * @return at least 1
     */
    public long sentences() {
        return firstSentences[firstSentences.length - 1];
    }

    /**
     * Returns the provenance of the corpus: all settings that determine it, as in
     * {@link org.wvtoolkit.corpus.EncodedCorpus#provenance}, with {@link #TREE_HASH} instead of the
     * hash of a sequential stream.
     *
     * @return names and values, sorted by name
     */
    public Map<String, String> provenance() {
        return Map.copyOf(provenance);
    }

    /** Releases the disk space on the executors. */
    @Override
    public void close() {
        stored.unpersist();
        words.unpersist();
    }
}
