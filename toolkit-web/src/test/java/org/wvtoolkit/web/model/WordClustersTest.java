package org.wvtoolkit.web.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("WordClusters, WordOrder and AnalogyPlane")
class WordClustersTest {
    private static float[] rows(int count) {
        Random random = new Random(7);
        float[] rows = new float[3 * count];
        for (int i = 0; i < count; i++) {
            double length = 0;
            for (int j = 0; j < 3; j++) {
                rows[3 * i + j] = (float) ((j == i % 3 ? 1 : 0) + 0.1 * random.nextGaussian());
                length += rows[3 * i + j] * rows[3 * i + j];
            }
            for (int j = 0; j < 3; j++) {
                rows[3 * i + j] /= (float) Math.sqrt(length);
            }
        }
        return rows;
    }

    @Test
    @DisplayName("finds groups deterministically")
    void groups() {
        WordClusters.Clustering clustering = WordClusters.of(rows(300), 3, 3);
        for (int i = 3; i < 300; i++) {
            assertEquals(clustering.assignment()[i % 3], clustering.assignment()[i]);
        }
        assertEquals(100, clustering.clusters().getFirst().size());
        assertArrayEquals(
                clustering.assignment(), WordClusters.of(rows(300), 3, 3).assignment());
        int central = clustering.clusters().get(1).central().getFirst();
        assertEquals(1, clustering.assignment()[central]);
    }

    @Test
    @DisplayName("accepts fewer rows than clusters, rows of zeros, and no rows")
    void few() {
        assertEquals(2, WordClusters.of(new float[] {1, 0, 0, 1}, 2, 9).assignment().length);
        assertEquals(1, WordClusters.of(new float[6], 2, 2).clusters().size());
        WordClusters.Clustering some = WordClusters.of(new float[] {0, 0, 0, 1, 1, 0}, 2, 3);
        assertEquals(2, some.clusters().size());
        assertEquals(
                3, some.clusters().stream().mapToInt(WordClusters.Cluster::size).sum());
        assertEquals(0, WordClusters.of(new float[0], 2, 3).clusters().size());
    }

    @Test
    @DisplayName("places similar words next to each other")
    void order() {
        double[][] cosines = {{1, 0, 0.9, 0}, {0, 1, 0.1, 0.8}, {0.9, 0.1, 1, 0}, {0, 0.8, 0, 1}};
        int[] order = WordOrder.of(cosines);
        int[] places = new int[4];
        IntStream.range(0, 4).forEach(i -> places[order[i]] = i);
        assertEquals(1, Math.abs(places[0] - places[2]));
        assertEquals(1, Math.abs(places[1] - places[3]));
        assertEquals(0, WordOrder.of(new double[0][0]).length);
    }

    @Test
    @DisplayName("keeps distances within the plane of an analogy")
    void plane() {
        float[] a = {1, 0, 0};
        float[] b = {0, 1, 0};
        float[] c = {0, 0, 1};
        AnalogyPlane plane = AnalogyPlane.through(a, b, c);
        AnalogyPlane.Point pointB = plane.project(b);
        AnalogyPlane.Point pointC = plane.project(c);
        assertEquals(Math.sqrt(2), pointB.x(), 1e-6);
        assertEquals(0, pointB.y(), 1e-6);
        assertEquals(Math.sqrt(2), Math.hypot(pointC.x(), pointC.y()), 1e-6);
        AnalogyPlane.Point corner = plane.project(AnalogyPlane.fourthCorner(a, b, c));
        assertEquals(pointB.x() + pointC.x(), corner.x(), 1e-6);
        assertEquals(0, corner.distance(), 1e-6);
        AnalogyPlane flat = AnalogyPlane.through(a, a, a);
        assertTrue(Double.isFinite(flat.project(b).x()));
    }
}
