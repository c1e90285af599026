package org.wvtoolkit.tuning;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.wvtoolkit.progress.ProgressListener;

/**
 * Result of a search: the best settings, and whether they are significantly better than the
 * defaults. The lowest of many costs is biased by chance; therefore the best settings and the
 * defaults are trained again with seeds that no trial used.
 *
 * @param judge target that scored the trials
 * @param best the trial with the lowest cost
 * @param trials number of trials
 * @param bestCosts costs of its settings, one per seed
 * @param defaultCosts costs of the defaults with the same seeds
 */
public record TuningReport(
        TuningTarget judge, Trial best, int trials, List<Double> bestCosts, List<Double> defaultCosts) {
    private static final MathContext DIGITS = new MathContext(5);

    /** Quantiles (97.5 %) of Student's t distribution with 1, 2, … degrees of freedom. */
    private static final double[] STUDENT = {
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120,
        2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045
    };

    /**
     * Trains the best settings and the defaults again.
     *
     * @param best the trial with the lowest cost
     * @param trials number of trials
     * @param cost the objective
     * @param repeats number of seeds; 0 for none
     * @param progress notified of each training
     * @return the result
     * @throws IOException if training fails
     */
    public static TuningReport of(Trial best, int trials, TuningObjective cost, int repeats, ProgressListener progress)
            throws IOException {
        List<Double> bestCosts = new ArrayList<>();
        List<Double> defaultCosts = new ArrayList<>();
        for (int repeat = 1; repeat <= repeats; repeat++) {
            Map<String, String> seed = Map.of("seed", Long.toString(cost.seed() + repeat));
            String of = " " + repeat + " of " + repeats;
            Map<String, String> settings = new LinkedHashMap<>(best.settings());
            settings.putAll(seed);
            bestCosts.add(cost.of("best values, repeat" + of, settings, 1));
            progress.note(shown(cost.target(), bestCosts.getLast()));
            defaultCosts.add(cost.of("defaults, repeat" + of, seed, 1));
            progress.note(shown(cost.target(), defaultCosts.getLast()));
        }
        return new TuningReport(cost.target(), best, trials, bestCosts, defaultCosts);
    }

    /**
     * Formats a cost.
     *
     * @param judge the target
     * @param cost a cost of the target
     * @return label and number
     */
    public static String shown(TuningTarget judge, double cost) {
        return judge.label() + " " + number(judge.shown(cost));
    }

    /**
     * Formats a number with five significant digits.
     *
     * @param value the number; NaN if training diverged
     * @return the text
     */
    public static String number(double value) {
        return Double.isNaN(value)
                ? "none: training diverged"
                : new BigDecimal(value).round(DIGITS).toPlainString();
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    /**
     * Returns the mean reduction of the cost, and half the width of its 95 % confidence interval
     * (Student's t, paired by seed).
     */
    private double[] gain() {
        int n = bestCosts.size();
        double mean = mean(defaultCosts) - mean(bestCosts);
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double deviation = defaultCosts.get(i) - bestCosts.get(i) - mean;
            squares += deviation * deviation;
        }
        return new double[] {mean, STUDENT[n - 2] * Math.sqrt(squares / (n - 1) / n)};
    }

    private boolean hasGain() {
        return bestCosts.size() >= 2 && !Double.isNaN(mean(bestCosts)) && !Double.isNaN(mean(defaultCosts));
    }

    private String verdict() {
        double[] gain = gain();
        if (gain[0] - gain[1] > 0) {
            return "better than the defaults: the gain exceeds its uncertainty";
        }
        return gain[0] + gain[1] < 0
                ? "worse than the defaults: keep the defaults"
                : "not significantly better than the defaults: the gain is within its uncertainty";
    }

    /**
     * Returns comments for the options file.
     *
     * @param method name of the tuned method
     * @return lines
     */
    public List<String> comments(String method) {
        String how = "best of " + trials + " trials of " + method + ", " + shown(judge, best.cost());
        return hasGain() ? List.of(how, verdict()) : List.of(how);
    }

    /**
     * Returns the results by name, for output.
     *
     * @param output the options file
     * @return numbers and texts by name
     */
    public SequencedMap<String, Object> properties(Path output) {
        SequencedMap<String, Object> properties = new LinkedHashMap<>();
        properties.put("options_file", output.toString());
        properties.put("trials", trials);
        properties.put("best_trial", best.number() + 1);
        properties.put("settings", best.settings());
        properties.put(judge.label(), rounded(judge.shown(best.cost())));
        if (hasGain()) {
            double[] gain = gain();
            properties.put(judge.label() + "_retrained", rounded(judge.shown(mean(bestCosts))));
            properties.put(judge.label() + "_of_defaults", rounded(judge.shown(mean(defaultCosts))));
            properties.put("gain", rounded(gain[0]));
            properties.put("gain_low", rounded(gain[0] - gain[1]));
            properties.put("gain_high", rounded(gain[0] + gain[1]));
            properties.put("verdict", verdict());
        }
        return properties;
    }

    private static Double rounded(double value) {
        return new BigDecimal(value).round(DIGITS).doubleValue();
    }
}
