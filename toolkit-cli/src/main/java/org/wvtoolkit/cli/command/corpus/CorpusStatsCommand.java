package org.wvtoolkit.cli.command.corpus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import org.wvtoolkit.cli.option.FormatOption;
import org.wvtoolkit.cli.option.ProgressOptions;
import org.wvtoolkit.cli.option.ResourceOptions;
import org.wvtoolkit.cli.option.text.CorpusInputs;
import org.wvtoolkit.cli.option.text.OpenedSource;
import org.wvtoolkit.cli.option.text.TextOption;
import org.wvtoolkit.cli.output.OutputFormat;
import org.wvtoolkit.cli.output.PropertyOutput;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.ProgressReport;
import org.wvtoolkit.inspection.Inspection;
import org.wvtoolkit.inspection.TextProfile;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.text.TextOptions;
import org.wvtoolkit.vocabulary.WordTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code wv corpus stats}: counts bytes, lines, tokens and words. */
@Command(
        name = "stats",
        customSynopsis = "wv corpus stats [OPTIONS] CORPUS...",
        description = {
            "Counts bytes, lines, tokens and distinct words, and lists the most frequent words.",
            "The text is read once."
        },
        footer = {
            "wv corpus stats texts/",
            "wv corpus stats book.txt.gz --analyzer whitespace --top 100",
            "zcat news.gz | wv corpus stats - --format json"
        })
public final class CorpusStatsCommand implements Callable<Integer> {
    private final ProcessContext context;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private CorpusInputs corpus = new CorpusInputs();

    @Option(names = "--top", paramLabel = "N", description = "Number of words to list. Default: ${DEFAULT-VALUE}.")
    private int top = 10;

    @Mixin
    private TextOption text = new TextOption();

    @Mixin
    private FormatOption format = new FormatOption();

    @Mixin
    private ResourceOptions resourceOptions = new ResourceOptions();

    @Mixin
    private ProgressOptions progressOptions = new ProgressOptions();

    /**
     * Creates the command.
     *
     * @param context streams, environment and terminal
     */
    public CorpusStatsCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        OutputFormat outputFormat = format.format(context);
        TextOptions textOptions = text.options();
        Resources resources = resourceOptions.resources(Path.of(""));
        try (ProgressReport progress = progressOptions.begin(context);
                OpenedSource opened = OpenedSource.open(corpus.inputs(context), textOptions, spec);
                Inspection inspection = new Inspection(opened.source(), resources)) {
            TextProfile profile = inspection.run(resources.threads(), progress);
            progress.finish();
            PropertyOutput.write(properties(profile, outputFormat), outputFormat, outputFormat.results(context));
        }
        return ExitCode.DONE;
    }

    private SequencedMap<String, Object> properties(TextProfile profile, OutputFormat outputFormat) {
        SequencedMap<String, Object> properties = new LinkedHashMap<>();
        long tokens = profile.tokens();
        properties.put("bytes", profile.report().bytes());
        properties.put("malformed", profile.report().malformed());
        properties.put("lines", profile.lines());
        properties.put("tokens", tokens);
        properties.put("words", (long) profile.words().size());
        properties.put(
                "words seen once", profile.words().size() - profile.surviving(2).words());
        properties.put("tokens per line", tenths((double) tokens / Math.max(1, profile.lines())));
        properties.put("longest line", profile.longestLine());
        properties.put("sha256", profile.report().sha256());
        if (top > 0) {
            properties.put("most frequent", new PropertyOutput.Entries("word", "count", mostFrequent(profile.words())));
        }
        return outputFormat == OutputFormat.TABLE ? properties : underscored(properties);
    }

    private static double tenths(double value) {
        return Math.round(10 * value) / 10.0;
    }

    /** Replaces spaces in a property name. */
    private static SequencedMap<String, Object> underscored(SequencedMap<String, Object> properties) {
        SequencedMap<String, Object> named = new LinkedHashMap<>();
        properties.forEach((name, value) -> named.put(name.replace(' ', '_'), value));
        return named;
    }

    private SequencedMap<String, Object> mostFrequent(WordTable words) {
        Comparator<Integer> rarerFirst =
                Comparator.<Integer>comparingLong(words::count).thenComparing(Comparator.reverseOrder());
        PriorityQueue<Integer> best = new PriorityQueue<>(rarerFirst);
        for (int word = 0; word < words.size(); word++) {
            best.add(word);
            if (best.size() > top) {
                best.poll();
            }
        }
        List<Integer> sorted = new ArrayList<>(best);
        sorted.sort(rarerFirst.reversed());
        SequencedMap<String, Object> counts = new LinkedHashMap<>();
        for (int word : sorted) {
            byte[] utf8 = new byte[words.length(word)];
            words.copy(word, utf8, 0);
            counts.put(new String(utf8, StandardCharsets.UTF_8), words.count(word));
        }
        return counts;
    }
}
