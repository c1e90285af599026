package org.wvtoolkit.tuning.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.corpus.CorpusEncoder;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.corpus.TokenSource;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.option.InvalidOptionException;
import org.wvtoolkit.pipeline.TrainingMethods;
import org.wvtoolkit.pipeline.Word2VecMethod;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.vocabulary.VocabularyBuilder;
import org.wvtoolkit.vocabulary.VocabularyOptions;

class VectorTuningTargetTest {
    private static final List<List<String>> TEXT = IntStream.range(0, 500)
            .mapToObj(i -> List.of("w" + i % 29, "w" + i * 31 % 23, "w" + i % 19, "w" + i % 7))
            .toList();

    @TempDir
    Path folder;

    /** Records the models and the number of threads that it receives. */
    private record RecordingJudge(List<Integer> threads, List<Integer> dimensions) implements TrialJudge {
        @Override
        public double cost(Embeddings model, int threadsOfCall) {
            threads.add(threadsOfCall);
            dimensions.add(model.dimension());
            return 0.25;
        }

        @Override
        public String label() {
            return "recorded";
        }

        @Override
        public double shown(double cost) {
            return cost;
        }

        @Override
        public String described() {
            return "recorded";
        }
    }

    private EncodedCorpus corpus(Resources resources) throws IOException {
        return CorpusEncoder.encode(
                TokenSource.of("mine", TEXT),
                VocabularyOptions.ofMinCount(1),
                folder.resolve("a.corpus"),
                resources,
                ProgressListener.NONE);
    }

    @Test
    @DisplayName("a trial trains with its values, and the model is scored with all threads of the resources")
    void trial() throws IOException {
        Resources resources = new Resources(3, 64 << 20, folder);
        RecordingJudge judge = new RecordingJudge(new ArrayList<>(), new ArrayList<>());
        try (EncodedCorpus corpus = corpus(resources)) {
            VectorTuningTarget target =
                    new VectorTuningTarget(corpus, TrainingMethods.REGISTRY, "svd", judge, resources);
            assertEquals(0.25, target.cost(Map.of("dimension", "4"), ProgressListener.NONE));
            assertEquals(0.25, target.cost(Map.of("dimension", "6"), ProgressListener.NONE));
            assertEquals(List.of(3, 3), judge.threads());
            assertEquals(List.of(4, 6), judge.dimensions());
            assertEquals("recorded", target.label());
            assertEquals("4", target.options(Map.of("dimension", "4")).get("dimension"));
            assertThrows(InvalidOptionException.class, () -> target.options(Map.of("dimension", "none")));
        }
    }

    private static Embeddings withLosses(String losses) {
        FloatMatrix vectors = FloatMatrix.allocate(Arena.ofAuto(), 1, 2);
        ModelMetadata metadata = losses.equals("missing")
                ? ModelMetadata.EMPTY
                : ModelMetadata.EMPTY.with(Word2VecMethod.LOSSES, losses);
        return DenseEmbeddings.of(VocabularyBuilder.of(List.of("w"), new long[] {1}), vectors, metadata);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.5", "0.75 0.625, 0.625", "0.5 0.75, 0.75"})
    @DisplayName("the loss of a trial is that of the last epoch")
    void loss(String losses, double expected) throws IOException {
        try (Embeddings model = withLosses(losses)) {
            assertEquals(expected, new TrialJudge.ByLoss().cost(model, 1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing", "", "NaN", "0.5 NaN"})
    @DisplayName("a model without a validation loss is an error")
    void noLoss(String losses) throws IOException {
        try (Embeddings model = withLosses(losses)) {
            assertThrows(IOException.class, () -> new TrialJudge.ByLoss().cost(model, 1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.0001"})
    @DisplayName("a text too short for a validation loss is refused before a model is trained")
    void tooShort(String fraction) throws IOException {
        Resources resources = new Resources(1, 64 << 20, folder);
        List<String> stages = new ArrayList<>();
        ProgressListener progress = new ProgressListener() {
            @Override
            public void stage(String name, Unit unit, long total) {
                stages.add(name);
            }
        };
        try (EncodedCorpus corpus = corpus(resources)) {
            VectorTuningTarget target = new VectorTuningTarget(
                    corpus, TrainingMethods.REGISTRY, "cbow", new TrialJudge.ByLoss(), resources);
            Map<String, String> options = Map.of("validation-fraction", fraction, "subsample", "0", "epochs", "1");
            assertThrows(IOException.class, () -> target.cost(options, progress));
            assertEquals(List.of(), stages);
            Map<String, String> enough = Map.of("validation-fraction", "0.5", "subsample", "0", "epochs", "1");
            assertTrue(Double.isFinite(target.cost(enough, progress)));
        }
    }
}
