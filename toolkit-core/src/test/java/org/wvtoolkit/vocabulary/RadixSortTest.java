package org.wvtoolkit.vocabulary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RadixSortTest {
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    @DisplayName("Sorts by unsigned keys and keeps the order of equal keys")
    void stableSort(int seed) {
        Random random = new Random(seed);
        int size = seed < 2 ? seed : 1 + random.nextInt(3000);
        // Few distinct keys produce many equal ones. Shifted keys have an odd or even number of
        // bytes that are the same in all keys.
        long[] keys = random.longs(size)
                .map(key -> seed % 2 == 0 ? key % 50 : key >> (8 * seed))
                .toArray();
        int[] start = IntStream.range(0, size).map(i -> size - 1 - i).toArray();
        int[] order = start.clone();
        RadixSort.sort(order, keys, false);
        int[] expected = IntStream.of(start)
                .boxed()
                .sorted(Comparator.comparing(i -> keys[i], Long::compareUnsigned))
                .mapToInt(Integer::intValue)
                .toArray();
        assertArrayEquals(expected, order, "seed " + seed);

        int[] descending = start.clone();
        RadixSort.sort(descending, keys, true);
        int[] expectedDescending = IntStream.of(start)
                .boxed()
                .sorted(Comparator.comparing(i -> keys[i], (a, b) -> Long.compareUnsigned(b, a)))
                .mapToInt(Integer::intValue)
                .toArray();
        assertArrayEquals(expectedDescending, descending, "seed " + seed);
    }
}
