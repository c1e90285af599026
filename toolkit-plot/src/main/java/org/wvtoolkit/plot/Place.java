package org.wvtoolkit.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * A pair of numbers that is going to be a point, in whatever unit.
 *
 * @param x to the right
 * @param y upwards
 */
public record Place(double x, double y) {
    /**
     * Values in order, above 1, 2, 3, ….
     *
     * @param values any number of them
     * @return a place each
     */
    public static List<Place> inOrder(double... values) {
        List<Place> places = new ArrayList<>(values.length);
        for (int i = 0; i < values.length; i++) {
            places.add(new Place(i + 1.0, values[i]));
        }
        return places;
    }
}
