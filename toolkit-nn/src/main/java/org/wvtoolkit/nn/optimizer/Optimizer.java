package org.wvtoolkit.nn.optimizer;

import java.util.IdentityHashMap;
import java.util.List;
import org.wvtoolkit.nn.Gradient;
import org.wvtoolkit.nn.Matrix;
import org.wvtoolkit.nn.Parameter;

/**
 * Takes steps: adds the weight decay to the gradients, clips them, lets a rule update every row that has one, and empties them.
 * Remembers for the rule what it wants remembered, by the identity of the parameters' values. Confined to one thread.
 */
public final class Optimizer {
    private final UpdateRule rule;
    private final double weightDecay;
    private final double clipNorm;
    private final IdentityHashMap<Matrix, Memory> memories = new IdentityHashMap<>();

    /** What a rule remembers of a parameter, and how many times each row has been updated. */
    @SuppressWarnings("ArrayRecordComponent") // the optimizer's own, and changed by it
    private record Memory(double[][] rows, long[] steps) {}

    /**
     * An optimizer without weight decay or clipping.
     *
     * @param rule how weights follow gradients
     */
    public Optimizer(UpdateRule rule) {
        this(rule, 0, Double.POSITIVE_INFINITY);
    }

    /**
     * An optimizer.
     *
     * @param rule how weights follow gradients
     * @param weightDecay λ of the penalty λ/2·‖w‖², whose gradient λ·w is added for the rows that have a gradient; at least 0.
     *     It is coupled: it goes through the rule. {@link AdamW} has a decoupled one of its own
     * @param clipNorm the norm of all gradients together is brought down to this where it is larger (Pascanu, Mikolov and
     *     Bengio 2013); above 0, infinite for no clipping
     */
    public Optimizer(UpdateRule rule, double weightDecay, double clipNorm) {
        if (!(weightDecay >= 0)) {
            throw new IllegalArgumentException("weight-decay must be at least 0: " + weightDecay);
        }
        if (!(clipNorm > 0)) {
            throw new IllegalArgumentException("clip-norm must be above 0: " + clipNorm);
        }
        this.rule = rule;
        this.weightDecay = weightDecay;
        this.clipNorm = clipNorm;
    }

    /**
     * One step; the gradients are empty after it.
     *
     * @param parameters what to update
     * @param rate the learning rate
     */
    public void step(List<Parameter> parameters, double rate) {
        clip(parameters);
        for (Parameter parameter : parameters) {
            Memory memory = memories.computeIfAbsent(
                    parameter.value(), value -> new Memory(new double[value.rows()][], new long[value.rows()]));
            update(parameter, memory, rate);
            parameter.gradient().clear();
        }
    }

    private void clip(List<Parameter> parameters) {
        if (clipNorm == Double.POSITIVE_INFINITY) {
            return;
        }
        double squares = 0;
        for (Parameter parameter : parameters) {
            squares += parameter.gradient().squaredNorm();
        }
        double norm = Math.sqrt(squares);
        if (norm > clipNorm) {
            for (Parameter parameter : parameters) {
                parameter.gradient().scale(clipNorm / norm);
            }
        }
    }

    private void update(Parameter parameter, Memory memory, double rate) {
        Gradient gradient = parameter.gradient();
        int columns = parameter.value().columns();
        int memoryPerWeight = rule.memories();
        double[] weights = parameter.value().values();
        for (int slot = 0; slot < gradient.count(); slot++) {
            int row = gradient.row(slot);
            int from = gradient.offset(slot);
            double[] remembered = memory.rows[row];
            if (remembered == null) {
                // Row by row: of a large embedding most rows may never be touched.
                remembered = new double[columns * memoryPerWeight];
                memory.rows[row] = remembered;
            }
            long step = ++memory.steps[row];
            for (int k = 0; k < columns; k++) {
                double weight = weights[row * columns + k];
                double slope = gradient.values()[from + k] + weightDecay * weight;
                weights[row * columns + k] = rule.updated(weight, slope, remembered, k * memoryPerWeight, rate, step);
            }
        }
    }
}
