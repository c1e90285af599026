package org.wvtoolkit.word2vec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;

class ReplicaTrainerTest {
    @TempDir
    Path folder;

    private EncodedCorpus corpus() throws IOException {
        Random random = new Random(4);
        List<int[]> sentences = new ArrayList<>();
        for (int i = 0; i < 1500; i++) {
            sentences.add(random.ints(1 + random.nextInt(30), 0, 50).toArray());
        }
        return SmallCorpora.of(folder, sentences);
    }

    private static float[] values(FloatMatrix matrix) {
        return matrix.segment().toArray(ValueLayout.JAVA_FLOAT);
    }

    @Test
    @DisplayName("Training on one slice with the whole corpus equals training on one machine, bit by bit")
    void wholeCorpus() throws IOException {
        for (Word2VecModel model : Word2VecModel.values()) {
            Word2VecOptions options = Word2VecOptions.builder(model)
                    .dimension(20)
                    .epochs(1)
                    .validationFraction(0.1)
                    .subsample(0.01)
                    .build();
            try (EncodedCorpus corpus = corpus();
                    Arena arena = Arena.ofConfined()) {
                Word2VecTrainer expected = new Word2VecTrainer(corpus, options, arena);
                expected.train(
                        new Resources(1, Resources.MIN_MEMORY, folder), TrainingLimits.NONE, ProgressListener.NONE);
                FloatMatrix vectors =
                        FloatMatrix.allocate(arena, corpus.vocabulary().size(), 20);
                FloatMatrix contexts =
                        FloatMatrix.allocate(arena, corpus.vocabulary().size(), 20);
                ReplicaTrainer.initialize(vectors, options.seed());
                ReplicaTrainer replica = new ReplicaTrainer(corpus.vocabulary(), options);
                replica.train(corpus, new ReplicaTrainer.Slice(0, 0, 1), vectors, contexts, 1);
                assertArrayEquals(values(expected.state().vectors()), values(vectors));
                assertArrayEquals(values(expected.state().contexts()), values(contexts));
                assertEquals(
                        expected.state().losses().getFirst(),
                        replica.validate(corpus, vectors, contexts, 1).mean());
            }
        }
    }

    @Test
    @DisplayName("AdaSum adds orthogonal changes, averages equal ones and ignores zeros, row by row")
    void adaSum() {
        float[][] changes = {{1, 0, 2, 2, 0, 0}, {0, 3, 2, 2, 1, 1}};
        AdaSum.merge(changes, 2);
        assertArrayEquals(new float[] {1, 3, 2, 2, 1, 1}, changes[0]);
    }

    @Test
    @DisplayName("AdaSum uses all replicas if their number is not a power of two")
    void adaSumOfFive() {
        float[][] changes = new float[5][5];
        for (int i = 0; i < 5; i++) {
            changes[i][i] = i + 1;
        }
        AdaSum.merge(changes, 5);
        assertArrayEquals(new float[] {1, 2, 3, 4, 5}, changes[0]);
    }
}
