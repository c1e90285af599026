package org.wvtoolkit.word2vec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.pipeline.ModelNotContinuableException;
import org.wvtoolkit.pipeline.Word2VecMethod;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;

/** Tests the vectors that a model keeps: input vectors, or their sums with context vectors. */
class OutputVectorsTest {
    private static final int DIMENSION = 10;

    @TempDir
    Path folder;

    private EncodedCorpus corpus() throws IOException {
        return SmallCorpora.of(folder, SmallCorpora.random(new Random(4), 3000, 40, 50));
    }

    private static Word2VecOptions.Builder options(Word2VecModel model) {
        return Word2VecOptions.builder(model).dimension(DIMENSION).epochs(2).subsample(0);
    }

    private DenseEmbeddings train(Word2VecMethod method, EncodedCorpus corpus) throws IOException {
        return method.train(corpus, new Resources(1, Resources.MIN_MEMORY, folder), ProgressListener.NONE);
    }

    @Test
    @DisplayName("The weight changes the vectors by a multiple of the contexts, and nothing else")
    void sums() throws IOException {
        Word2VecOptions.Builder options = options(Word2VecModel.CBOW);
        try (EncodedCorpus corpus = corpus();
                DenseEmbeddings inputs =
                        train(Word2VecMethod.of(options.contextWeight(0).build()), corpus);
                DenseEmbeddings sums =
                        train(Word2VecMethod.of(options.contextWeight(0.5).build()), corpus)) {
            for (int id = 0; id < corpus.vocabulary().size(); id++) {
                for (int k = 0; k < DIMENSION; k++) {
                    float context = inputs.contexts().orElseThrow().get(id, k);
                    assertEquals(context, sums.contexts().orElseThrow().get(id, k));
                    assertEquals(
                            Math.fma(0.5f, context, inputs.vectors().get(id, k)),
                            sums.vectors().get(id, k));
                }
            }
            assertEquals(
                    "0.5", sums.metadata().get(ModelMetadata.CONTEXT_WEIGHT).orElseThrow());
            assertEquals(Optional.empty(), inputs.metadata().get(ModelMetadata.CONTEXT_WEIGHT));
        }
    }

    @Test
    @DisplayName("Continued training starts from the input vectors of any model")
    void continues() throws IOException {
        Word2VecOptions.Builder options = options(Word2VecModel.CBOW);
        Word2VecMethod still =
                Word2VecMethod.of(options.contextWeight(0).learningRate(1e-10).build());
        try (EncodedCorpus corpus = corpus();
                DenseEmbeddings inputs = train(
                        Word2VecMethod.of(
                                options(Word2VecModel.CBOW).contextWeight(0).build()),
                        corpus);
                DenseEmbeddings sums = train(
                        Word2VecMethod.of(
                                options(Word2VecModel.CBOW).contextWeight(2).build()),
                        corpus);
                DenseEmbeddings continued = train(still.continuing(sums), corpus)) {
            for (int id = 0; id < corpus.vocabulary().size(); id++) {
                for (int k = 0; k < DIMENSION; k++) {
                    assertEquals(
                            inputs.vectors().get(id, k), continued.vectors().get(id, k), 1e-5);
                }
            }
            DenseEmbeddings malformed = sums.withMetadata(sums.metadata().with(ModelMetadata.CONTEXT_WEIGHT, "half"));
            assertThrows(ModelNotContinuableException.class, () -> still.continuing(malformed));
        }
    }

    @Test
    @DisplayName("CBOW keeps sums by default, skip-gram input vectors")
    void defaults() {
        assertEquals(0.5, options(Word2VecModel.CBOW).build().contextWeight());
        assertEquals(0, options(Word2VecModel.SKIPGRAM).build().contextWeight());
    }
}
