package org.wvtoolkit.weighting;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.wvtoolkit.option.InvalidOptionException;

/** The weightings there are. A new one is a class and a line here. */
public final class Weightings {
    private static final List<Supplier<Weighting>> REGISTRY = List.of(
            PositivePmi::new,
            Pmi::new,
            RawCount::new,
            LogCount::new,
            TTest::new,
            ChiSquare::new,
            LogLikelihoodRatio::new);

    private Weightings() {}

    /**
     * All weightings.
     *
     * @return the default first
     */
    public static List<Weighting> all() {
        return REGISTRY.stream().map(Supplier::get).toList();
    }

    /**
     * The weighting of a name.
     *
     * @param name as {@link Weighting#name} has it
     * @return the weighting, or empty
     */
    public static Optional<Weighting> find(String name) {
        return all().stream().filter(weighting -> weighting.name().equals(name)).findFirst();
    }

    /**
     * The weighting of a name, or an exception that lists all names.
     *
     * @param name as {@link Weighting#name} has it
     * @return the weighting
     * @throws IllegalArgumentException if there is none
     */
    public static Weighting named(String name) {
        return find(name)
                .orElseThrow(() -> new InvalidOptionException(
                        "weighting",
                        name,
                        "must be one of " + all().stream().map(Weighting::name).collect(Collectors.joining(", "))));
    }
}
