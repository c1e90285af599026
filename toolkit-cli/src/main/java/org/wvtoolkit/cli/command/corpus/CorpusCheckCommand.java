package org.wvtoolkit.cli.command.corpus;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.option.DurationConverter;
import org.wvtoolkit.cli.option.FormatOption;
import org.wvtoolkit.cli.option.HyperparameterOptions;
import org.wvtoolkit.cli.option.ProgressOptions;
import org.wvtoolkit.cli.option.ResourceOptions;
import org.wvtoolkit.cli.option.VocabularyOption;
import org.wvtoolkit.cli.option.text.CorpusInputs;
import org.wvtoolkit.cli.option.text.TextOption;
import org.wvtoolkit.cli.output.GrowthChart;
import org.wvtoolkit.cli.output.OutputFormat;
import org.wvtoolkit.cli.output.PropertyOutput;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.ProgressReport;
import org.wvtoolkit.cli.terminal.Quantities;
import org.wvtoolkit.container.TemporaryFile;
import org.wvtoolkit.container.TemporaryFiles;
import org.wvtoolkit.corpus.CorpusEncoder;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.forecast.Forecast;
import org.wvtoolkit.forecast.TextSize;
import org.wvtoolkit.inspection.Inspection;
import org.wvtoolkit.inspection.TextProfile;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.text.EncodingScan;
import org.wvtoolkit.text.TextCorpus;
import org.wvtoolkit.text.TextOptions;
import org.wvtoolkit.text.stream.TextInput;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.vocabulary.VocabularyBuilder;
import org.wvtoolkit.vocabulary.VocabularyOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code wv corpus check}: reports problems of a text and forecasts the cost of training. */
@Command(
        name = "check",
        customSynopsis = "wv corpus check [OPTIONS] CORPUS...",
        description = {
            "Reports problems of a corpus and forecasts the time, memory and disk space of" + " training.",
            "The text is read once. The report covers invalid UTF-8, invisible characters, very long"
                    + " lines, duplicate lines, mixed languages (guessed from scripts and stop words), the"
                    + " growth of the vocabulary, and the words left by each minimum count.",
            "Then each training method runs for some seconds on a sample, and its cost for the"
                    + " whole text is extrapolated. The options of 'wv train' apply to the forecast."
        },
        footer = {
            "wv corpus check texts/",
            "wv corpus check wiki.txt --method svd --dim 300 --min-count 20",
            "wv corpus check crawl.txt.gz --no-forecast --strict && wv train crawl.txt.gz"
        },
        exitCodeList = {"1:With --strict: a problem was found."})
public final class CorpusCheckCommand implements Callable<Integer> {
    private static final long[] MIN_COUNTS = {1, 2, 3, 5, 10, 20, 50, 100};

    /** Number of chunks of about 1 MiB of the sample that methods are measured on. */
    private static final long MEASURED_CHUNKS = 96;

    private final ProcessContext context;

    private @Nullable CommandSpec spec;

    @Mixin
    private CorpusInputs corpus = new CorpusInputs();

    @Option(
            names = "--method",
            paramLabel = "NAME",
            completionCandidates = HyperparameterOptions.MethodSummaries.class,
            description =
                    "Training method to forecast. Repeatable. One of: ${COMPLETION-CANDIDATES}. Default:" + " all.")
    private List<String> methods = new ArrayList<>();

    @Option(
            names = "--probe",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description =
                    "Time to measure each method, such as 10s. Longer probes give better forecasts." + " Default: 4s.")
    private @Nullable Duration probe;

    @Option(names = "--no-forecast", description = "Inspect the text only.")
    private boolean noForecast;

    @Option(names = "--strict", description = "Exit with code 1 if a problem was found.")
    private boolean strict;

    @Mixin
    private TextOption text = new TextOption();

    @Mixin
    private VocabularyOption vocabulary = new VocabularyOption();

    @Mixin
    private FormatOption format = new FormatOption();

    @Mixin
    private ResourceOptions resourceOptions = new ResourceOptions();

    @Mixin
    private ProgressOptions progressOptions = new ProgressOptions();

    /** The result of the inspection. */
    private record Report(
            TextProfile profile,
            long files,
            List<String> findings,
            List<TextProfile.Surviving> surviving,
            SequencedMap<String, Forecast> forecasts) {}

    /**
     * Creates the command.
     *
     * @param context streams, environment and terminal
     */
    public CorpusCheckCommand(ProcessContext context) {
        this.context = context;
    }

    @Spec
    void setSpec(CommandSpec command) {
        spec = command;
        HyperparameterOptions.ofTraining().addTo(command);
    }

    @Override
    public Integer call() throws IOException {
        OutputFormat outputFormat = format.format(context);
        TextOptions textOptions = text.options();
        VocabularyOptions words = vocabulary.options();
        Resources resources = resourceOptions.resources(Path.of("").toAbsolutePath());
        CorpusForecasts forecasts = CorpusForecasts.of(
                methods,
                HyperparameterOptions.ofTraining().given(command().commandLine().getParseResult()),
                probe == null ? Duration.ofSeconds(4) : probe);
        List<TextInput> inputs = CorpusInputs.requireText(corpus.inputs(context));
        boolean clean;
        try (ProgressReport progress = progressOptions.begin(context)) {
            EncodingScan scan = new EncodingScan();
            TextCorpus source = TextCorpus.of(inputs, textOptions);
            source.observe(scan);
            try (Inspection inspection = new Inspection(source, MEASURED_CHUNKS, resources)) {
                Report report = noForecast
                        ? report(inspection, inspection.run(resources.threads(), progress), scan, new LinkedHashMap<>())
                        : withForecasts(inspection, scan, words, forecasts, resources, progress);
                progress.finish();
                clean = report.findings().isEmpty();
                write(report, outputFormat);
            }
        }
        return strict && !clean ? ExitCode.FAILED : ExitCode.DONE;
    }

    private CommandSpec command() {
        return Objects.requireNonNull(spec);
    }

    private static Report report(
            Inspection inspection, TextProfile profile, EncodingScan scan, SequencedMap<String, Forecast> forecasts) {
        List<TextProfile.Surviving> surviving = new ArrayList<>();
        for (long minCount : MIN_COUNTS) {
            surviving.add(profile.surviving(minCount));
        }
        return new Report(
                profile, scan.files(), CorpusFindings.of(profile, scan, inspection.provenance()), surviving, forecasts);
    }

    private static Report withForecasts(
            Inspection inspection,
            EncodingScan scan,
            VocabularyOptions options,
            CorpusForecasts forecasts,
            Resources resources,
            ProgressReport progress)
            throws IOException {
        long begin = System.nanoTime();
        try (TemporaryFile file = TemporaryFiles.create(resources.temporaryFolder(), "check");
                EncodedCorpus sample = CorpusEncoder.encode(
                        inspection, new VocabularyOptions(1, Integer.MAX_VALUE), file.path(), resources, progress)) {
            long readNanos = System.nanoTime() - begin;
            TextProfile profile = inspection.profile();
            Report report = report(inspection, profile, scan, new LinkedHashMap<>());
            Vocabulary words = VocabularyBuilder.of(profile.words(), options).vocabulary();
            if (words.size() > 0) {
                long wordBytes = 0;
                for (int word = 0; word < profile.words().size(); word++) {
                    wordBytes += profile.words().length(word);
                }
                TextSize size = new TextSize(
                        profile.tokens(),
                        profile.lines(),
                        words.totalCount(),
                        profile.distinctWords(),
                        wordBytes,
                        readNanos);
                // Memory that training would not use must not be counted.
                inspection.close();
                report.forecasts().putAll(forecasts.run(sample, words, size, resources, progress));
            }
            return report;
        }
    }

    private void write(Report report, OutputFormat outputFormat) throws IOException {
        Writer out = outputFormat.results(context);
        if (outputFormat != OutputFormat.TABLE) {
            PropertyOutput.write(properties(report), outputFormat, out);
            return;
        }
        TextProfile profile = report.profile();
        SequencedMap<String, Object> text = new LinkedHashMap<>();
        text.put("files", report.files());
        text.put("text", Quantities.bytes((double) profile.report().bytes()));
        text.put("lines", profile.lines());
        text.put("documents", profile.documents());
        text.put("tokens", profile.tokens());
        text.put("words", profile.distinctWords());
        text.put(
                "duplicate lines",
                CorpusFindings.percent(profile.repeatedLines().share()));
        text.put("languages", languages(profile));
        PropertyOutput.write(text, outputFormat, out);
        out.write(report.findings().isEmpty() ? "\nno problems found\n" : "\nfound\n");
        for (String finding : report.findings()) {
            out.write("  - " + Quantities.oneLine(finding) + "\n");
        }
        out.write('\n');
        for (String line : GrowthChart.draw(
                profile.growth().tokens(),
                profile.growth().words(),
                "tokens",
                "distinct words",
                context.columns() - 2)) {
            out.write("  " + line + "\n");
        }
        out.write("\n  min-count    words remaining  tokens remaining\n");
        for (TextProfile.Surviving left : report.surviving()) {
            out.write("  " + right(left.minCount(), 9) + right(left.words(), 19) + right(left.tokens(), 18) + "  "
                    + CorpusFindings.percent((double) left.tokens() / Math.max(1, profile.tokens())) + "\n");
        }
        if (!report.forecasts().isEmpty()) {
            out.write("\nforecast of wv train\n" + CorpusForecasts.table(report.forecasts()));
        }
        out.flush();
    }

    private static String right(long count, int width) {
        String text = Quantities.count(count);
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    private static String languages(TextProfile profile) {
        StringBuilder joined = new StringBuilder();
        profile.languages().forEach((language, share) -> {
            if (share >= 0.005) {
                joined.append(joined.isEmpty() ? "" : ", ")
                        .append(language)
                        .append(' ')
                        .append(CorpusFindings.percent(share));
            }
        });
        return joined.toString();
    }

    private static SequencedMap<String, Object> properties(Report report) {
        TextProfile profile = report.profile();
        SequencedMap<String, Object> properties = new LinkedHashMap<>();
        properties.put("files", report.files());
        properties.put("bytes", profile.report().bytes());
        properties.put("malformed", profile.report().malformed());
        properties.put("lines", profile.lines());
        properties.put("longest_line", profile.longestLine());
        properties.put("overlong_lines", profile.overlongLines());
        properties.put("documents", profile.documents());
        properties.put("tokens", profile.tokens());
        properties.put("words", profile.distinctWords());
        properties.put("repeated_lines_share", profile.repeatedLines().share());
        properties.put("repeated_documents_share", profile.repeatedDocuments().share());
        properties.put("vocabulary_growth_exponent", profile.growth().exponent());
        properties.put(
                "languages", new PropertyOutput.Entries("language", "share", new LinkedHashMap<>(profile.languages())));
        SequencedMap<String, Object> findings = new LinkedHashMap<>();
        for (int i = 0; i < report.findings().size(); i++) {
            findings.put(Integer.toString(i + 1), report.findings().get(i));
        }
        properties.put("findings", new PropertyOutput.Entries("", "finding", findings));
        SequencedMap<Long, Object> surviving = new LinkedHashMap<>();
        for (TextProfile.Surviving left : report.surviving()) {
            SequencedMap<String, Object> one = new LinkedHashMap<>();
            one.put("words", left.words());
            one.put("tokens", left.tokens());
            surviving.put(left.minCount(), one);
        }
        properties.put("min_count", new PropertyOutput.Entries("min_count", "words", surviving));
        properties.put(
                "forecast",
                new PropertyOutput.Entries("method", "seconds", CorpusForecasts.properties(report.forecasts())));
        return properties;
    }
}
