package org.wvtoolkit.cli.command;

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
import org.wvtoolkit.plot.Place;
import org.wvtoolkit.tuning.Trial;
import org.wvtoolkit.tuning.TrialFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code wv plot search}: what a search for settings tried, and what came of it. */
@Command(
        name = "search",
        customSynopsis = "wv plot search [OPTIONS] FILE.trials -o FILE.svg|FILE.png",
        sortOptions = false,
        description = {
            "Draws the trials that wv tune keeps: what each cost, with the best so far, and the cost against each setting.",
            "%nThe lower the better. Trials that got only a share of the epochs are left out of all panels but the first."
        },
        footer = {
            "%nExamples:%n",
            "  wv tune book.txt -o book.options",
            "  wv plot search book.options.trials -o search.svg"
        })
public final class PlotSearchCommand implements Callable<Integer> {
    /** A setting that was tried over more than this ratio is drawn by ratios. */
    private static final double WIDE = 8;

    private final ProcessContext context;

    @Parameters(arity = "1", paramLabel = "FILE", description = "the trials of wv tune")
    private Path file = Path.of("");

    @Mixin
    private PictureOption picture = new PictureOption();

    /**
     * A command for one run.
     *
     * @param context what the process was given
     */
    public PlotSearchCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        picture.check();
        List<Trial> trials = TrialFile.read(file);
        if (trials.isEmpty()) {
            throw new IOException(file + ": has no trials yet");
        }
        List<Chart.Panel> panels = new ArrayList<>();
        panels.add(course(trials));
        List<Trial> whole = trials.stream().filter(trial -> trial.share() == 1).toList();
        for (String setting : trials.getFirst().settings().keySet()) {
            double[] values = numbers(whole, setting);
            if (values.length > 0 && values.length == whole.size()) {
                List<Place> places = new ArrayList<>();
                for (int i = 0; i < values.length; i++) {
                    places.add(new Place(values[i], whole.get(i).cost()));
                }
                panels.add(
                        new Chart.Panel(setting, "cost", isWide(values), List.of(new Chart.Series("", places, false))));
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
        return new Chart.Panel(
                "trial",
                "cost",
                false,
                List.of(
                        new Chart.Series("a trial", Place.inOrder(costs), false),
                        new Chart.Series("best so far", Place.inOrder(best), true)));
    }

    private static double[] costs(List<Trial> trials) {
        return trials.stream().mapToDouble(Trial::cost).toArray();
    }

    /** The values of a setting; fewer than trials where one is no number. */
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
