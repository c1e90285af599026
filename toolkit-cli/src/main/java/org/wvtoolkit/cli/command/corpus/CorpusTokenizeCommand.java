package org.wvtoolkit.cli.command.corpus;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.wvtoolkit.cli.option.ProgressOptions;
import org.wvtoolkit.cli.option.ResourceOptions;
import org.wvtoolkit.cli.option.text.CorpusInputs;
import org.wvtoolkit.cli.option.text.LineFormatOption;
import org.wvtoolkit.cli.option.text.OpenedSource;
import org.wvtoolkit.cli.option.text.PhraseOption;
import org.wvtoolkit.cli.option.text.TextOption;
import org.wvtoolkit.cli.option.text.TextOutput;
import org.wvtoolkit.cli.option.text.TextOutputOption;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.ProgressReport;
import org.wvtoolkit.lines.OrderedText;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.text.TextOptions;
import org.wvtoolkit.text.stream.TextInput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code wv corpus tokenize}: writes the tokens of a text. */
@Command(
        name = "tokenize",
        customSynopsis = "wv corpus tokenize [OPTIONS] CORPUS...",
        description = {
            "Writes the tokens of a text, separated by spaces: the input that training uses.",
            "Each line of text with at least one token becomes one line. The output can be"
                    + " trained with --analyzer whitespace. An encoded corpus is written as text."
        },
        footer = {
            "wv corpus tokenize news.txt.gz --analyzer german > words.txt",
            "wv corpus tokenize wiki/ -o wiki.txt",
            "wv corpus tokenize texts.corpus --format json",
            "wv corpus tokenize news.txt --phrases-from news.phrases"
        })
public final class CorpusTokenizeCommand implements Callable<Integer> {
    private final ProcessContext context;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private CorpusInputs corpus = new CorpusInputs();

    @Mixin
    private TextOutputOption output = new TextOutputOption();

    @Mixin
    private TextOption text = new TextOption();

    @Mixin
    private PhraseOption phrases = new PhraseOption();

    @Mixin
    private LineFormatOption format = new LineFormatOption();

    @Mixin
    private ResourceOptions resourceOptions = new ResourceOptions();

    @Mixin
    private ProgressOptions progressOptions = new ProgressOptions();

    /**
     * Creates the command.
     *
     * @param context streams, environment and terminal
     */
    public CorpusTokenizeCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        TextOptions textOptions = text.options();
        Resources resources = resourceOptions.resources(output.folder());
        List<TextInput> inputs = corpus.inputs(context);
        try (ProgressReport progress = progressOptions.begin(context);
                TextOutput out = output.open(context, inputs);
                OpenedSource opened = OpenedSource.open(inputs, textOptions, spec)) {
            OrderedText ordered = format.json() ? OrderedText.jsonWords(out) : OrderedText.words(out);
            phrases.joined(
                    opened,
                    resources,
                    progress,
                    source -> source.readTokens(ordered, resources.threads(), progress)
                            .noteChanges(source.name(), progress));
            ordered.finish();
            out.commit();
        }
        return ExitCode.DONE;
    }
}
