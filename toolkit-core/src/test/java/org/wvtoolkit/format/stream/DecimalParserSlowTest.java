package org.wvtoolkit.format.stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class DecimalParserSlowTest {
    @Test
    @DisplayName("Floats of every magnitude are written shortest and parsed back")
    void everyMagnitude() {
        for (long bits = 0; bits < 1L << 31; bits += 101) {
            DecimalParserTest.assertShortest(Float.intBitsToFloat((int) bits));
        }
    }
}
