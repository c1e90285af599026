package org.wvtoolkit.evaluation;

import java.util.Arrays;
import org.wvtoolkit.embedding.CompressedEmbeddings;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.SparseEmbeddings;
import org.wvtoolkit.linalg.CsrMatrix;

/** Cosine similarity of word vectors; 0 if one of them is a zero vector. */
final class EmbeddingSimilarity implements WordSimilarity {
    private final Embeddings embeddings;
    private final BenchmarkWords words;

    EmbeddingSimilarity(Embeddings embeddings, BenchmarkWords words) {
        this.embeddings = embeddings;
        this.words = words;
    }

    @Override
    public boolean knows(String word) {
        return words.id(word) >= 0;
    }

    @Override
    public double similarity(String first, String second) {
        int a = words.id(first);
        int b = words.id(second);
        if (a < 0 || b < 0) {
            throw new IllegalArgumentException("out of vocabulary: " + (a < 0 ? first : second));
        }
        return switch (embeddings) {
            case SparseEmbeddings sparse -> cosine(sparse.vectors(), a, b);
            case DenseEmbeddings _, CompressedEmbeddings _ -> cosine(embeddings, a, b);
        };
    }

    private static double cosine(Embeddings embeddings, int a, int b) {
        float[] x = new float[embeddings.dimension()];
        float[] y = new float[embeddings.dimension()];
        double norms = (double) embeddings.copyVector(a, x, 0) * embeddings.copyVector(b, y, 0);
        double product = 0;
        for (int j = 0; j < x.length; j++) {
            product += (double) x[j] * y[j];
        }
        return norms == 0 || Arrays.equals(x, y) ? (norms == 0 ? 0 : 1) : product / norms;
    }

    /** Merges the two rows, which are sorted by column. */
    private static double cosine(CsrMatrix rows, int a, int b) {
        double product = 0;
        long x = rows.rowStart(a);
        long y = rows.rowStart(b);
        while (x < rows.rowEnd(a) && y < rows.rowEnd(b)) {
            int order = Integer.compare(rows.column(x), rows.column(y));
            if (order == 0) {
                product += rows.value(x) * rows.value(y);
            }
            x += order <= 0 ? 1 : 0;
            y += order >= 0 ? 1 : 0;
        }
        double norms = rows.rowNorm(a) * rows.rowNorm(b);
        return norms == 0 ? 0 : product / norms;
    }
}
