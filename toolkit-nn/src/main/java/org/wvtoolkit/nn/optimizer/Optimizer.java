package org.wvtoolkit.nn.optimizer;

import java.util.IdentityHashMap;
import java.util.List;
import org.wvtoolkit.nn.Gradient;
import org.wvtoolkit.nn.Matrix;
import org.wvtoolkit.nn.Parameter;

/**
 * Optimizer: clips the gradients, adds the weight decay, updates every row that has a gradient by a
 * rule, and clears the gradients. It stores the state of the rule for each parameter, identified by
 * the parameter's value. Not thread-safe.
 */
public final class Optimizer {
    private final UpdateRule rule;
    private final double weightDecay;
    private final double clipNorm;
    private final IdentityHashMap<Matrix, Memory> memories = new IdentityHashMap<>();

    /** State of a rule for one parameter, and the number of updates of each row. */
    @SuppressWarnings("ArrayRecordComponent") // private to the optimizer and modified by it
    private record Memory(double[][] rows, long[] steps) {}

    /**
     * Creates an optimizer without weight decay and clipping.
     *
     * @param rule the update rule
     */
    public Optimizer(UpdateRule rule) {
        this(rule, 0, Double.POSITIVE_INFINITY);
    }

    /**
     * Creates an optimizer.
     *
     * @param rule the update rule
     * @param weightDecay λ of the penalty λ/2·‖w‖², whose gradient λ·w is added to rows with a
     *     gradient; at least 0. This decay is coupled, that is, processed by the rule;
     *     {@link AdamW} has a decoupled one
     * @param clipNorm maximum norm of all gradients together, to which larger ones are scaled
     *     (Pascanu, Mikolov and Bengio 2013); above 0, infinite for no clipping
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
     * Performs one step and clears the gradients.
     *
     * @param parameters the parameters to update
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
                // Allocated row by row, because most rows of a large embedding may never be
                // updated.
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
