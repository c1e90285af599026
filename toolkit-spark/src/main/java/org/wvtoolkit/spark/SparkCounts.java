package org.wvtoolkit.spark;

import java.io.IOException;
import java.io.Serializable;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.wvtoolkit.cooccurrence.ContextMatrix;
import org.wvtoolkit.cooccurrence.ContextSide;
import org.wvtoolkit.cooccurrence.CooccurrenceOptions;
import org.wvtoolkit.cooccurrence.ShardCounter;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.linalg.CsrCellWriter;
import org.wvtoolkit.linalg.CsrMatrix;
import org.wvtoolkit.linalg.TemporaryCsr;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.spark.record.EncodedChunk;
import org.wvtoolkit.spark.record.IndexPartitioner;
import org.wvtoolkit.spark.record.RecordFile;
import org.wvtoolkit.spark.record.RowBlock;
import org.wvtoolkit.spark.record.VocabularyData;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.weighting.Marginals;
import scala.Tuple2;

/**
 * Co-occurrence counts on a cluster, stored as ranges of rows on the local disks of the executors.
 * They equal the counts of one machine bit by bit.
 *
 * <p>Closing releases the disk space on the executors. Not thread-safe.
 *
 * <p>Not part of the public API.
 */
public final class SparkCounts implements AutoCloseable {
    /** Number of tokens that a task counts at a time; each needs about 9 bytes of off-heap memory. */
    private static final long BLOCK_TOKENS = 32L << 20;

    /** Estimated number of bytes of encoded counts that a task merges, at five bytes per token. */
    private static final long PIECE_BYTES = 32L << 20;

    private final SparkCorpus corpus;
    private final CooccurrenceOptions options;
    private final int columns;
    private final JavaRDD<RowBlock> rows;
    private final int[] bounds;
    private final long[] rowStarts;

    private SparkCounts(
            SparkCorpus corpus,
            CooccurrenceOptions options,
            int columns,
            JavaRDD<RowBlock> rows,
            int[] bounds,
            long[] rowStarts) {
        this.corpus = corpus;
        this.options = options;
        this.columns = columns;
        this.rows = rows;
        this.bounds = bounds;
        this.rowStarts = rowStarts;
    }

    /** Data shared by all tasks that count; each executor prepares it once. */
    private record Shared(Broadcast<VocabularyData> words, CooccurrenceOptions options, long tokens)
            implements Serializable {
        ShardCounter counter() {
            return new ShardCounter(words.value().get(), options, tokens);
        }
    }

    /**
     * Counts a corpus.
     *
     * @param corpus the corpus; must stay open while the counts are used
     * @param options counting options
     * @param progress receives the stages
     * @return the counts; the caller closes them
     * @throws IllegalArgumentException if the matrix would have more than 2³¹ − 65 columns
     * @throws IOException if a task fails
     */
    public static SparkCounts count(SparkCorpus corpus, CooccurrenceOptions options, ProgressListener progress)
            throws IOException {
        Shared shared = new Shared(corpus.words(), options, corpus.tokens());
        ShardCounter counter = shared.counter();
        JavaRDD<EncodedChunk> chunks = corpus.chunks();
        int partitions = chunks.getNumPartitions();
        long byBytes = 5 * corpus.tokens() / PIECE_BYTES + 1;
        int[] bounds = counter.rowBounds(Math.clamp(byBytes, Math.min(2 * partitions, 64), 100_000));
        int pieces = bounds.length - 1;
        try (StageProgress stages = new StageProgress(corpus.spark(), progress)) {
            stages.begin("counting", ProgressListener.Unit.TOKENS, corpus.tokens(), partitions + pieces);
            JavaRDD<RowBlock> rows = chunks.mapPartitionsToPair(part -> countPartition(part, shared, bounds))
                    .partitionBy(new IndexPartitioner(pieces))
                    .mapPartitionsWithIndex((piece, runs) -> merge(piece, runs, shared, bounds), true)
                    .persist(StorageLevel.DISK_ONLY());
            List<int[]> lengths =
                    SparkFailures.unwrap(() -> rows.map(RowBlock::lengths).collect());
            long[] starts = new long[corpus.vocabulary().size() + 1];
            int row = 0;
            for (int[] piece : lengths) {
                for (int length : piece) {
                    starts[row + 1] = starts[row] + length;
                    row++;
                }
            }
            return new SparkCounts(corpus, options, counter.columns(), rows, bounds, starts);
        }
    }

    private static Iterator<Tuple2<Integer, byte[]>> countPartition(
            Iterator<EncodedChunk> chunks, Shared shared, int[] bounds) throws IOException {
        ShardCounter counter = shared.counter();
        RecordFile file = new RecordFile(RecordFile.localFolder());
        List<EncodedChunk> block = new ArrayList<>();
        long tokens = 0;
        while (chunks.hasNext()) {
            EncodedChunk chunk = chunks.next();
            if (tokens > 0 && tokens + chunk.tokens() > BLOCK_TOKENS) {
                countBlock(block, counter, shared, bounds, file);
                block.clear();
                tokens = 0;
            }
            block.add(chunk);
            tokens += chunk.tokens();
        }
        if (tokens > 0) {
            countBlock(block, counter, shared, bounds, file);
        }
        Iterator<RecordFile.Entry> entries = file.read();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return entries.hasNext();
            }

            @Override
            public Tuple2<Integer, byte[]> next() {
                RecordFile.Entry entry = entries.next();
                return new Tuple2<>(entry.key(), entry.bytes());
            }
        };
    }

    private static void countBlock(
            List<EncodedChunk> chunks, ShardCounter counter, Shared shared, int[] bounds, RecordFile file)
            throws IOException {
        try (Arena arena = Arena.ofShared()) {
            EncodedCorpus shard =
                    EncodedChunk.corpus(chunks, shared.words().value().get(), arena);
            counter.count(shard, bounds, file::write);
        }
    }

    private static Iterator<RowBlock> merge(
            int piece, Iterator<Tuple2<Integer, byte[]>> runs, Shared shared, int[] bounds) throws IOException {
        List<byte[]> all = new ArrayList<>();
        runs.forEachRemaining(run -> all.add(run._2()));
        ShardCounter counter = shared.counter();
        RowBlock.Builder block = new RowBlock.Builder(bounds[piece], bounds[piece + 1], counter.divisor());
        counter.merge(bounds[piece], bounds[piece + 1], all, block::add);
        return List.of(block.build()).iterator();
    }

    /**
     * Transfers the counts to a temporary file of the driver, several ranges at a time.
     *
     * @param driver folder of the file, and threads that receive ranges
     * @return the counts; the caller closes them
     * @throws IOException if a task fails or the file cannot be written
     */
    public ContextMatrix collect(Resources driver) throws IOException {
        Path folder = driver.temporaryFolder();
        int words = corpus.vocabulary().size();
        TemporaryCsr matrix = TemporaryCsr.create(folder, "counts", words, columns, nonZeros(), true);
        try (Arena arena = Arena.ofShared()) {
            matrix.writeIndptr(arena.allocateFrom(CsrMatrix.INDPTR, rowStarts));
            Blocks.receive(rows, driver.threads(), (piece, blocks) -> {
                try (CsrCellWriter writer = new CsrCellWriter(matrix, true)) {
                    for (RowBlock block : blocks) {
                        write(block, writer);
                    }
                }
            });
            return ContextMatrix.temporary(ContextMatrix.Kind.COUNTS, matrix, corpus.vocabulary(), options, metadata());
        } catch (Throwable failure) {
            matrix.close();
            throw failure;
        }
    }

    private void write(RowBlock block, CsrCellWriter writer) throws IOException {
        writer.seek(rowStarts[block.firstRow()]);
        RowBlock.Reader reader = block.reader();
        for (int row = 0; row < block.rows(); row++) {
            int length = reader.next();
            for (int i = 0; i < length; i++) {
                writer.add(reader.columns()[i], reader.counts()[i]);
            }
        }
        writer.flush();
    }

    /** Returns the same metadata as counting on one machine. */
    Map<String, String> metadata() {
        Map<String, String> metadata = new TreeMap<>(corpus.provenance());
        metadata.putAll(ContextMatrix.withPrefix(options.toMap()));
        return metadata;
    }

    /**
     * Returns the number of non-zero cells.
     *
     * @return at least 0
     */
    public long nonZeros() {
        return rowStarts[rowStarts.length - 1];
    }

    SparkCorpus corpus() {
        return corpus;
    }

    CooccurrenceOptions options() {
        return options;
    }

    int columns() {
        return columns;
    }

    JavaRDD<RowBlock> rows() {
        return rows;
    }

    /**
     * Returns whether each pair has equal counts in both directions, so that the matrix equals its
     * transpose.
     */
    boolean isSymmetric() {
        return options.side() == ContextSide.SYMMETRIC && !options.positional();
    }

    /** Returns the rows of the transpose in ranges; for a symmetric matrix, the same RDD. */
    JavaRDD<RowBlock> transposed() {
        if (isSymmetric()) {
            return rows;
        }
        int[] columnBounds = columnBounds(bounds.length - 1);
        return rows.flatMapToPair(block -> divide(block, columnBounds))
                .partitionBy(new IndexPartitioner(columnBounds.length - 1))
                .mapPartitionsWithIndex((piece, parts) -> transpose(piece, parts, columnBounds), true)
                .persist(StorageLevel.DISK_ONLY());
    }

    /**
     * Divides the columns into ranges with about equal numbers of cells, estimated from the word
     * counts.
     */
    private int[] columnBounds(int pieces) {
        Vocabulary vocabulary = corpus.vocabulary();
        int words = vocabulary.size();
        int slots = columns / words;
        double total = (double) vocabulary.totalCount() * slots + columns;
        int[] found = new int[pieces + 1];
        int count = 0;
        double sum = 0;
        for (int column = 0; column < columns; column++) {
            sum += vocabulary.count(column % words) + 1.0;
            if (sum >= total * (count + 1) / pieces && count < pieces - 1) {
                found[++count] = column + 1;
            }
        }
        if (found[count] < columns) {
            found[++count] = columns;
        }
        return Arrays.copyOf(found, count + 1);
    }

    /** Cells of one range of rows and one range of columns, row by row. */
    @SuppressWarnings("ArrayRecordComponent") // data transfer only, never compared
    private record Cells(int firstRow, int[] rows, int[] columns, long[] sums, double divisor)
            implements Serializable {}

    private static Iterator<Tuple2<Integer, Cells>> divide(RowBlock block, int[] columnBounds) {
        int pieces = columnBounds.length - 1;
        int[] sizes = new int[pieces];
        RowBlock.Reader reader = block.reader();
        for (int row = 0; row < block.rows(); row++) {
            int length = reader.next();
            for (int i = 0; i < length; i++) {
                sizes[piece(columnBounds, reader.columns()[i])]++;
            }
        }
        Cells[] cells = new Cells[pieces];
        for (int piece = 0; piece < pieces; piece++) {
            int size = sizes[piece];
            cells[piece] = new Cells(block.firstRow(), new int[size], new int[size], new long[size], block.divisor());
        }
        int[] next = new int[pieces];
        reader = block.reader();
        for (int row = 0; row < block.rows(); row++) {
            int length = reader.next();
            for (int i = 0; i < length; i++) {
                int piece = piece(columnBounds, reader.columns()[i]);
                int at = next[piece]++;
                cells[piece].rows()[at] = block.firstRow() + row;
                cells[piece].columns()[at] = reader.columns()[i];
                cells[piece].sums()[at] = reader.sums()[i];
            }
        }
        List<Tuple2<Integer, Cells>> records = new ArrayList<>();
        for (int piece = 0; piece < pieces; piece++) {
            if (sizes[piece] > 0) {
                records.add(new Tuple2<>(piece, cells[piece]));
            }
        }
        return records.iterator();
    }

    private static int piece(int[] bounds, int column) {
        int found = Arrays.binarySearch(bounds, column);
        return found >= 0 ? found : -found - 2;
    }

    private static Iterator<RowBlock> transpose(int piece, Iterator<Tuple2<Integer, Cells>> parts, int[] columnBounds) {
        List<Cells> all = new ArrayList<>();
        parts.forEachRemaining(part -> all.add(part._2()));
        all.sort(Comparator.comparingInt(Cells::firstRow));
        int first = columnBounds[piece];
        int[] lengths = new int[columnBounds[piece + 1] - first];
        int size = 0;
        for (Cells cells : all) {
            size = Math.addExact(size, cells.rows().length);
            for (int column : cells.columns()) {
                lengths[column - first]++;
            }
        }
        int[] next = new int[lengths.length];
        for (int i = 1; i < next.length; i++) {
            next[i] = next[i - 1] + lengths[i - 1];
        }
        int[] rows = new int[size];
        long[] sums = new long[size];
        for (Cells cells : all) {
            for (int i = 0; i < cells.rows().length; i++) {
                int at = next[cells.columns()[i] - first]++;
                rows[at] = cells.rows()[i];
                sums[at] = cells.sums()[i];
            }
        }
        double divisor = all.isEmpty() ? 1 : all.getFirst().divisor();
        RowBlock.Builder block = new RowBlock.Builder(first, columnBounds[piece + 1], divisor);
        for (int column = 0; column < lengths.length; column++) {
            int to = next[column];
            int from = to - lengths[column];
            block.add(
                    first + column, Arrays.copyOfRange(rows, from, to), Arrays.copyOfRange(sums, from, to), to - from);
        }
        return List.of(block.build()).iterator();
    }

    /** Computes the sums of rows and columns with the same rounding as on one machine. */
    Marginals marginals(JavaRDD<RowBlock> transposed) throws IOException {
        int[] blocks;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment indptr = arena.allocateFrom(CsrMatrix.INDPTR, rowStarts);
            blocks = Marginals.blockBounds(indptr, corpus.vocabulary().size(), columns);
        }
        int[] blockBounds = blocks;
        double[] rowSums = concatenate(
                SparkFailures.unwrap(() -> rows.map(SparkCounts::rowSums).collect()),
                corpus.vocabulary().size());
        double[] columnSums = concatenate(
                SparkFailures.unwrap(() ->
                        transposed.map(block -> columnSums(block, blockBounds)).collect()),
                columns);
        return Marginals.of(rowSums, columnSums);
    }

    private static double[] concatenate(List<double[]> parts, int size) {
        double[] all = new double[size];
        int at = 0;
        for (double[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    private static double[] rowSums(RowBlock block) {
        double[] sums = new double[block.rows()];
        RowBlock.Reader reader = block.reader();
        for (int row = 0; row < sums.length; row++) {
            int length = reader.next();
            double sum = 0;
            for (int i = 0; i < length; i++) {
                sum += reader.counts()[i];
            }
            sums[row] = sum;
        }
        return sums;
    }

    private static double[] columnSums(RowBlock block, int[] blockBounds) {
        double[] sums = new double[block.rows()];
        RowBlock.Reader reader = block.reader();
        for (int row = 0; row < sums.length; row++) {
            int length = reader.next();
            sums[row] = Marginals.columnSum(reader.columns(), reader.counts(), length, blockBounds);
        }
        return sums;
    }

    /** Releases the disk space on the executors. */
    @Override
    public void close() {
        rows.unpersist();
    }
}
