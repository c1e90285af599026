package org.wvtoolkit.tuning;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.wvtoolkit.option.MethodRegistry;
import org.wvtoolkit.option.Option;
import org.wvtoolkit.option.OptionType;
import org.wvtoolkit.option.SearchHint;

/**
 * Search space: a unit cube with one dimension per range.
 *
 * @param ranges the ranges, at least one, with distinct names
 */
public record SearchSpace(List<Range> ranges) {
    /** Validates the names. */
    public SearchSpace {
        ranges = List.copyOf(ranges);
        if (ranges.isEmpty()) {
            throw new IllegalArgumentException("a search needs at least one range");
        }
        Set<String> names = new HashSet<>();
        for (Range range : ranges) {
            if (!names.add(range.name())) {
                throw new IllegalArgumentException("duplicate range of " + range.name());
            }
        }
    }

    /**
     * Returns the ranges that a method's options suggest, those relative to another value first.
     *
     * @param method the method with its options
     * @param values the value of every option of the method
     * @param fixed names of options that are not searched
     * @return the space
     * @throws IllegalArgumentException if no option of the method suggests a range
     */
    public static SearchSpace suggested(MethodRegistry.Entry<?> method, Map<String, String> values, Set<String> fixed) {
        List<Range> relative = new ArrayList<>();
        List<Range> absolute = new ArrayList<>();
        for (Option<?> option : method.options()) {
            if (option.searchHint().isPresent() && !fixed.contains(option.name())) {
                SearchHint hint = option.searchHint().get();
                double value = hint.relative() ? Double.parseDouble(values.getOrDefault(option.name(), "1")) : 0;
                (hint.relative() ? relative : absolute)
                        .add(Range.of(
                                option.name(),
                                hint.lowFor(value),
                                hint.highFor(value),
                                hint.logarithmic() ? Scale.LOG : Scale.LINEAR,
                                option.type().kind() == OptionType.Kind.INTEGER));
            }
        }
        relative.addAll(absolute);
        if (relative.isEmpty()) {
            throw new IllegalArgumentException(
                    method.name() + " has no default search ranges; specify a range, such as context-smoothing=0.5..1");
        }
        return new SearchSpace(relative);
    }

    /**
     * Returns the number of dimensions.
     *
     * @return at least 1
     */
    public int dimension() {
        return ranges.size();
    }

    /**
     * Converts a point to settings.
     *
     * @param point one value from 0 to 1 per range
     * @return values by name, in the order of the ranges
     */
    public SequencedMap<String, String> settings(double[] point) {
        SequencedMap<String, String> settings = new LinkedHashMap<>();
        for (int side = 0; side < point.length; side++) {
            settings.put(ranges.get(side).name(), ranges.get(side).value(point[side]));
        }
        return settings;
    }

    /**
     * Converts settings to a point.
     *
     * @param settings values by name, one per range
     * @return one value from 0 to 1 per range
     * @throws IllegalArgumentException if a setting is missing or of another kind
     */
    public double[] point(SequencedMap<String, String> settings) {
        double[] point = new double[ranges.size()];
        for (int side = 0; side < point.length; side++) {
            String value = settings.get(ranges.get(side).name());
            if (value == null) {
                throw new IllegalArgumentException(
                        "missing setting " + ranges.get(side).name());
            }
            point[side] = ranges.get(side).coordinate(value);
        }
        return point;
    }

    /** Returns the point of the rounded settings of a point. */
    double[] rounded(double[] point) {
        return point(settings(point));
    }
}
