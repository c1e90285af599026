package org.wvtoolkit.cli.command.plot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.wvtoolkit.cli.option.PictureOption;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.plot.Chart;
import org.wvtoolkit.plot.DataPoint;
import org.wvtoolkit.tuning.Trial;
import org.wvtoolkit.tuning.TrialFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code wv plot search}: draws the trials of a tuning run. */
@Command(
        name = "search",
        customSynopsis = "wv plot search [OPTIONS] FILE.trials -o FILE.svg|FILE.png",
        description = {
            "Draws the trials of a tuning run: cost by trial, and cost by hyperparameter.",
            "The cost is the validation loss, or 1 minus the score with 'wv tune --by"
                    + " questions'; lower is better. Trials with fewer epochs than the others have a different"
                    + " colour and never count as the best."
        },
        footer = {"wv tune book.txt -o book.options", "wv plot search book.options.trials -o search.svg"})
public final class PlotSearchCommand implements Callable<Integer> {
    /** A hyperparameter whose range exceeds this ratio is drawn on a logarithmic axis. */
    private static final double WIDE = 8;

    private final ProcessContext context;

    @Parameters(arity = "1", paramLabel = "FILE", description = "Trials file written by 'wv tune'.")
    private Path file = Path.of("");

    @Mixin
    private PictureOption picture = new PictureOption();

    /**
     * Creates the command.
     *
     * @param context streams, environment and terminal
     */
    public PlotSearchCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        picture.check();
        List<Trial> trials = TrialFile.read(file);
        if (trials.isEmpty()) {
            throw new IOException(file + ": has no trials");
        }
        List<Chart.Panel> panels = new ArrayList<>();
        panels.add(course(trials));
        for (String setting : trials.getFirst().settings().keySet()) {
            double[] values = numbers(trials, setting);
            if (values.length == trials.size()) {
                panels.add(new Chart.Panel(setting, "cost", isWide(values), both(trials, values, "", "")));
            }
        }
        String subtitle = trials.size() + " trials; the lower the better";
        picture.save(
                (width, height) ->
                        Chart.draw(panels, "Search of " + file.getFileName(), subtitle, width, Math.min(height, 420)),
                context);
        return ExitCode.DONE;
    }

    private static Chart.Panel course(List<Trial> trials) {
        double[] costs = costs(trials);
        double[] best = costs.clone();
        double lowest = Double.NaN;
        for (int i = 0; i < best.length; i++) {
            boolean whole = trials.get(i).share() == 1;
            lowest = whole && !(costs[i] >= lowest) && Double.isFinite(costs[i]) ? costs[i] : lowest;
            best[i] = lowest;
        }
        double[] numbers = new double[costs.length];
        Arrays.setAll(numbers, i -> i + 1);
        List<Chart.Series> series = new ArrayList<>(both(trials, numbers, "trial", "trial with fewer epochs"));
        series.add(new Chart.Series("best so far", DataPoint.inOrder(best), Chart.Style.STEPS));
        return new Chart.Panel("trial", "cost", false, series);
    }

    /** Costs by value, separately for trials with all epochs and, if there are any, the others. */
    private static List<Chart.Series> both(List<Trial> trials, double[] values, String ofWhole, String ofOthers) {
        List<DataPoint> whole = new ArrayList<>();
        List<DataPoint> others = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            Trial trial = trials.get(i);
            (trial.share() == 1 ? whole : others).add(new DataPoint(values[i], trial.cost()));
        }
        List<Chart.Series> series = new ArrayList<>();
        series.add(new Chart.Series(ofWhole, whole, Chart.Style.POINTS));
        if (!others.isEmpty()) {
            series.add(new Chart.Series(ofOthers, others, Chart.Style.POINTS));
        }
        return series;
    }

    private static double[] costs(List<Trial> trials) {
        return trials.stream().mapToDouble(Trial::cost).toArray();
    }

    /** The values of a hyperparameter; fewer than trials if a value is not a number. */
    private static double[] numbers(List<Trial> trials, String setting) {
        return trials.stream()
                .map(trial -> trial.settings().getOrDefault(setting, ""))
                .filter(text -> text.matches("-?[0-9.]+([eE]-?[0-9]+)?"))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private static boolean isWide(double[] values) {
        double least = Arrays.stream(values).min().orElse(0);
        return least > 0 && Arrays.stream(values).max().orElse(0) / least > WIDE;
    }
}
