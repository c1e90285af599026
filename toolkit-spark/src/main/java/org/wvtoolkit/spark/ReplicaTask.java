package org.wvtoolkit.spark;

import java.io.IOException;
import java.io.Serializable;
import java.lang.foreign.Arena;
import java.util.ArrayList;
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

    /** Changes of one replica to a block. */
    @SuppressWarnings("ArrayRecordComponent") // data transfer only, never compared
    record Change(int replica, float[] values) implements Serializable {}

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
                    float[] values = values(copy, block);
                    float[] old = model.get(block).value();
                    for (int i = 0; i < values.length; i++) {
                        values[i] -= old[i];
                    }
                    return new Tuple2<>(block++, new Change(replica, values));
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
    float[] merge(int block, Iterator<Tuple2<Integer, Change>> changes) {
        List<Change> all = new ArrayList<>();
        changes.forEachRemaining(change -> all.add(change._2()));
        all.sort(Comparator.comparingInt(Change::replica));
        float[] merged = model.get(block).value().clone();
        if (!all.isEmpty()) {
            float[][] values = all.stream().map(Change::values).toArray(float[][]::new);
            AdaSum.merge(values, options.dimension());
            for (int i = 0; i < merged.length; i++) {
                merged[i] += values[0][i];
            }
        }
        return merged;
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
