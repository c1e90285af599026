package org.wvtoolkit.cli.command.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import org.wvtoolkit.cli.option.FormatOption;
import org.wvtoolkit.cli.option.OutputFile;
import org.wvtoolkit.cli.option.ProgressOptions;
import org.wvtoolkit.cli.option.ResourceOptions;
import org.wvtoolkit.cli.option.text.CorpusInputs;
import org.wvtoolkit.cli.option.text.OpenedSource;
import org.wvtoolkit.cli.option.text.PhraseOption;
import org.wvtoolkit.cli.option.text.TextOption;
import org.wvtoolkit.cli.output.PropertyOutput;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.ProgressReport;
import org.wvtoolkit.corpus.CorpusEncoder;
import org.wvtoolkit.corpus.EncodedCorpus;
import org.wvtoolkit.corpus.TokenSource;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.text.TextOptions;
import org.wvtoolkit.text.stream.TextInput;
import org.wvtoolkit.vocabulary.VocabularyOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code wv corpus encode}: writes a text as a file of word ids. */
@Command(
        name = "encode",
        customSynopsis = "wv corpus encode [OPTIONS] CORPUS... -o FILE",
        description = {
            "Tokenizes a text once and saves it as token ids, for several training runs.",
            "'wv train FILE' on the encoded corpus skips reading and tokenization and gives the"
                    + " same model as the text. All words are kept, so that later runs can use any"
                    + " --min-count, unless --min-count is given here.",
            "With --on MASTER, the text is encoded on the Apache Spark in SPARK_HOME, with other"
                    + " options: see 'wv corpus encode --on local[2] --help'."
        },
        footer = {
            "wv corpus encode wiki/ -o wiki.corpus",
            "wv train wiki.corpus -o cbow.safetensors",
            "wv train wiki.corpus --method svd -o svd.safetensors"
        })
public final class CorpusEncodeCommand implements Callable<Integer> {
    private final ProcessContext context;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private CorpusInputs corpus = new CorpusInputs();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "Output file.")
    private Path output = Path.of("");

    @Option(names = "--force", description = "Replace FILE if it exists.")
    private boolean force;

    @Option(
            names = "--min-count",
            paramLabel = "N",
            description = "Minimum word count. Rarer words are dropped. Default: ${DEFAULT-VALUE}.")
    private long minCount = 1;

    @Mixin
    private TextOption text = new TextOption();

    @Mixin
    private PhraseOption phrases = new PhraseOption();

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
    public CorpusEncodeCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        OutputFile target = OutputFile.check(output, force);
        List<TextInput> inputs = corpus.inputs(context, target);
        TextOptions textOptions = text.options();
        VocabularyOptions vocabulary = new VocabularyOptions(minCount, Integer.MAX_VALUE);
        Resources resources = resourceOptions.resources(target.folder());
        try (ProgressReport progress = progressOptions.begin(context);
                OpenedSource opened = OpenedSource.open(inputs, textOptions, spec)) {
            phrases.joined(opened, resources, progress, source -> encode(source, vocabulary, resources, progress));
        }
        return ExitCode.DONE;
    }

    private void encode(TokenSource source, VocabularyOptions vocabulary, Resources resources, ProgressReport progress)
            throws IOException {
        try (EncodedCorpus encoded = CorpusEncoder.encode(source, vocabulary, output, resources, progress)) {
            progress.finish();
            SequencedMap<String, Object> properties = new LinkedHashMap<>();
            properties.put("file", output.toString());
            properties.put("bytes", Files.size(output));
            properties.put("lines", encoded.sentences());
            properties.put("tokens", encoded.tokens());
            properties.put("words", (long) encoded.vocabulary().size());
            PropertyOutput.write(properties, format.format(context), format.results(context));
        }
    }
}
