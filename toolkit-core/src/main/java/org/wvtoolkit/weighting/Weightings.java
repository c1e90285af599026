package org.wvtoolkit.weighting;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.wvtoolkit.option.InvalidOptionException;

/**
 * Registry of all weighting schemes. To add one, write a class and add a line here, or register it in an {@link
 * org.wvtoolkit.extension.Extension} of another library.
 */
public final class Weightings {
    private static final List<Supplier<Weighting>> BUILT_IN = List.of(
            PositivePmi::new,
            Pmi::new,
            RawCount::new,
            LogCount::new,
            TTest::new,
            ChiSquare::new,
            LogLikelihoodRatio::new);

    private Weightings() {}

    /**
     * Returns all weighting schemes.
     *
     * @return the default first
     */
    public static List<Weighting> all() {
        return Weighting.EXTENSIONS.all(builtIn());
    }

    private static List<Weighting> builtIn() {
        return BUILT_IN.stream().map(Supplier::get).toList();
    }

    /**
     * Returns the weighting scheme with a name.
     *
     * @param name see {@link Weighting#name}
     * @return the weighting, or empty
     */
    public static Optional<Weighting> find(String name) {
        return builtIn().stream()
                .filter(weighting -> weighting.name().equals(name))
                .findFirst()
                .or(() -> Weighting.EXTENSIONS.find(name));
    }

    /**
     * Returns the weighting scheme with a name.
     *
     * @param name see {@link Weighting#name}
     * @return the weighting
     * @throws IllegalArgumentException if there is none; the message lists all names
     */
    public static Weighting named(String name) {
        return find(name)
                .orElseThrow(() -> new InvalidOptionException(
                        "weighting",
                        name,
                        "must be one of " + all().stream().map(Weighting::name).collect(Collectors.joining(", "))));
    }
}
