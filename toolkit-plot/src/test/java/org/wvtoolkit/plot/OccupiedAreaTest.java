package org.wvtoolkit.plot;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OccupiedAreaTest {
    @ParameterizedTest
    @ValueSource(doubles = {20, 20.4})
    @DisplayName("A vertical line detects occupied pixels")
    void verticalLine(double x) {
        OccupiedArea room = new OccupiedArea(50, 50);
        Mark.Point begin = new Mark.Point(x, 5);
        Mark.Point end = new Mark.Point(x, 45);
        assertTrue(room.isFree(begin, end, 2));
        room.take(10, 20, 30, 25);
        assertFalse(room.isFree(begin, end, 2));
    }
}
