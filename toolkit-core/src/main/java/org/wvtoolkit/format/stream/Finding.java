package org.wvtoolkit.format.stream;

import java.util.List;

/**
 * The faults of one kind in a vector file.
 *
 * @param fault the kind of fault
 * @param count the number of occurrences, at least 1
 * @param examples descriptions of the first few occurrences
 */
public record Finding(Fault fault, long count, List<String> examples) {
    /** Copies the list. */
    public Finding {
        examples = List.copyOf(examples);
    }
}
