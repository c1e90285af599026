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
            case DenseEmbeddings dense -> cosine(dense, a, b);
            case CompressedEmbeddings compressed -> cosine(compressed, a, b);
            case SparseEmbeddings sparse -> cosine(sparse, a, b);
        };
    }

    private static double cosine(DenseEmbeddings dense, int a, int b) {
        float[] x = new float[dense.dimension()];
        float[] y = new float[dense.dimension()];
        double norms = (double) dense.copyVector(a, x, 0) * dense.copyVector(b, y, 0);
        double product = 0;
        for (int j = 0; j < x.length; j++) {
            product += (double) x[j] * y[j];
        }
        return norms == 0 || Arrays.equals(x, y) ? (norms == 0 ? 0 : 1) : product / norms;
    }

    private static double cosine(CompressedEmbeddings compressed, int a, int b) {
        float[] x = new float[compressed.dimension()];
        float[] y = new float[compressed.dimension()];
        compressed.copyVector(a, x, 0);
        compressed.copyVector(b, y, 0);
        double product = 0;
        double xs = 0;
        double ys = 0;
        for (int j = 0; j < x.length; j++) {
            product += (double) x[j] * y[j];
            xs += (double) x[j] * x[j];
            ys += (double) y[j] * y[j];
        }
        double norms = Math.sqrt(xs) * Math.sqrt(ys);
        return norms == 0 || Arrays.equals(x, y) ? (norms == 0 ? 0 : 1) : product / norms;
    }

    /** Merges the two rows, which are sorted by column. */
    private static double cosine(SparseEmbeddings sparse, int a, int b) {
        CsrMatrix rows = sparse.vectors();
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
        double norms = sparse.norm(a) * sparse.norm(b);
        return norms == 0 ? 0 : product / norms;
    }
}
