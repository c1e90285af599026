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
                    method.name() + " has no default search ranges; give a range, such as context-smoothing=0.5..1");
        }
        return new SearchSpace(relative);
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
