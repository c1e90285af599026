package org.wvtoolkit.examples.extension;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.option.MethodRegistry;
import org.wvtoolkit.option.Option;
import org.wvtoolkit.pipeline.TrainingMethod;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;

/**
 * A training method: each word has a random vector of −1 and 1, and the vector of a word is the sum of the random
 * vectors of its neighbours (random indexing, Kanerva, Kristoferson and Holst 2000).
 *
 * @param dimension number of values of a vector
 * @param window number of neighbours on each side
 */
record RandomIndexing(int dimension, int window) implements TrainingMethod {
    private static final String NAME = "random-indexing";
    private static final Option<Integer> DIMENSION =
            Option.integer("dimension", 200, 1, 10_000, "number of values of a vector");
    private static final Option<Integer> WINDOW =
            Option.integer("window", 2, 1, 1000, "number of neighbours on each side");

    static MethodRegistry.Entry<TrainingMethod> entry() {
        return new MethodRegistry.Entry<>(
                NAME,
                "sums of the random vectors of neighbours",
                List.of(DIMENSION, WINDOW),
                given -> new RandomIndexing(given.get(DIMENSION), given.get(WINDOW)));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, String> options() {
        return Map.of(DIMENSION.name(), Integer.toString(dimension), WINDOW.name(), Integer.toString(window));
    }

    @Override
    public Embeddings train(EncodedCorpus corpus, Resources resources, ProgressListener progress) throws IOException {
        progress.stage("training " + NAME, ProgressListener.Unit.TOKENS, corpus.tokens());
        int words = corpus.vocabulary().size();
        float[][] random = new float[words][dimension];
        float[][] sums = new float[words][dimension];
        SplittableRandom generator = new SplittableRandom(1);
        for (float[] vector : random) {
            for (int k = 0; k < dimension; k++) {
                vector[k] = generator.nextBoolean() ? 1 : -1;
            }
        }
        for (long sentence = 0; sentence < corpus.sentences(); sentence++) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("interrupted");
            }
            long begin = corpus.sentenceOffsets().getAtIndex(ValueLayout.JAVA_LONG, sentence);
            long end = corpus.sentenceOffsets().getAtIndex(ValueLayout.JAVA_LONG, sentence + 1);
            for (long centre = begin; centre < end; centre++) {
                for (long other = Math.max(begin, centre - window);
                        other < Math.min(end, centre + window + 1);
                        other++) {
                    if (other != centre) {
                        add(random[id(corpus, other)], sums[id(corpus, centre)]);
                    }
                }
            }
            progress.advanced(end, "");
        }
        Arena arena = Arena.ofShared();
        FloatMatrix vectors = FloatMatrix.allocate(arena, words, dimension);
        for (int id = 0; id < words; id++) {
            vectors.setRow(id, sums[id], 0);
        }
        return DenseEmbeddings.of(corpus.vocabulary().copy(), vectors, ModelMetadata.EMPTY)
                .owning(arena);
    }

    private static int id(EncodedCorpus corpus, long position) {
        return corpus.ids().getAtIndex(ValueLayout.JAVA_INT, position);
    }

    private static void add(float[] vector, float[] sum) {
        for (int k = 0; k < sum.length; k++) {
            sum[k] += vector[k];
        }
    }
}
