package org.wvtoolkit.vocabulary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RadixOrderTest {
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void sortsByUnsignedKeysAndKeepsEqualOnesInOrder(int seed) {
        Random random = new Random(seed);
        int size = seed < 2 ? seed : 1 + random.nextInt(3000);
        // Few distinct keys make many equal; shifts leave some bytes of all keys the same, an odd and an even number of
        // them.
        long[] keys = random.longs(size)
                .map(key -> seed % 2 == 0 ? key % 50 : key >> (8 * seed))
                .toArray();
        int[] start = IntStream.range(0, size).map(i -> size - 1 - i).toArray();
        int[] order = start.clone();
        RadixOrder.sort(order, keys, false);
        int[] expected = IntStream.of(start)
                .boxed()
                .sorted(Comparator.comparing(i -> keys[i], Long::compareUnsigned))
                .mapToInt(Integer::intValue)
                .toArray();
        assertArrayEquals(expected, order, "seed " + seed);

        int[] descending = start.clone();
        RadixOrder.sort(descending, keys, true);
        int[] expectedDescending = IntStream.of(start)
                .boxed()
                .sorted(Comparator.comparing(i -> keys[i], (a, b) -> Long.compareUnsigned(b, a)))
                .mapToInt(Integer::intValue)
                .toArray();
        assertArrayEquals(expectedDescending, descending, "seed " + seed);
    }
}
