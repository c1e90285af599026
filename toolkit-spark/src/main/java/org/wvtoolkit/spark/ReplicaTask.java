package org.wvtoolkit.spark;

import java.io.IOException;
import java.io.Serializable;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.TaskCompletionListener;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.spark.record.EncodedChunk;
import org.wvtoolkit.spark.record.VocabularyData;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.word2vec.AdaSum;
import org.wvtoolkit.word2vec.LossSum;
import org.wvtoolkit.word2vec.ReplicaTrainer;
import org.wvtoolkit.word2vec.Word2VecOptions;
import scala.Tuple2;

/**
 * Work of the executors in one round. A replica trains a copy of the model on a slice and sends its
 * changes block by block; a reducer merges the changes of all replicas to a block. Immutable and
 * serializable.
 *
 * @param words the vocabulary
 * @param options options of the model
 * @param blockRows number of rows in a block of the model
 * @param model blocks of the model: first the word vectors, then the context vectors
 * @param epoch the epoch
 * @param begin progress of the learning-rate schedule at the beginning of the round
 * @param end progress of the schedule at the end of the round
 * @param threads threads per replica
 */
record ReplicaTask(
        Broadcast<VocabularyData> words,
        Word2VecOptions options,
        int blockRows,
        List<Broadcast<float[]>> model,
        long epoch,
        double begin,
        double end,
        int threads)
        implements Serializable {

    /** Changes of one replica to a block: the numbers of the changed rows in it, and their changes. */
    @SuppressWarnings("ArrayRecordComponent") // data transfer only, never compared
    record Change(int replica, int[] rows, float[] values) implements Serializable {
        /** Returns the rows in which two blocks of equal size differ, with the differences. */
        static Change between(int replica, float[] from, float[] to, int dimension) {
            int[] rows = new int[to.length / dimension];
            float[] values = new float[to.length];
            int count = 0;
            for (int row = 0; row < rows.length; row++) {
                int at = count * dimension;
                boolean differs = false;
                for (int k = 0; k < dimension; k++) {
                    float change = to[row * dimension + k] - from[row * dimension + k];
                    values[at + k] = change;
                    differs |= change != 0;
                }
                if (differs) {
                    rows[count++] = row;
                }
            }
            return new Change(replica, Arrays.copyOf(rows, count), Arrays.copyOf(values, count * dimension));
        }

        /** Returns the changes of the given rows, which include those of this object; 0 for the others. */
        float[] spread(int[] allRows, int dimension) {
            float[] spread = new float[allRows.length * dimension];
            int next = 0;
            for (int i = 0; i < rows.length; i++) {
                while (allRows[next] != rows[i]) {
                    next++;
                }
                System.arraycopy(values, i * dimension, spread, next * dimension, dimension);
            }
            return spread;
        }
    }

    /** Returns the changes of one replica, block by block. */
    Iterator<Tuple2<Integer, Change>> train(int replica, Iterator<EncodedChunk> chunks) throws IOException {
        Vocabulary vocabulary = words.value().get();
        Arena arena = Arena.ofShared();
        try {
            FloatMatrix[] copy = load(vocabulary, arena);
            List<EncodedChunk> slice = sorted(chunks);
            try (Arena shared = Arena.ofShared()) {
                EncodedCorpus tokens = EncodedChunk.corpus(slice, vocabulary, shared);
                new ReplicaTrainer(vocabulary, options)
                        .train(tokens, new ReplicaTrainer.Slice(epoch, begin, end), copy[0], copy[1], threads);
            }
            TaskContext.get().addTaskCompletionListener((TaskCompletionListener) context -> arena.close());
            return new Iterator<>() {
                private int block;

                @Override
                public boolean hasNext() {
                    return block < model.size();
                }

                @Override
                public Tuple2<Integer, Change> next() {
                    if (!hasNext()) {
                        throw new NoSuchElementException();
                    }
                    float[] old = model.get(block).value();
                    Change change = Change.between(replica, old, values(copy, block), options.dimension());
                    return new Tuple2<>(block++, change);
                }
            };
        } catch (Throwable failure) {
            arena.close();
            throw failure;
        }
    }

    /** Returns the validation losses of slices by slice number. */
    Iterator<Tuple2<Integer, LossSum>> validate(Iterator<Tuple2<Integer, List<EncodedChunk>>> slices)
            throws IOException {
        Vocabulary vocabulary = words.value().get();
        ReplicaTrainer trainer = new ReplicaTrainer(vocabulary, options);
        List<Tuple2<Integer, LossSum>> sums = new ArrayList<>();
        try (Arena arena = Arena.ofShared()) {
            FloatMatrix[] copy = load(vocabulary, arena);
            while (slices.hasNext()) {
                Tuple2<Integer, List<EncodedChunk>> slice = slices.next();
                try (Arena temporary = Arena.ofShared()) {
                    List<EncodedChunk> chunks = sorted(slice._2().iterator());
                    EncodedCorpus tokens = EncodedChunk.corpus(chunks, vocabulary, temporary);
                    sums.add(new Tuple2<>(slice._1(), trainer.validate(tokens, copy[0], copy[1], 1)));
                }
            }
        }
        return sums.iterator();
    }

    /** Merges the changes of all replicas to a block. */
    Change merge(Iterator<Tuple2<Integer, Change>> changes) {
        List<Change> all = new ArrayList<>();
        changes.forEachRemaining(change -> all.add(change._2()));
        if (all.isEmpty()) {
            return new Change(0, new int[0], new float[0]);
        }
        all.sort(Comparator.comparingInt(Change::replica));
        BitSet changed = new BitSet(blockRows);
        for (Change change : all) {
            for (int row : change.rows()) {
                changed.set(row);
            }
        }
        int[] rows = changed.stream().toArray();
        float[][] values = all.stream()
                .map(change -> change.spread(rows, options.dimension()))
                .toArray(float[][]::new);
        AdaSum.merge(values, options.dimension());
        return new Change(0, rows, values[0]);
    }

    private static List<EncodedChunk> sorted(Iterator<EncodedChunk> chunks) {
        List<EncodedChunk> slice = SparkCorpus.list(chunks);
        slice.sort(Comparator.comparingLong(EncodedChunk::firstPosition));
        return slice;
    }

    private FloatMatrix[] load(Vocabulary vocabulary, Arena arena) {
        int rows = vocabulary.size();
        int dimension = options.dimension();
        FloatMatrix[] copy = {FloatMatrix.allocate(arena, rows, dimension), FloatMatrix.allocate(arena, rows, dimension)
        };
        for (int block = 0; block < model.size(); block++) {
            ModelBlocks.set(copy, block, blockRows, model.get(block).value());
        }
        return copy;
    }

    private float[] values(FloatMatrix[] matrices, int block) {
        return ModelBlocks.get(matrices, block, blockRows);
    }
}
