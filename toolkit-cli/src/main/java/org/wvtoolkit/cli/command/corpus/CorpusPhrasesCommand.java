package org.wvtoolkit.cli.command.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.option.Choices;
import org.wvtoolkit.cli.option.FormatOption;
import org.wvtoolkit.cli.option.OutputFile;
import org.wvtoolkit.cli.option.ProgressOptions;
import org.wvtoolkit.cli.option.ResourceOptions;
import org.wvtoolkit.cli.option.text.CorpusInputs;
import org.wvtoolkit.cli.option.text.OpenedSource;
import org.wvtoolkit.cli.option.text.PhraseOption;
import org.wvtoolkit.cli.option.text.TextOption;
import org.wvtoolkit.cli.output.RowOutput;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.ProgressReport;
import org.wvtoolkit.option.InvalidOptionException;
import org.wvtoolkit.phrases.Phrase;
import org.wvtoolkit.phrases.PhraseFinder;
import org.wvtoolkit.phrases.PhraseOptions;
import org.wvtoolkit.phrases.PhraseScore;
import org.wvtoolkit.phrases.Phrases;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.text.TextOptions;
import org.wvtoolkit.text.stream.TextInput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code wv corpus phrases}: finds phrases. */
@Command(
        name = "phrases",
        customSynopsis = "wv corpus phrases [OPTIONS] CORPUS... [-o FILE]",
        description = {
            "Finds phrases: words that occur together much more often than by chance.",
            "The phrases are listed by frequency, or saved with -o. 'wv train --phrases-from"
                    + " FILE' joins each phrase to one token with a vector of its own. Each further pass"
                    + " treats the phrases found so far as words and so finds phrases of more"
                    + " than two words."
                    + " Counts are exact for any --memory.",
            "Scores: word2phrase (Mikolov et al. 2013) is the ratio of observed to expected"
                    + " frequency, without an upper bound. npmi (Bouma 2009) is -1 for words that never"
                    + " occur together, 0 for words that occur together as often as by chance, and 1 for"
                    + " words that always occur together."
        },
        footer = {
            "wv corpus phrases news.txt.gz -n 20",
            "wv corpus phrases wiki/ --score npmi --threshold 0.6 -o wiki.phrases",
            "wv train wiki/ --phrases-from wiki.phrases -o wiki.safetensors",
            "wv similar -m wiki.safetensors \"new york\""
        })
public final class CorpusPhrasesCommand implements Callable<Integer> {
    private static final PhraseOptions DEFAULTS = PhraseOptions.defaults();

    private final ProcessContext context;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private CorpusInputs corpus = new CorpusInputs();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Save all phrases to FILE instead of listing them.")
    private @Nullable Path output;

    @Option(names = "--force", description = "Replace FILE if it exists.")
    private boolean force;

    @Option(
            names = {"-n", "--count"},
            paramLabel = "N",
            description = "List the N most frequent phrases of each pass. Default: all.")
    private int count = Integer.MAX_VALUE;

    @Option(
            names = "--score",
            paramLabel = "NAME",
            completionCandidates = Scores.class,
            description = "Scoring function: word2phrase or npmi. Default: ${DEFAULT-VALUE}.")
    private String score = DEFAULTS.score().label();

    @Option(
            names = "--threshold",
            paramLabel = "X",
            description = "A pair that scores above X is a phrase. Default: 100 for word2phrase, 0.5 for npmi.")
    private @Nullable Double threshold;

    @Option(
            names = "--min-count",
            paramLabel = "N",
            description = "Minimum count of a pair. Default: ${DEFAULT-VALUE}.")
    private long minCount = DEFAULTS.minCount();

    @Option(
            names = "--passes",
            paramLabel = "N",
            description = "Number of passes over the text, 1 to 10. Default: ${DEFAULT-VALUE}.")
    private int passes = DEFAULTS.passes();

    @Option(
            names = "--connector",
            paramLabel = "TEXT",
            description = "Text between the words of a phrase. Default: ${DEFAULT-VALUE}")
    private String connector = Phrases.DEFAULT_CONNECTOR;

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
    public CorpusPhrasesCommand(ProcessContext context) {
        this.context = context;
    }

    private PhraseOptions options() {
        if (count < 1) {
            throw new InvalidOptionException("count", count, "must be at least 1");
        }
        PhraseScore scored = PhraseScore.named(score);
        return new PhraseOptions(scored, threshold == null ? scored.defaultThreshold() : threshold, minCount, passes);
    }

    @Override
    public Integer call() throws IOException {
        OutputFile target = output == null ? null : OutputFile.check(output, force);
        List<TextInput> inputs = target == null ? corpus.inputs(context) : corpus.inputs(context, target);
        TextOptions textOptions = text.options();
        PhraseOptions options = options();
        Phrases none = new Phrases(connector, List.of());
        Resources resources =
                resourceOptions.resources(target == null ? Path.of("").toAbsolutePath() : target.folder());
        try (ProgressReport progress = progressOptions.begin(context);
                OpenedSource opened = OpenedSource.open(inputs, textOptions, spec)) {
            PhraseOption.withWords(opened, resources, progress, words -> {
                Phrases found = PhraseFinder.find(words, options, none.connector(), resources, progress);
                progress.finish();
                if (output == null) {
                    list(found);
                } else {
                    found.save(output);
                    progress.note("saved " + output + " (" + found.all().size() + " phrases)");
                }
            });
        }
        return ExitCode.DONE;
    }

    private void list(Phrases phrases) throws IOException {
        List<List<Object>> rows = phrases.all().stream()
                .collect(Collectors.groupingBy(Phrase::pass, TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .flatMap(pass -> pass.stream().limit(count))
                .map(phrase -> List.<Object>of(
                        phrase.joined(phrases.connector()), phrase.score(), phrase.count(), phrase.pass()))
                .toList();
        RowOutput.write(
                List.of("phrase", "score", "count", "pass"), rows, format.format(context), format.results(context));
    }

    /** Names of scoring functions. */
    static final class Scores extends Choices {
        Scores() {
            super(Arrays.stream(PhraseScore.values()).map(PhraseScore::label).toList());
        }
    }
}
