package org.wvtoolkit.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * A data point.
 *
 * @param x horizontal value
 * @param y vertical value
 */
public record DataPoint(double x, double y) {
    /**
     * Creates points from values, at 1, 2, 3, ….
     *
     * @param values the values
     * @return one point per value
     */
    public static List<DataPoint> inOrder(double... values) {
        List<DataPoint> points = new ArrayList<>(values.length);
        for (int i = 0; i < values.length; i++) {
            points.add(new DataPoint(i + 1.0, values[i]));
        }
        return points;
    }
}
