package org.wvtoolkit.evaluation;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.wvtoolkit.cooccurrence.ContextMatrix;
import org.wvtoolkit.cooccurrence.CooccurrenceCounter;
import org.wvtoolkit.cooccurrence.CooccurrenceOptions;
import org.wvtoolkit.cooccurrence.RandomCorpus;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.vocabulary.VocabularyBuilder;
import org.wvtoolkit.weighting.MatrixWeigher;
import org.wvtoolkit.weighting.WeightingOptions;
import org.wvtoolkit.weighting.Weightings;

/** Models of a few words. */
final class SmallModels {
    private SmallModels() {}

    static Vocabulary vocabulary(List<String> words) {
        long[] counts = new long[words.size()];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = (long) counts.length - i;
        }
        return VocabularyBuilder.of(words, counts);
    }

    static DenseEmbeddings dense(List<String> words, float[]... rows) {
        FloatMatrix vectors = FloatMatrix.allocate(Arena.ofAuto(), rows.length, rows[0].length);
        for (int i = 0; i < rows.length; i++) {
            vectors.setRow(i, rows[i], 0);
        }
        return DenseEmbeddings.of(vocabulary(words), vectors, ModelMetadata.EMPTY);
    }

    static List<String> names(int words) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < words; i++) {
            names.add("w" + i);
        }
        return names;
    }

    static DenseEmbeddings random(int words, int dimension, long seed) {
        Random random = new Random(seed);
        float[][] rows = new float[words][dimension];
        for (float[] row : rows) {
            for (int j = 0; j < dimension; j++) {
                row[j] = (float) random.nextGaussian();
            }
        }
        return dense(names(words), rows);
    }

    /**
     * Returns counts or weighted counts of a text of random words.
     *
     * @param weighting the name of a weighting, or {@code counts}
     */
    static Embeddings sparse(Path folder, int words, long seed, String weighting) throws IOException {
        Resources resources = new Resources(1, Resources.MIN_MEMORY, folder);
        Path counted = folder.resolve("counts.safetensors");
        try (EncodedCorpus corpus = RandomCorpus.make(folder, seed, words * 8, 20, words);
                ContextMatrix counts = CooccurrenceCounter.count(
                        corpus, CooccurrenceOptions.defaults(), counted, resources, ProgressListener.NONE)) {
            if (weighting.equals("counts")) {
                return Embeddings.open(counted);
            }
            Path weighted = folder.resolve("weights.safetensors");
            WeightingOptions defaults = WeightingOptions.defaults();
            WeightingOptions options = new WeightingOptions(
                    Weightings.named(weighting),
                    defaults.contextSmoothing(),
                    defaults.shift(),
                    defaults.minimumPairCount());
            MatrixWeigher.weigh(counts, options, weighted, resources, ProgressListener.NONE)
                    .close();
            return Embeddings.open(weighted);
        }
    }
}
