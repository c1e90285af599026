package org.wvtoolkit.format.stream;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What was found wrong with a file: of each kind how often, and the first few by name. Safe for concurrent use. */
public final class Faults {
    private static final int EXAMPLES = 5;

    private final Map<Fault, Long> counts = new EnumMap<>(Fault.class);
    private final Map<Fault, List<String>> examples = new EnumMap<>(Fault.class);

    /** None yet. */
    public Faults() {}

    /**
     * One more.
     *
     * @param fault its kind
     * @param example which word or line, for a person
     */
    public synchronized void add(Fault fault, String example) {
        counts.merge(fault, 1L, Long::sum);
        List<String> list = examples.computeIfAbsent(fault, any -> new ArrayList<>());
        if (list.size() < EXAMPLES) {
            list.add(example);
        }
    }

    /**
     * All of them.
     *
     * @return one entry a kind
     */
    public synchronized List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        counts.forEach(
                (fault, count) -> findings.add(new Finding(fault, count, examples.getOrDefault(fault, List.of()))));
        return findings;
    }
}
