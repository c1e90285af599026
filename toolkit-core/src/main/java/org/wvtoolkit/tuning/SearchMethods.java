package org.wvtoolkit.tuning;

import java.util.List;
import org.wvtoolkit.option.InvalidOptionException;

/** The ways of searching, one line each. */
public final class SearchMethods {
    private static final List<SearchMethod> ALL =
            List.of(new BayesianSearch(), new NarrowingSearch(), new SuccessiveHalving(), new RandomSearch());

    private SearchMethods() {}

    /**
     * All of them.
     *
     * @return in the order in which to list them; the first is the default
     */
    public static List<SearchMethod> all() {
        return ALL;
    }

    /**
     * One by name.
     *
     * @param name its name
     * @return the method
     * @throws IllegalArgumentException if there is none of that name
     */
    public static SearchMethod named(String name) {
        return ALL.stream()
                .filter(method -> method.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidOptionException(
                        "search",
                        name,
                        "must be one of "
                                + String.join(
                                        ", ",
                                        ALL.stream().map(SearchMethod::name).toList())));
    }
}
