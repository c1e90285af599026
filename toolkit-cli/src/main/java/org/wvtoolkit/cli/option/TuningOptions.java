package org.wvtoolkit.cli.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wvtoolkit.cli.terminal.UsageException;
import org.wvtoolkit.option.MethodRegistry;
import org.wvtoolkit.option.OptionValues;
import org.wvtoolkit.tuning.Range;
import org.wvtoolkit.tuning.SearchMethod;
import org.wvtoolkit.tuning.SearchMethods;
import org.wvtoolkit.tuning.SearchSpace;
import org.wvtoolkit.tuning.TrialFile;
import picocli.CommandLine.Option;

/** How settings are searched, and where the best of them go, whatever they are settings of. */
public final class TuningOptions {
    /** The most seeds that the best settings and the defaults are compared with. */
    public static final int MOST_REPEATS = 30;

    private static final String TRIALS_SUFFIX = ".trials";
    private static final String EPOCHS = "epochs";

    @Option(
            names = "--range",
            paramLabel = "RANGE",
            description = "what to search: NAME=LOW..HIGH, with :log behind it where equal ratios count the same, or"
                    + " NAME=A,B,C; may be given several times; default: some around the defaults")
    private List<String> ranges = new ArrayList<>();

    @Option(
            names = "--search",
            paramLabel = "NAME",
            completionCandidates = Searches.class,
            description = "how to search; default: ${DEFAULT-VALUE}. There are: ${COMPLETION-CANDIDATES}")
    private String search = SearchMethods.all().getFirst().name();

    @Option(names = "--trials", paramLabel = "N", description = "how many trials; default: ${DEFAULT-VALUE}")
    private int trials = 20;

    @Option(
            names = "--repeats",
            paramLabel = "N",
            description = "seeds with which the best and the defaults are compared in the end, 2 to 30, or 0 to leave"
                    + " that out; default: ${DEFAULT-VALUE}")
    private int repeats = 4;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "where to write the best settings; the trials are kept beside it, in FILE" + TRIALS_SUFFIX)
    private Path output = Path.of("");

    @Option(names = "--resume", description = "go on with the trials that FILE" + TRIALS_SUFFIX + " has")
    private boolean resume;

    @Option(names = "--force", description = "replace FILE and its trials if they exist")
    private boolean force;

    /** Searches with what they do, asked for when the help is shown. */
    static final class Searches implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return SearchMethods.all().stream()
                    .map(each -> each.name() + " (" + each.summary() + ")")
                    .iterator();
        }
    }

    /**
     * Checks the numbers.
     *
     * @throws UsageException if one is out of range
     */
    public void check() {
        if (trials < 1 || trials > 10_000) {
            throw new UsageException("--trials must be 1 to 10000: " + trials);
        }
        if (repeats < 0 || repeats == 1 || repeats > MOST_REPEATS) {
            throw new UsageException("--repeats must be 2 to " + MOST_REPEATS + ", or 0: " + repeats);
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
                        "--" + range.name() + " fixes what --range " + range.name() + " searches; leave one out");
            }
            range.check(registry.option(method, range.name()));
            for (double end : new double[] {0, 1}) {
                Map<String, String> settings = new LinkedHashMap<>(fixed);
                settings.put(range.name(), range.value(end));
                registry.create(method, OptionValues.of(settings));
            }
            if (method().usesShares() && range.name().equals(EPOCHS)) {
                throw new UsageException(
                        "--search " + search + " varies the epochs of trials itself; leave --range epochs out");
            }
        }
        if (method().usesShares() && !registry.named(method).uses(EPOCHS)) {
            throw new UsageException("--search " + search + " varies the epochs of trials, but " + method
                    + " has no epochs; choose another search");
        }
        return space;
    }

    /**
     * How to search.
     *
     * @return the method
     * @throws UsageException if there is no such one; the message lists those there are
     */
    public SearchMethod method() {
        return SearchMethods.named(search);
    }

    /**
     * How many trials.
     *
     * @return at least 1, once checked
     */
    public int trials() {
        return trials;
    }

    /**
     * With how many seeds the best and the defaults are compared.
     *
     * @return 0, or 2 to {@link #MOST_REPEATS}, once checked
     */
    public int repeats() {
        return repeats;
    }

    /**
     * Where the best settings go.
     *
     * @return the file, not checked
     */
    public Path output() {
        return output;
    }

    /**
     * Where the trials are kept.
     *
     * @return the file, not checked
     */
    public Path trialFile() {
        return output.resolveSibling(output.getFileName() + TRIALS_SUFFIX);
    }

    /**
     * Checks both files before anything is done.
     *
     * @return the output
     * @throws IOException if one is there that must not be replaced, or is not there to go on with
     */
    public OutputFile target() throws IOException {
        OutputFile target = OutputFile.check(output, force || resume);
        if (!resume && !force && Files.exists(trialFile())) {
            throw new IOException(trialFile() + ": exists already; go on with --resume, or begin anew with --force");
        }
        if (resume && !Files.exists(trialFile())) {
            throw new IOException(
                    trialFile() + ": no such file, so there is nothing to go on with; leave --resume out");
        }
        return target;
    }

    /**
     * Opens the file of trials, to go on or to begin.
     *
     * @param described all that decides what is tried
     * @return the file
     * @throws IOException if it cannot be written, or was begun for another search
     */
    public TrialFile kept(String described) throws IOException {
        return resume ? TrialFile.resume(trialFile(), described) : TrialFile.begin(trialFile(), described);
    }
}
