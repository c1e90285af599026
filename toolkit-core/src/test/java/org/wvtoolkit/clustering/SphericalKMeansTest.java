package org.wvtoolkit.clustering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.linalg.RowProducts;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.vocabulary.VocabularyBuilder;

class SphericalKMeansTest {
    /**
     * Words around {@code groups} orthogonal directions, word i in group i modulo groups, with
     * lengths of their own.
     */
    private static DenseEmbeddings grouped(int words, int groups, double noise) {
        Random random = new Random(7);
        FloatMatrix vectors = FloatMatrix.allocate(Arena.ofAuto(), words, groups + 3);
        for (int id = 0; id < words; id++) {
            float length = 0.1f + 5 * random.nextFloat();
            for (int k = 0; k < groups + 3; k++) {
                double value = (k == id % groups ? 1 : 0) + noise * random.nextGaussian();
                vectors.set(id, k, (float) (length * value));
            }
        }
        List<String> names = IntStream.range(0, words).mapToObj(id -> "w" + id).toList();
        return DenseEmbeddings.of(VocabularyBuilder.of(names, new long[words]), vectors, ModelMetadata.EMPTY);
    }

    @Test
    @DisplayName("groups that are there are found, whatever the lengths of the vectors and the number of threads")
    void recovered() throws IOException {
        DenseEmbeddings model = grouped(600, 6, 0.1);
        Clustering found = new SphericalKMeans(6, 50, 1).run(model, 600, 2, ProgressListener.NONE);
        Set<Integer> clusters = new HashSet<>();
        for (int group = 0; group < 6; group++) {
            clusters.add(found.cluster(group));
            for (int id = group; id < 600; id += 6) {
                assertEquals(found.cluster(group), found.cluster(id), "word " + id);
            }
        }
        assertEquals(6, clusters.size());
        assertTrue(found.meanCosine() > 0.9, "" + found.meanCosine());
        Clustering again = new SphericalKMeans(6, 50, 1).run(model, 600, 1, ProgressListener.NONE);
        assertEquals(found.members(), again.members());
        List<Integer> members = found.members().get(found.cluster(0));
        assertTrue(found.cosine(members.get(0)) >= found.cosine(members.get(50)));
    }

    @Test
    @DisplayName("a word without a direction belongs to no cluster, and too many clusters are refused")
    void limits() throws IOException {
        DenseEmbeddings model = grouped(10, 2, 0.01);
        model.vectors().setRow(9, new float[5], 0);
        DenseEmbeddings zero = DenseEmbeddings.of(model.vocabulary(), model.vectors(), ModelMetadata.EMPTY);
        Clustering found = new SphericalKMeans(2, 10, 1).run(zero, 10, 1, ProgressListener.NONE);
        assertEquals(-1, found.cluster(9));
        assertEquals(9, found.members().stream().mapToInt(List::size).sum());
        assertThrows(
                IllegalArgumentException.class,
                () -> new SphericalKMeans(10, 10, 1).run(zero, 10, 1, ProgressListener.NONE));
        assertThrows(IllegalArgumentException.class, () -> new SphericalKMeans(0, 10, 1));
        SphericalKMeans means = new SphericalKMeans(2, 10, 1);
        assertThrows(IllegalArgumentException.class, () -> means.run(zero, 10, 0, ProgressListener.NONE));
        assertThrows(IllegalArgumentException.class, () -> means.run(zero, 0, 1, ProgressListener.NONE));
        Clustering all = new SphericalKMeans(9, 10, 1).run(zero, 10, 2, ProgressListener.NONE);
        assertEquals(9, all.clusters());
    }

    @Test
    @DisplayName("rows that are not fitted are assigned, and the result does not depend on the number of threads")
    void fitted() throws IOException {
        float[] rows = new float[3000];
        Random random = new Random(5);
        for (int row = 0; row < 1000; row++) {
            double angle = 2 * Math.PI * (row % 3) / 3 + 0.1 * random.nextGaussian();
            rows[3 * row] = (float) Math.cos(angle);
            rows[3 * row + 1] = (float) Math.sin(angle);
        }
        SphericalKMeans means = new SphericalKMeans(3, 25, 1);
        Clustering one = means.run(rows, 3, 100, 1, ProgressListener.NONE);
        Clustering more = means.run(rows, 3, 100, 3, ProgressListener.NONE);
        assertEquals(1000, one.words());
        for (int row = 0; row < 1000; row++) {
            assertEquals(one.cluster(row % 3), one.cluster(row), "row " + row);
            assertEquals(one.cosine(row), more.cosine(row), "row " + row);
        }
        assertEquals(one.members(), more.members());
        assertThrows(IllegalArgumentException.class, () -> means.run(rows, 7, 100, 1, ProgressListener.NONE));
        assertThrows(IllegalArgumentException.class, () -> means.run(rows, 3, 1001, 1, ProgressListener.NONE));
        assertThrows(IllegalArgumentException.class, () -> means.run(new float[3], 3, 1, 1, ProgressListener.NONE));
    }

    @Test
    @DisplayName("Row products agree with a plain loop")
    void rowProducts() {
        Random random = new Random(3);
        for (int columns : new int[] {1, 7, 1024, 1025, 2500}) {
            float[] vectors = new float[columns * 5];
            float[] row = new float[8];
            for (int i = 0; i < vectors.length; i++) {
                vectors[i] = random.nextFloat() - 0.5f;
            }
            for (int i = 0; i < row.length; i++) {
                row[i] = random.nextFloat() - 0.5f;
            }
            float[] products = new float[columns];
            new RowProducts(vectors, columns, 5).multiply(row, 2, products);
            for (int column = 0; column < columns; column++) {
                float expected = 0;
                for (int k = 0; k < 5; k++) {
                    expected += row[2 + k] * vectors[column * 5 + k];
                }
                assertEquals(expected, products[column], "column " + column + " of " + columns);
            }
        }
    }
}
