package org.wvtoolkit.documents;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.corpus.TokenSink;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.SubwordVectors;
import org.wvtoolkit.vocabulary.Vocabulary;

/** Accumulates the weighted vectors of words. Not thread-safe. */
final class WordAverage implements TokenSink {
    private final Embeddings embeddings;
    private final Vocabulary vocabulary;
    private final @Nullable SubwordVectors subwords;
    private final WordWeighting weighting;
    private final double total;
    private final boolean lowerCaseFallback;
    private final float[] row;
    private byte[] word = new byte[256];

    /** Sum of weighted vectors since the last {@link #clear}. */
    final double[] sum;
    /** Number of words added since the last {@link #clear}. */
    long known;

    WordAverage(Embeddings embeddings, WordWeighting weighting, double total, boolean lowerCaseFallback) {
        this.embeddings = embeddings;
        this.vocabulary = embeddings.vocabulary();
        this.subwords =
                embeddings instanceof DenseEmbeddings dense ? dense.subwords().orElse(null) : null;
        this.weighting = weighting;
        this.total = total;
        this.lowerCaseFallback = lowerCaseFallback;
        this.row = new float[embeddings.dimension()];
        this.sum = new double[row.length];
    }

    /** Returns the mean since the last {@link #clear}; zeros if no word was added. */
    float[] mean() {
        float[] mean = new float[sum.length];
        mean(sum, known, mean);
        return mean;
    }

    /**
     * Divides a sum by its number of words.
     *
     * @param sum not modified
     * @param known number of words; with 0 the mean is zeros
     * @param mean receives the mean
     */
    static void mean(double[] sum, long known, float[] mean) {
        for (int i = 0; i < mean.length; i++) {
            mean[i] = known == 0 ? 0 : (float) (sum[i] / known);
        }
    }

    void clear() {
        Arrays.fill(sum, 0);
        known = 0;
    }

    @Override
    public void token(byte[] utf8, int offset, int length) {
        if (word.length < length) {
            word = new byte[2 * length];
        }
        System.arraycopy(utf8, offset, word, 0, length);
        int id = vocabulary.id(word, length);
        if (id < 0 && lowerCaseFallback) {
            id = vocabulary.id(new String(word, 0, length, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT));
        }
        if (id >= 0) {
            embeddings.copyVector(id, row, 0);
            add(weighting.needsCounts() ? weighting.weight(vocabulary.count(id) / total) : 1);
        } else if (subwords != null && subwords.vector(new String(word, 0, length, StandardCharsets.UTF_8), row)) {
            // A word outside the vocabulary has no count, and thus the weight of probability 0.
            add(weighting.weight(0));
        }
    }

    private void add(double weight) {
        for (int i = 0; i < row.length; i++) {
            sum[i] += weight * row[i];
        }
        known++;
    }

    @Override
    public void beginChunk(long chunkNumber) {}

    @Override
    public void endSentence() {}

    @Override
    public void endChunk() {}
}
