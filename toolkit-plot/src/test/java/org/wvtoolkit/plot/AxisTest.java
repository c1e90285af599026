package org.wvtoolkit.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTest {
    @ParameterizedTest
    @DisplayName("Powers of ten have the same number of digits")
    @CsvSource({"1e6, 1.0e6", "1e12, 1.0e12", "1e-5, 1.0e-5", "1e-12, 1.0e-12"})
    void powersOfTen(double value, String written) {
        assertEquals(written, Axis.written(value));
    }
}
