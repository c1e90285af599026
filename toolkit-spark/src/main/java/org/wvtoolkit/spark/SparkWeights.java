package org.wvtoolkit.spark;

import java.io.IOException;
import java.io.Serializable;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.wvtoolkit.cooccurrence.ContextMatrix;
import org.wvtoolkit.factorization.LinearOperator;
import org.wvtoolkit.linalg.CsrMatrix;
import org.wvtoolkit.linalg.TemporaryCsr;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.spark.record.RowBlock;
import org.wvtoolkit.spark.record.WeightBlock;
import org.wvtoolkit.weighting.CellWeights;
import org.wvtoolkit.weighting.Marginals;
import org.wvtoolkit.weighting.WeightingOptions;

/**
 * Weighted counts on a cluster, and their products with panels. They equal the weights of one
 * machine bit by bit.
 *
 * <p>Closing releases the disk space on the executors. Not thread-safe.
 *
 * <p>Not part of the public API.
 */
public final class SparkWeights implements LinearOperator, AutoCloseable {
    private final SparkCounts counts;
    private final WeightingOptions options;
    private final Broadcast<Sums> sums;
    private final JavaRDD<WeightBlock> rows;
    private final JavaRDD<WeightBlock> columns;
    private final JavaRDD<RowBlock> transposedCounts;

    private SparkWeights(
            SparkCounts counts,
            WeightingOptions options,
            Broadcast<Sums> sums,
            JavaRDD<WeightBlock> rows,
            JavaRDD<WeightBlock> columns,
            JavaRDD<RowBlock> transposedCounts) {
        this.counts = counts;
        this.options = options;
        this.sums = sums;
        this.rows = rows;
        this.columns = columns;
        this.transposedCounts = transposedCounts;
    }

    /** Marginal sums, for transfer to the executors. */
    @SuppressWarnings("ArrayRecordComponent") // data transfer only, never compared
    private record Sums(double[] rows, double[] columns) implements Serializable {
        static Sums of(Marginals marginals, int rows, int columns) {
            double[] rowSums = new double[rows];
            double[] columnSums = new double[columns];
            for (int row = 0; row < rows; row++) {
                rowSums[row] = marginals.rowSum(row);
            }
            for (int column = 0; column < columns; column++) {
                columnSums[column] = marginals.columnSum(column);
            }
            return new Sums(rowSums, columnSums);
        }
    }

    /**
     * Applies a weighting to counts.
     *
     * @param counts the counts; must stay open while the weights are used
     * @param options the weighting
     * @param progress receives the stage
     * @return the weights; the caller closes them
     * @throws IOException if a task fails
     */
    public static SparkWeights weigh(SparkCounts counts, WeightingOptions options, ProgressListener progress)
            throws IOException {
        int words = counts.corpus().vocabulary().size();
        JavaSparkContext spark = counts.corpus().spark();
        try (StageProgress stages = new StageProgress(spark, progress)) {
            JavaRDD<RowBlock> transposed = counts.transposed();
            stages.begin("weighting", ProgressListener.Unit.ROWS, words, 2L * transposed.getNumPartitions());
            Marginals marginals = counts.marginals(transposed);
            Broadcast<Sums> sums = spark.broadcast(Sums.of(marginals, words, counts.columns()));
            StorageLevel level = StorageLevel.MEMORY_AND_DISK_SER();
            JavaRDD<WeightBlock> rows =
                    weigh(counts.rows(), sums, options, false).persist(level);
            JavaRDD<WeightBlock> columns =
                    weigh(transposed, sums, options, true).persist(level);
            return new SparkWeights(counts, options, sums, rows, columns, transposed);
        }
    }

    private static JavaRDD<WeightBlock> weigh(
            JavaRDD<RowBlock> blocks, Broadcast<Sums> sums, WeightingOptions options, boolean isTransposed) {
        return blocks.mapPartitions(part -> {
            Marginals marginals = Marginals.of(sums.value().rows(), sums.value().columns());
            CellWeights cells = new CellWeights(marginals, options);
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return part.hasNext();
                }

                @Override
                public WeightBlock next() {
                    return WeightBlock.of(part.next(), cells, isTransposed);
                }
            };
        });
    }

    @Override
    public int rows() {
        return counts.corpus().vocabulary().size();
    }

    @Override
    public int columns() {
        return counts.columns();
    }

    @Override
    public void multiply(MemorySegment panel, MemorySegment target, int width) throws IOException {
        multiply(rows, columns(), panel, target, width);
    }

    @Override
    public void multiplyTransposed(MemorySegment panel, MemorySegment target, int width) throws IOException {
        multiply(columns, rows(), panel, target, width);
    }

    private void multiply(
            JavaRDD<WeightBlock> blocks, int panelRows, MemorySegment panel, MemorySegment target, int width)
            throws IOException {
        JavaSparkContext spark = counts.corpus().spark();
        List<Broadcast<float[]>> sent = Blocks.broadcast(spark, panel);
        try {
            JavaRDD<Product> products = blocks.map(block -> multiply(block, panelRows, sent, width));
            long bytes = target.byteSize() / Math.max(1, blocks.getNumPartitions());
            Blocks.collect(products, 2 * bytes, (partition, found) -> {
                for (Product product : found) {
                    MemorySegment.copy(
                            product.values(),
                            0,
                            target,
                            ValueLayout.JAVA_FLOAT,
                            4L * product.firstRow() * width,
                            product.values().length);
                }
            });
        } finally {
            sent.forEach(Broadcast::destroy);
        }
    }

    /** Some rows of a product. */
    @SuppressWarnings("ArrayRecordComponent") // data transfer only, never compared
    private record Product(int firstRow, float[] values) implements Serializable {}

    private static Product multiply(WeightBlock block, int panelRows, List<Broadcast<float[]>> sent, int width) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment panel = Blocks.assemble(sent, 4L * panelRows * width, arena);
            CsrMatrix matrix = block.matrix(panelRows, arena);
            MemorySegment product = arena.allocate(4L * matrix.rows() * width, 64);
            LinearOperator.multiplyRows(matrix, panel, product, width);
            return new Product(block.firstRow(), product.toArray(ValueLayout.JAVA_FLOAT));
        }
    }

    /**
     * Transfers the weights to a temporary file of the driver, several ranges at a time.
     *
     * @param driver folder of the file, and threads that receive ranges
     * @return the weights; the caller closes them
     * @throws IOException if a task fails or the file cannot be written
     */
    public ContextMatrix collect(Resources driver) throws IOException {
        long[] starts = new long[rows() + 1];
        int row = 0;
        for (int[] piece :
                SparkFailures.unwrap(() -> rows.map(WeightBlock::lengths).collect())) {
            for (int length : piece) {
                starts[row + 1] = starts[row] + length;
                row++;
            }
        }
        TemporaryCsr matrix =
                TemporaryCsr.create(driver.temporaryFolder(), "weights", rows(), columns(), starts[rows()], false);
        try (Arena arena = Arena.ofShared()) {
            matrix.writeIndptr(arena.allocateFrom(CsrMatrix.INDPTR, starts));
            Blocks.receive(rows, driver.threads(), (piece, blocks) -> {
                try (Arena own = Arena.ofConfined()) {
                    for (WeightBlock block : blocks) {
                        CsrMatrix cells = block.matrix(columns(), own);
                        matrix.writeCells(starts[block.firstRow()], cells.indices(), cells.data());
                    }
                }
            });
            return ContextMatrix.temporary(
                    ContextMatrix.Kind.WEIGHTS, matrix, counts.corpus().vocabulary(), counts.options(), metadata());
        } catch (Throwable failure) {
            matrix.close();
            throw failure;
        }
    }

    /**
     * Returns the same metadata as weighting on one machine.
     *
     * @return names and values, sorted by name
     */
    public Map<String, String> metadata() {
        Map<String, String> metadata = new TreeMap<>(counts.metadata());
        metadata.putAll(ContextMatrix.withPrefix(options.toMap()));
        return metadata;
    }

    /** Releases the disk space and memory on the executors. */
    @Override
    public void close() {
        rows.unpersist();
        columns.unpersist();
        sums.unpersist();
        if (!counts.isSymmetric()) {
            transposedCounts.unpersist();
        }
    }
}
