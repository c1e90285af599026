package org.wvtoolkit.index;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares a beam with a list that is sorted after each insertion. */
class BeamTest {
    private record Entry(int node, float score) {}

    private static final Comparator<Entry> BEST_FIRST = Comparator.comparingDouble(
                    (Entry entry) -> Float.isNaN(entry.score) ? Double.POSITIVE_INFINITY : -(double) entry.score)
            .thenComparingInt(Entry::node);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 40})
    @DisplayName("Keeps the best nodes and visits them in order")
    void bestFirst(int width) {
        Random random = new Random(width);
        Beam beam = new Beam(width, width);
        List<Entry> all = new ArrayList<>();
        List<Integer> visited = new ArrayList<>();
        for (int node = 0; node < 500; node++) {
            // Equal, negative and NaN scores, and neighbours of both zeros.
            float score = random.nextInt(20) == 0 ? Float.NaN : random.nextInt(-20, 20) / 20f + 1e-9f;
            int id = node == 0 ? Integer.MAX_VALUE : node;
            beam.offer(id, score);
            all.add(new Entry(id, score));
            all.sort(BEST_FIRST);
            if (node % 5 == 0) {
                int expected = all.stream()
                        .limit(width)
                        .map(Entry::node)
                        .filter(candidate -> !visited.contains(candidate))
                        .findFirst()
                        .orElse(-1);
                assertEquals(expected, beam.visitNext(), "after node " + node);
                visited.add(expected);
            }
        }
        assertArrayEquals(all.stream().limit(width).mapToInt(Entry::node).toArray(), beam.nodes());
        assertEquals(Math.min(width, all.size()), beam.size());
        for (int rank = 0; rank < beam.size(); rank++) {
            float score = all.get(rank).score;
            assertEquals(Float.isNaN(score) ? Float.NEGATIVE_INFINITY : score, beam.score(rank));
        }
    }

    @Test
    @DisplayName("Keeps more nodes than it visits if its capacity is larger than its width")
    void narrow() {
        Beam beam = new Beam(2, 5);
        for (int node = 0; node < 8; node++) {
            beam.offer(node, node);
        }
        assertEquals(7, beam.visitNext());
        assertEquals(6, beam.visitNext());
        assertEquals(-1, beam.visitNext());
        beam.offer(9, 6.5f);
        assertEquals(9, beam.visitNext(), "a better node takes the place of the second");
        assertEquals(-1, beam.visitNext());
        assertArrayEquals(new int[] {7, 9, 6, 5, 4}, beam.nodes());
    }
}
