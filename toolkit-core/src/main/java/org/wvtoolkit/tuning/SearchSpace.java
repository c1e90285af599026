package org.wvtoolkit.tuning;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/**
 * All that is searched: the unit cube, one side for each range.
 *
 * @param ranges at least one, each of another name
 */
public record SearchSpace(List<Range> ranges) {
    /** Checks the names. */
    public SearchSpace {
        ranges = List.copyOf(ranges);
        if (ranges.isEmpty()) {
            throw new IllegalArgumentException("there is no range to search");
        }
        Set<String> names = new HashSet<>();
        for (Range range : ranges) {
            if (!names.add(range.name())) {
                throw new IllegalArgumentException("there are two ranges of " + range.name());
            }
        }
    }

    /**
     * How many sides the cube has.
     *
     * @return at least 1
     */
    public int dimension() {
        return ranges.size();
    }

    /**
     * The settings at a point.
     *
     * @param point a value from 0 to 1 for each range
     * @return settings by name, in the order of the ranges
     */
    public SequencedMap<String, String> settings(double[] point) {
        SequencedMap<String, String> settings = new LinkedHashMap<>();
        for (int side = 0; side < point.length; side++) {
            settings.put(ranges.get(side).name(), ranges.get(side).value(point[side]));
        }
        return settings;
    }

    /**
     * The point of settings.
     *
     * @param settings by name; each range has one
     * @return a value from 0 to 1 for each range
     * @throws IllegalArgumentException if a setting is missing or of the wrong kind
     */
    public double[] point(SequencedMap<String, String> settings) {
        double[] point = new double[ranges.size()];
        for (int side = 0; side < point.length; side++) {
            String value = settings.get(ranges.get(side).name());
            if (value == null) {
                throw new IllegalArgumentException(
                        "there is no " + ranges.get(side).name());
            }
            point[side] = ranges.get(side).place(value);
        }
        return point;
    }

    /** The point where the rounded settings of a point really lie. */
    double[] rounded(double[] point) {
        return point(settings(point));
    }
}
