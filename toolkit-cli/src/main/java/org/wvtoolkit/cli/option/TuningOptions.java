package org.wvtoolkit.cli.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.help.OptionGroup;
import org.wvtoolkit.cli.terminal.UsageException;
import org.wvtoolkit.option.MethodRegistry;
import org.wvtoolkit.option.OptionValues;
import org.wvtoolkit.tuning.Range;
import org.wvtoolkit.tuning.Search;
import org.wvtoolkit.tuning.SearchMethod;
import org.wvtoolkit.tuning.SearchMethods;
import org.wvtoolkit.tuning.SearchSpace;
import org.wvtoolkit.tuning.TrialFile;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The search strategy and output of a tuning run. */
@OptionGroup("Search options")
public final class TuningOptions {
    /** Maximum number of seeds of the final comparison. */
    public static final int MAX_REPEATS = 30;

    private static final String TRIALS_SUFFIX = ".trials";
    private static final String EPOCHS = "epochs";
    private static final String TRIALS = "--trials";
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    private static final int SHOWN_DIGITS = 8;

    @Option(
            names = "--range",
            paramLabel = "RANGE",
            description = "Range to search: NAME=LOW..HIGH, NAME=LOW..HIGH:log for a logarithmic scale, or"
                    + " NAME=A,B,C. Repeatable. Default: ranges around the defaults.")
    private List<String> ranges = new ArrayList<>();

    @Option(
            names = "--search",
            paramLabel = "NAME",
            completionCandidates = Searches.class,
            description = "Search strategy. One of: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private String search = SearchMethods.all().getFirst().name();

    @Option(names = TRIALS, paramLabel = "N", description = "Number of trials. Default: ${DEFAULT-VALUE}.")
    private int trials = 20;

    @Option(
            names = "--repeats",
            paramLabel = "N",
            description = "Number of seeds for the final comparison with the defaults, 2 to 30, or 0 to skip"
                    + " it. Default: ${DEFAULT-VALUE}.")
    private int repeats = 4;

    @Mixin
    private Target target = new Target();

    /** The output, which the help does not list among the options of the search. */
    @OptionGroup("Options")
    static final class Target {
        @Option(
                names = {"-o", "--output"},
                paramLabel = "FILE",
                required = true,
                description =
                        "Output file for the best hyperparameters. Trials are saved in FILE" + TRIALS_SUFFIX + ".")
        Path output = Path.of("");

        @Option(
                names = "--resume",
                description = "Continue the search whose trials are in FILE" + TRIALS_SUFFIX + ". A larger"
                        + " --trials extends a finished search if the longer search begins with the same trials.")
        boolean resume;

        @Option(names = "--force", description = "Replace FILE and its trials if they exist.")
        boolean force;
    }

    /** Names of search strategies with their summaries, read when the help is printed. */
    static final class Searches implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return SearchMethods.all().stream()
                    .map(each -> each.name() + " (" + each.summary() + ")")
                    .iterator();
        }
    }

    /**
     * Validates the numeric options.
     *
     * @throws IllegalArgumentException if one is out of range
     */
    public void check() {
        if (trials < 1 || trials > 10_000) {
            throw new UsageException("--trials must be 1 to 10000: " + trials);
        }
        if (repeats < 0 || repeats == 1 || repeats > MAX_REPEATS) {
            throw new UsageException("--repeats must be 2 to " + MAX_REPEATS + ", or 0: " + repeats);
        }
    }

    /**
     * Returns the ranges to search: those of the command line, or those that the method's options suggest.
     *
     * @param registry the methods to choose from
     * @param method the method's name
     * @param values the values of all options where nothing is searched
     * @param fixed the options that have a value and are not searched
     * @return the space; the method accepts both ends of each range
     * @throws UsageException if a range cannot be read, or cannot be used with this method
     */
    public SearchSpace space(
            MethodRegistry<?> registry, String method, Map<String, String> values, Map<String, String> fixed)
            throws IOException {
        SearchSpace space = UsageException.check(() -> ranges.isEmpty()
                ? SearchSpace.suggested(registry.named(method), values, fixed.keySet())
                : new SearchSpace(ranges.stream().map(Range::parse).toList()));
        for (Range range : space.ranges()) {
            if (fixed.containsKey(range.name())) {
                throw new UsageException(
                        "--" + range.name() + " and --range " + range.name() + " cannot be combined; use one of them");
            }
            range.check(registry.option(method, range.name()));
            for (double end : new double[] {0, 1}) {
                Map<String, String> settings = new LinkedHashMap<>(fixed);
                settings.put(range.name(), range.value(end));
                registry.create(method, OptionValues.of(settings));
            }
            if (method().usesShares() && range.name().equals(EPOCHS)) {
                throw new UsageException(
                        "--search " + search + " varies the epochs of trials itself; omit --range epochs");
            }
        }
        if (method().usesShares() && !registry.named(method).uses(EPOCHS)) {
            throw new UsageException("--search " + search + " varies the epochs of trials, but " + method
                    + " has no epochs; choose another search");
        }
        return space;
    }

    /**
     * The search strategy.
     *
     * @return the strategy
     * @throws IllegalArgumentException if it is unknown; the message lists all strategies
     */
    public SearchMethod method() {
        return SearchMethods.named(search);
    }

    /**
     * The number of trials.
     *
     * @return at least 1, after {@link #check}
     */
    public int trials() {
        return trials;
    }

    /**
     * The number of seeds of the final comparison.
     *
     * @return 0, or 2 to {@link #MAX_REPEATS}, after {@link #check}
     */
    public int repeats() {
        return repeats;
    }

    /**
     * The output file.
     *
     * @return the file, not validated
     */
    public Path output() {
        return target.output;
    }

    /**
     * The file of trials.
     *
     * @return the file, not validated
     */
    public Path trialFile() {
        return target.output.resolveSibling(target.output.getFileName() + TRIALS_SUFFIX);
    }

    /**
     * Validates both files before long work begins.
     *
     * @return the output
     * @throws IOException if a file exists and must not be replaced, or is missing and cannot be resumed
     */
    public OutputFile target() throws IOException {
        OutputFile checked = OutputFile.check(target.output, target.force || target.resume);
        if (!target.resume && !target.force && hasTrials()) {
            throw new IOException(
                    trialFile() + ": exists already; use --resume to continue it, or --force to replace it");
        }
        if (target.resume && !Files.exists(trialFile())) {
            throw new IOException(trialFile() + ": no such file; omit --resume to start a new search");
        }
        return checked;
    }

    /** Returns whether the file of trials exists and has trials, or is another file that must not be replaced. */
    private boolean hasTrials() {
        try {
            return Files.exists(trialFile()) && !TrialFile.read(trialFile()).isEmpty();
        } catch (IOException otherFile) {
            return true;
        }
    }

    /**
     * Opens the file of trials, to begin or resume a search.
     *
     * @param described everything that determines the trials besides their number, by flag or description
     * @param run the search
     * @return the file
     * @throws IOException if it cannot be written, or belongs to a different search
     */
    public TrialFile kept(SequencedMap<String, String> described, Search run) throws IOException {
        SequencedMap<String, String> settings = new LinkedHashMap<>(described);
        settings.put(TRIALS, Integer.toString(trials));
        if (!target.resume) {
            return TrialFile.begin(trialFile(), settings);
        }
        TrialFile file = TrialFile.resume(trialFile());
        SequencedMap<String, String> begun = new LinkedHashMap<>(file.search());
        String before = begun.remove(TRIALS);
        if (!begun.equals(described)) {
            throw new IOException(trialFile() + ": belongs to a search with other settings: "
                    + differences(begun, described)
                    + "; use the same settings, or --force without --resume to start a new search");
        }
        int done = file.trials().size();
        if (trials < done) {
            throw new IOException(
                    trialFile() + ": " + done + " trials are done; use " + TRIALS + " " + done + " or more");
        }
        if (!settings.get(TRIALS).equals(before) && !run.beginsWith(file.trials())) {
            throw new IOException(trialFile() + ": a " + search + " search with " + TRIALS + " " + trials
                    + " does not begin with the trials of one with " + TRIALS + " " + before
                    + "; use the same " + TRIALS + ", or --force without --resume to start a new search");
        }
        return file;
    }

    /** Lists the settings that differ, with both values. */
    private static String differences(Map<String, String> before, Map<String, String> now) {
        Set<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(now.keySet());
        return names.stream()
                .filter(name -> !Objects.equals(before.get(name), now.get(name)))
                .map(name -> name + " was " + value(before.get(name)) + ", now " + value(now.get(name)))
                .collect(Collectors.joining("; "));
    }

    private static String value(@Nullable String value) {
        if (value == null) {
            return "not specified";
        }
        return SHA_256.matcher(value).matches() ? value.substring(0, SHOWN_DIGITS) + "…" : value;
    }
}
