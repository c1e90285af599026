package org.wvtoolkit.cli.command.train;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.wvtoolkit.cli.option.HyperparameterOptions;
import org.wvtoolkit.cli.option.OptionsFile;
import org.wvtoolkit.cli.option.TuningOptions;
import org.wvtoolkit.cli.terminal.ProgressReport;
import org.wvtoolkit.tuning.Range;
import org.wvtoolkit.tuning.Search;
import org.wvtoolkit.tuning.SearchSpace;
import org.wvtoolkit.tuning.Trial;
import org.wvtoolkit.tuning.TrialFile;
import org.wvtoolkit.tuning.TuningObjective;
import org.wvtoolkit.tuning.TuningReport;

/**
 * Runs a search from the first trial to the file of the best hyperparameters.
 *
 * @param options the search strategy and the output
 * @param space the search space
 * @param cost evaluates hyperparameters
 * @param progress receives the progress of trials
 */
public record TuningRun(TuningOptions options, SearchSpace space, TuningObjective cost, ProgressReport progress) {
    /**
     * Runs the search.
     *
     * @param of the name of the tuned method
     * @param described everything that determines the trials besides the method and the search strategy: values by flag
     *     or, if no option has the value, by description
     * @param fixed options that precede the best hyperparameters in the file
     * @return the result
     * @throws IOException if it failed; completed trials are saved
     */
    public TuningReport run(String of, SequencedMap<String, String> described, Map<String, String> fixed)
            throws IOException {
        SequencedMap<String, String> all = new LinkedHashMap<>();
        all.put(fixed.containsKey("classifier") ? "--classifier" : "--method", of);
        all.put("--search", options.method().name());
        all.put("--range", space.ranges().stream().map(Range::toString).collect(Collectors.joining(" ")));
        all.putAll(described);
        TrialFile kept = options.kept(all, new Search(space, options.method(), options.trials(), cost.seed()));
        progress.ifStopped(() -> Files.exists(options.trialFile())
                ? "the trials are saved; use --resume to continue"
                : "no trial is finished");
        List<Trial> done = trials(kept);
        Trial best = Search.best(done)
                .orElseThrow(() -> new IOException("no trial produced a model; search other ranges, such as a lower"
                        + " learning-rate; the trials are in " + options.trialFile()));
        TuningReport report = TuningReport.of(best, done.size(), cost, options.repeats(), progress);
        Map<String, String> settings = new LinkedHashMap<>(fixed);
        settings.putAll(best.settings());
        OptionsFile.write(options.output(), report.comments(of), settings);
        progress.finish();
        return report;
    }

    /**
     * Returns the values of options by their flags.
     *
     * @param values text by option name
     * @return text by flag, modifiable
     */
    public static SequencedMap<String, String> flags(Map<String, String> values) {
        SequencedMap<String, String> byFlag = new LinkedHashMap<>();
        values.forEach((name, value) -> byFlag.put(HyperparameterOptions.flag(name), value));
        return byFlag;
    }

    private List<Trial> trials(TrialFile kept) throws IOException {
        List<Trial> all = new ArrayList<>(kept.trials());
        if (!all.isEmpty()) {
            progress.note(all.size() + " trials are done already");
        }
        return new Search(space, options.method(), options.trials(), cost.seed())
                .run(
                        kept.trials(),
                        (settings, share) ->
                                cost.of("trial " + (all.size() + 1) + " of " + options.trials(), settings, share),
                        trial -> {
                            kept.add(trial);
                            all.add(trial);
                            progress.note(TuningReport.shown(cost.target(), trial.cost())
                                    + (trial.share() < 1
                                            ? " with " + TuningReport.number(trial.share()) + " of the epochs"
                                            : ""));
                        });
    }
}
