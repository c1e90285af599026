package org.wvtoolkit.nn.optimizer;

import java.util.List;
import java.util.function.Supplier;
import org.wvtoolkit.option.InvalidOptionException;

/** Registry of update rules with their usual settings, one line each. */
public final class UpdateRules {
    private static final double EPSILON = 1e-8;

    private static final List<Entry> ALL = List.of(
            new Entry("sgd", 0.1, Sgd::new),
            new Entry("momentum", 0.01, () -> new Momentum(0.9)),
            new Entry("nesterov", 0.01, () -> new Nesterov(0.9)),
            new Entry("adagrad", 0.05, () -> new AdaGrad(EPSILON)),
            new Entry("rmsprop", 0.001, () -> new RmsProp(0.9, EPSILON)),
            new Entry("adadelta", 1, () -> new AdaDelta(0.95, 1e-6)),
            new Entry("adam", 0.001, () -> new Adam(0.9, 0.999, EPSILON)),
            new Entry("adamw", 0.001, () -> new AdamW(new Adam(0.9, 0.999, EPSILON), 0.01)));

    private UpdateRules() {}

    /**
     * Named update rule.
     *
     * @param name its name
     * @param learningRate a suitable initial learning rate
     * @param factory creates the rule
     */
    public record Entry(String name, double learningRate, Supplier<UpdateRule> factory) {}

    /**
     * Returns all rules.
     *
     * @return unmodifiable
     */
    public static List<Entry> all() {
        return ALL;
    }

    /**
     * Returns the rule with a name.
     *
     * @param name its name
     * @return the entry
     * @throws IllegalArgumentException if there is none; the message lists all names
     */
    public static Entry named(String name) {
        return ALL.stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidOptionException(
                        "optimizer",
                        name,
                        "must be one of "
                                + String.join(
                                        ", ", ALL.stream().map(Entry::name).toList())));
    }

    static void requireDecay(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(name + " must be 0 to below 1: " + value);
        }
    }

    static void requireEpsilon(double value) {
        if (!(value > 0)) {
            throw new IllegalArgumentException("epsilon must be above 0: " + value);
        }
    }
}
