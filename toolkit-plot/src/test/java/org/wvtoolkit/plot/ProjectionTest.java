package org.wvtoolkit.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProjectionTest {
    /** Returns three distant clusters. */
    private static double[][] clouds(int words, int dimension, long seed) {
        Random random = new Random(seed);
        double[][] rows = new double[words][dimension];
        for (int i = 0; i < words; i++) {
            for (int k = 0; k < dimension; k++) {
                rows[i][k] = (k == i % 3 ? 3 : 0) + 0.1 * random.nextGaussian();
            }
        }
        return rows;
    }

    private static double squared(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += (a[k] - b[k]) * (a[k] - b[k]);
        }
        return sum;
    }

    private static double squared(DataPoint a, DataPoint b) {
        return (a.x() - b.x()) * (a.x() - b.x()) + (a.y() - b.y()) * (a.y() - b.y());
    }

    @ParameterizedTest
    @CsvSource({"30, 5", "12, 40", "2, 3", "1, 4", "5, 1"})
    @DisplayName("PCA preserves the variance that power iteration finds")
    void pca(int words, int dimension) {
        double[][] rows = clouds(words, dimension, 7L * words + dimension);
        Projection.Projected projected = Projection.PCA.project(rows, 0);
        double shown = 0;
        double all = 0;
        for (int i = 0; i < words; i++) {
            for (int j = 0; j < words; j++) {
                shown += squared(projected.points().get(i), projected.points().get(j));
                all += squared(rows[i], rows[j]);
                // Projected distances are never greater than the original ones.
                assertTrue(squared(projected.points().get(i), projected.points().get(j))
                        <= squared(rows[i], rows[j]) + 1e-9);
            }
        }
        assertEquals(all == 0 ? 1 : shown / all, projected.explained(), 1e-9);
        assertEquals(largestTwo(rows), shown / (2.0 * words), 1e-6 * Math.max(1, shown));
    }

    /**
     * Computes the two largest eigenvalues of the scatter matrix, one after the other, by power
     * iteration.
     */
    private static double largestTwo(double[][] rows) {
        int dimension = rows[0].length;
        double[] mean = new double[dimension];
        for (double[] row : rows) {
            for (int k = 0; k < dimension; k++) {
                mean[k] += row[k] / rows.length;
            }
        }
        double[][] scatter = new double[dimension][dimension];
        for (double[] row : rows) {
            for (int k = 0; k < dimension; k++) {
                for (int l = 0; l < dimension; l++) {
                    scatter[k][l] += (row[k] - mean[k]) * (row[l] - mean[l]);
                }
            }
        }
        double sum = 0;
        for (int number = 0; number < Math.min(2, dimension); number++) {
            double[] vector = new Random(number).doubles(dimension).toArray();
            double value = 0;
            for (int round = 0; round < 20_000; round++) {
                double[] next = new double[dimension];
                for (int k = 0; k < dimension; k++) {
                    for (int l = 0; l < dimension; l++) {
                        next[k] += scatter[k][l] * vector[l];
                    }
                }
                value = Math.sqrt(squared(next, new double[dimension]));
                if (value < 1e-12) {
                    break;
                }
                for (int k = 0; k < dimension; k++) {
                    vector[k] = next[k] / value;
                }
            }
            sum += value;
            for (int k = 0; k < dimension; k++) {
                for (int l = 0; l < dimension; l++) {
                    scatter[k][l] -= value * vector[k] * vector[l];
                }
            }
        }
        return sum;
    }

    @ParameterizedTest
    @EnumSource(Projection.class)
    @DisplayName("Neighbours stay together, and equal input gives equal positions")
    void neighbourhoods(Projection projection) {
        double[][] rows = clouds(60, 10, 3);
        List<DataPoint> points = projection.project(rows, 5).points();
        assertEquals(points, projection.project(rows, 5).points());
        int together = 0;
        for (int i = 0; i < 60; i++) {
            int nearest = -1;
            for (int j = 0; j < 60; j++) {
                if (j != i
                        && (nearest < 0
                                || squared(points.get(i), points.get(j))
                                        < squared(points.get(i), points.get(nearest)))) {
                    nearest = j;
                }
            }
            together += nearest % 3 == i % 3 ? 1 : 0;
        }
        assertTrue(together >= 58, together + " of 60");
    }

    @Test
    @DisplayName("Too few words for UMAP and unknown names are rejected")
    void invalid() {
        assertThrows(IllegalArgumentException.class, () -> Projection.UMAP.project(clouds(4, 3, 1), 1));
        assertThrows(IllegalArgumentException.class, () -> Projection.named("tsne"));
        assertEquals(Projection.UMAP, Projection.named("umap"));
    }
}
