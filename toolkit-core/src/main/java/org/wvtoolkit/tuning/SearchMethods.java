package org.wvtoolkit.tuning;

import java.util.List;
import org.wvtoolkit.option.InvalidOptionException;

/** Registry of the search methods, one line per method. */
public final class SearchMethods {
    private static final List<SearchMethod> ALL =
            List.of(new BayesianSearch(), new NarrowingSearch(), new SuccessiveHalving(), new RandomSearch());

    private SearchMethods() {}

    /**
     * Returns all search methods.
     *
     * @return the methods in display order; the first is the default
     */
    public static List<SearchMethod> all() {
        return ALL;
    }

    /**
     * Returns a search method by name.
     *
     * @param name name of the method
     * @return the method
     * @throws IllegalArgumentException if no method has this name
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
