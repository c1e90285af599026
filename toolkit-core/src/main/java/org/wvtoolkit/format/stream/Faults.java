package org.wvtoolkit.format.stream;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.wvtoolkit.container.MalformedFileException;

/**
 * Collector of defects found in a file: the number of occurrences of each kind and descriptions of
 * the first few. As a policy, it skips the defects that it records. Thread-safe.
 *
 * <p>Not part of the public API.
 */
public final class Faults implements FaultPolicy {
    private static final int EXAMPLES = 5;

    private final Map<Fault, Long> counts = new EnumMap<>(Fault.class);
    private final Map<Fault, List<String>> examples = new EnumMap<>(Fault.class);

    /** Creates an empty collector. */
    public Faults() {}

    /**
     * Records one defect.
     *
     * @param fault the kind of defect
     * @param example a readable description, such as the word or line affected
     */
    public synchronized void add(Fault fault, String example) {
        counts.merge(fault, 1L, Long::sum);
        List<String> list = examples.computeIfAbsent(fault, any -> new ArrayList<>());
        if (list.size() < EXAMPLES) {
            list.add(example);
        }
    }

    @Override
    public boolean skipsDefects() {
        return true;
    }

    @Override
    public synchronized boolean describes(Fault fault) {
        return examples.getOrDefault(fault, List.of()).size() < EXAMPLES;
    }

    @Override
    public void handle(Fault fault, String description, Supplier<MalformedFileException> error) {
        add(fault, description);
    }

    /**
     * Returns all recorded defects.
     *
     * @return one entry for each kind of defect
     */
    public synchronized List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        counts.forEach(
                (fault, count) -> findings.add(new Finding(fault, count, examples.getOrDefault(fault, List.of()))));
        return findings;
    }
}
