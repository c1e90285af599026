package org.wvtoolkit.projection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.vocabulary.VocabularyBuilder;

@DisplayName("UmapLayout and PrincipalPlane")
class UmapLayoutTest {
    private static final int POINTS = 240;
    private static final int GROUPS = 3;

    private static DenseEmbeddings groups(Arena arena) {
        Random random = new Random(5);
        FloatMatrix vectors = FloatMatrix.allocate(arena, POINTS, 12);
        for (int i = 0; i < POINTS; i++) {
            for (int j = 0; j < 12; j++) {
                vectors.set(i, j, (float) ((j % GROUPS == i % GROUPS ? 1 : 0) + 0.2 * random.nextGaussian()));
            }
        }
        List<String> words = IntStream.range(0, POINTS).mapToObj(i -> "w" + i).toList();
        long[] counts = IntStream.range(0, POINTS).mapToLong(i -> POINTS - i).toArray();
        return DenseEmbeddings.of(VocabularyBuilder.of(words, counts), vectors, ModelMetadata.EMPTY);
    }

    private static RowSource rows(DenseEmbeddings embeddings) {
        return new RowSource() {
            @Override
            public int rows() {
                return embeddings.vocabulary().size();
            }

            @Override
            public int columns() {
                return embeddings.dimension();
            }

            @Override
            public void copy(int row, float[] target) {
                embeddings.vectors().copyRow(row, target, 0);
            }
        };
    }

    private static PlanePoints layout(long seed) throws IOException {
        try (Arena arena = Arena.ofShared()) {
            DenseEmbeddings embeddings = groups(arena);
            NearestNeighbours neighbours = NeighbourSearch.of(embeddings, POINTS, 10, ProgressListener.NONE);
            PlanePoints initial = PrincipalPlane.project(rows(embeddings), 2);
            return UmapLayout.of(neighbours, initial, UmapLayout.Spread.DENSE, seed, ProgressListener.NONE);
        }
    }

    @Test
    @DisplayName("keeps the groups of the vectors together")
    void groups() throws IOException {
        PlanePoints points = layout(1).normalized();
        int right = 0;
        for (int i = 0; i < POINTS; i++) {
            int nearest = -1;
            double least = Double.MAX_VALUE;
            for (int j = 0; j < POINTS; j++) {
                double distance = Math.hypot(points.x()[i] - points.x()[j], points.y()[i] - points.y()[j]);
                if (j != i && distance < least) {
                    least = distance;
                    nearest = j;
                }
            }
            right += nearest % GROUPS == i % GROUPS ? 1 : 0;
            assertTrue(Math.abs(points.x()[i]) <= 1 && Math.abs(points.y()[i]) <= 1);
        }
        assertTrue(right > 0.95 * POINTS, right + " of " + POINTS);
    }

    @Test
    @DisplayName("gives the same map for the same seed, and another for another seed")
    void repeats() throws IOException {
        PlanePoints one = layout(3);
        assertArrayEquals(one.x(), layout(3).x());
        assertTrue(one.x()[0] != layout(4).x()[0]);
    }

    @Test
    @DisplayName("does not depend on the number of threads")
    void threads() throws IOException {
        try (Arena arena = Arena.ofShared()) {
            DenseEmbeddings embeddings = groups(arena);
            PlanePoints one = PrincipalPlane.project(rows(embeddings), 1);
            assertArrayEquals(
                    one.y(), PrincipalPlane.project(rows(embeddings), 4).y());
            assertTrue(one.explained() > 0.5 && one.explained() <= 1, "explained " + one.explained());
        }
    }

    @Test
    @DisplayName("lays out points without neighbours and equal points")
    void degenerate() throws IOException {
        NearestNeighbours alone = new NearestNeighbours(2, new int[] {-1, -1, -1, -1}, new float[4]);
        PlanePoints initial = new PlanePoints(new float[2], new float[2], Double.NaN);
        PlanePoints points = UmapLayout.of(alone, initial, UmapLayout.Spread.LOOSE, 1, ProgressListener.NONE);
        assertEquals(2, points.normalized().size());
        NearestNeighbours equal = new NearestNeighbours(1, new int[] {1, 0}, new float[2]);
        points = UmapLayout.of(equal, initial, UmapLayout.Spread.LOOSE, 1, ProgressListener.NONE);
        assertTrue(Float.isFinite(points.x()[0]) && Float.isFinite(points.y()[1]));
    }

    @Test
    @DisplayName("ends when the thread is interrupted")
    void interrupted() {
        NearestNeighbours equal = new NearestNeighbours(1, new int[] {1, 0}, new float[2]);
        PlanePoints initial = new PlanePoints(new float[2], new float[2], Double.NaN);
        Thread.currentThread().interrupt();
        try {
            assertThrows(
                    InterruptedIOException.class,
                    () -> UmapLayout.of(equal, initial, UmapLayout.Spread.DENSE, 1, ProgressListener.NONE));
        } finally {
            assertTrue(Thread.interrupted());
        }
    }
}
