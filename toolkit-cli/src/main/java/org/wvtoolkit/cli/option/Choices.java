package org.wvtoolkit.cli.option;

import java.util.Iterator;
import java.util.List;

/** The values of an option, for completion. A subclass without constructor arguments names them for picocli. */
public abstract class Choices implements Iterable<String> {
    private final List<String> values;

    /**
     * Creates a list of values.
     *
     * @param values in the order in which they are offered
     */
    protected Choices(List<String> values) {
        this.values = List.copyOf(values);
    }

    @Override
    public Iterator<String> iterator() {
        return values.iterator();
    }
}
