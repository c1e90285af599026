package org.wvtoolkit.spark;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.wvtoolkit.linalg.FloatMatrix;

/** The two matrices of a model as blocks of rows: first the word vectors, then the context vectors. */
final class ModelBlocks {
    private ModelBlocks() {}

    /**
     * Returns the number of rows in a block: at most 16 MiB, and few enough that every replica
     * merges some blocks.
     */
    static int blockRows(long rows, int dimension, int replicas) {
        int bySize = (int) Math.max(1, Blocks.BLOCK_BYTES / (4L * dimension));
        return Math.clamp(Math.ceilDiv(rows, (long) replicas), 1, bySize);
    }

    private static int blocksOfMatrix(FloatMatrix matrix, int blockRows) {
        return (int) Math.ceilDiv(matrix.rows(), (long) blockRows);
    }

    static int count(FloatMatrix[] model, int blockRows) {
        return 2 * blocksOfMatrix(model[0], blockRows);
    }

    static float[] get(FloatMatrix[] model, int block, int blockRows) {
        int blocks = blocksOfMatrix(model[0], blockRows);
        FloatMatrix matrix = model[block / blocks];
        int dimension = matrix.columns();
        long first = (long) (block % blocks) * blockRows;
        int rows = (int) Math.min(blockRows, matrix.rows() - first);
        float[] values = new float[rows * dimension];
        for (int row = 0; row < rows; row++) {
            matrix.copyRow(first + row, values, row * dimension);
        }
        return values;
    }

    static void set(FloatMatrix[] model, int block, int blockRows, float[] values) {
        int blocks = blocksOfMatrix(model[0], blockRows);
        FloatMatrix matrix = model[block / blocks];
        int dimension = matrix.columns();
        long first = (long) (block % blocks) * blockRows;
        for (int row = 0; row < values.length / dimension; row++) {
            matrix.setRow(first + row, values, row * dimension);
        }
    }

    /** Adds merged changes to the rows of a block. */
    static void add(FloatMatrix[] model, int block, int blockRows, ReplicaTask.Change change) {
        int blocks = blocksOfMatrix(model[0], blockRows);
        FloatMatrix matrix = model[block / blocks];
        int dimension = matrix.columns();
        long first = (long) (block % blocks) * blockRows;
        float[] row = new float[dimension];
        for (int i = 0; i < change.rows().length; i++) {
            matrix.copyRow(first + change.rows()[i], row, 0);
            for (int k = 0; k < dimension; k++) {
                row[k] += change.values()[i * dimension + k];
            }
            matrix.setRow(first + change.rows()[i], row, 0);
        }
    }

    static List<Broadcast<float[]>> broadcast(JavaSparkContext spark, FloatMatrix[] model, int blockRows) {
        List<Broadcast<float[]>> blocks = new ArrayList<>();
        for (int block = 0; block < count(model, blockRows); block++) {
            blocks.add(spark.broadcast(get(model, block, blockRows)));
        }
        return blocks;
    }
}
