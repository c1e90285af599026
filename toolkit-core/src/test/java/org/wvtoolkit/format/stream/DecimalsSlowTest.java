package org.wvtoolkit.format.stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class DecimalsSlowTest {
    @Test
    void floatsOfEverySizeAreWrittenShortestAndReadBack() {
        for (long bits = 0; bits < 1L << 31; bits += 101) {
            DecimalsTest.assertShortest(Float.intBitsToFloat((int) bits));
        }
    }
}
