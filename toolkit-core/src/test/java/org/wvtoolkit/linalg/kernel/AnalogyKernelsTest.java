package org.wvtoolkit.linalg.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AnalogyKernelsTest {
    private static final int ROWS = 7;

    @Test
    @DisplayName("SIMD and scalar kernels give the same bits")
    void sameBits() {
        AnalogyKernels scalar = new ScalarAnalogyKernels();
        AnalogyKernels simd = new SimdAnalogyKernels();
        Random random = new Random(5);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment block = arena.allocate(4L * ROWS * AnalogyKernels.CANDIDATES, 64);
            for (int round = 0; round < 200; round++) {
                for (int i = 0; i < ROWS * AnalogyKernels.CANDIDATES; i++) {
                    block.setAtIndex(ValueLayout.JAVA_FLOAT, i, 2 * random.nextFloat() - 1);
                }
                int a = random.nextInt(ROWS);
                int b = random.nextInt(ROWS);
                int c = random.nextInt(ROWS);
                assertEquals(scalar.highestSum(block, a, b, c), simd.highestSum(block, a, b, c));
                assertEquals(
                        scalar.highestProduct(block, a, b, c, 1, 1.002f),
                        simd.highestProduct(block, a, b, c, 1, 1.002f));
            }
        }
    }

    @Test
    @DisplayName("The maximum is found at every position")
    void maximumPosition() {
        try (Arena arena = Arena.ofConfined()) {
            for (int place = 0; place < AnalogyKernels.CANDIDATES; place++) {
                MemorySegment block = arena.allocate(4L * 3 * AnalogyKernels.CANDIDATES, 64);
                block.setAtIndex(ValueLayout.JAVA_FLOAT, AnalogyKernels.CANDIDATES + place, 0.5f);
                for (AnalogyKernels kernels :
                        new AnalogyKernels[] {new ScalarAnalogyKernels(), new SimdAnalogyKernels()}) {
                    assertEquals(0.5f, kernels.highestSum(block, 0, 1, 2));
                    assertEquals(1.5f, kernels.highestProduct(block, 0, 1, 2, 1, 1));
                }
            }
        }
    }
}
