package org.wvtoolkit.cli.command.query;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.option.Choices;
import org.wvtoolkit.cli.option.ModelOption;
import org.wvtoolkit.cli.option.OutputFile;
import org.wvtoolkit.cli.option.ProgressOptions;
import org.wvtoolkit.cli.option.ResourceOptions;
import org.wvtoolkit.cli.option.text.TextOutput;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.ProgressReport;
import org.wvtoolkit.cli.terminal.Quantities;
import org.wvtoolkit.documents.DocumentVectors;
import org.wvtoolkit.documents.RowEncoding;
import org.wvtoolkit.documents.WordWeighting;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.format.NumpyWriter;
import org.wvtoolkit.option.ConflictingOptionsException;
import org.wvtoolkit.option.InvalidOptionException;
import org.wvtoolkit.text.TextCorpus;
import org.wvtoolkit.text.stream.TextInput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wv vectors}: writes one vector per line of text. */
@Command(
        name = "vectors",
        customSynopsis = "wv vectors [OPTIONS] --text [FILE...]",
        description = {
            "Writes one vector per line of text: the weighted mean of its word vectors.",
            "Empty lines and lines without a vocabulary word give a row of zeros, so that rows and"
                    + " lines correspond. The text is tokenized like the model's corpus."
        },
        footer = {
            "wv vectors --text reviews.txt -o reviews.npy",
            "wv vectors --text a.txt.gz b.txt --weighting mean > rows.tsv",
            "grep -i ship news.txt | wv vectors --text -m news.safetensors"
        })
public final class VectorsCommand implements Callable<Integer> {
    private static final String NUMPY = ".npy";

    /** The value recommended by Arora, Liang and Ma (2017). */
    private static final double USUAL_SMOOTHING = 1e-3;

    private final ProcessContext context;

    @Option(
            names = "--text",
            arity = "0..*",
            required = true,
            paramLabel = "FILE",
            description = "Text files, plain or compressed. Without FILE, or with -, standard input is read.")
    private List<String> files = new ArrayList<>();

    @Mixin
    private ModelOption model = new ModelOption();

    @Option(
            names = "--weighting",
            paramLabel = "NAME",
            completionCandidates = Weightings.class,
            description = "Word weights: sif or mean. sif (smooth inverse frequency, Arora et al. 2017)"
                    + " weights a word of probability p by a / (a + p), so that frequent words count less;"
                    + " mean weights all words equally. Default: sif.")
    private String weighting = "sif";

    @Option(names = "--sif-a", paramLabel = "A", description = "Parameter a of sif, above 0. Default: 0.001.")
    private @Nullable Double smoothing;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Output file. NAME.npy is written as a NumPy matrix, any other name as tab-separated"
                    + " values. Default: tab-separated values on standard output.")
    private @Nullable Path output;

    @Option(names = "--force", description = "Replace FILE if it exists.")
    private boolean force;

    @Mixin
    private ResourceOptions resourceOptions = new ResourceOptions();

    @Mixin
    private ProgressOptions progressOptions = new ProgressOptions();

    /**
     * Creates the command.
     *
     * @param context streams, environment and terminal
     */
    public VectorsCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        WordWeighting weights = weights();
        int threads = resourceOptions.resources(Path.of("")).threads();
        Path target = output == null || output.toString().equals("-") ? null : output;
        List<TextInput> inputs = inputs(target == null ? null : OutputFile.check(target, force));
        try (Embeddings embeddings = model.open(context);
                ProgressReport progress = progressOptions.begin(context)) {
            if (target != null && target.toString().endsWith(NUMPY)) {
                try (NumpyWriter rows = NumpyWriter.create(target, embeddings.dimension())) {
                    write(
                            new DocumentVectors(embeddings, weights, RowEncoding.FLOATS, rows::write),
                            inputs,
                            threads,
                            progress);
                    rows.commit();
                }
            } else {
                try (TextOutput text = target == null ? TextOutput.standard(context) : TextOutput.file(target)) {
                    write(new DocumentVectors(embeddings, weights, RowEncoding.TSV, text), inputs, threads, progress);
                    text.commit();
                }
            }
        }
        return ExitCode.DONE;
    }

    private WordWeighting weights() {
        return switch (weighting) {
            case "sif" -> {
                double a = smoothing == null ? USUAL_SMOOTHING : smoothing;
                if (!(a > 0)) {
                    throw new InvalidOptionException("sif-a", a, "must be greater than 0");
                }
                yield new WordWeighting(a);
            }
            case "mean" -> {
                if (smoothing != null) {
                    throw new ConflictingOptionsException("{} requires {} sif", "sif-a", "weighting");
                }
                yield WordWeighting.MEAN;
            }
            default -> throw new InvalidOptionException("weighting", weighting, "must be mean or sif");
        };
    }

    /** The input files. Folders are rejected, because rows must correspond to lines in a known order. */
    private List<TextInput> inputs(@Nullable OutputFile target) throws IOException {
        List<TextInput> inputs = new ArrayList<>();
        for (String file : files.isEmpty() ? List.of("-") : files) {
            TextInput input = TextInput.argument(file, context.in());
            if (input instanceof TextInput.AtPath(Path path)) {
                if (Files.isDirectory(path)) {
                    throw new IOException(path + ": is a folder; list the files in it, in the order of the rows");
                }
                if (target != null) {
                    target.mustNotBe(path);
                }
            }
            inputs.add(input);
        }
        return inputs;
    }

    private static void write(DocumentVectors vectors, List<TextInput> inputs, int threads, ProgressReport progress)
            throws IOException {
        for (TextInput input : inputs) {
            // Each file separately: what follows the last line break of a file is a line only if it is not empty.
            TextCorpus.lines(List.of(input)).readTokens(vectors, threads, progress);
            vectors.finish();
        }
        String zeros = vectors.unknownLineCount() == 0
                ? ""
                : "; " + Quantities.count(vectors.unknownLineCount())
                        + " of them zeros, for lines without a known word";
        progress.note("wrote " + Quantities.count(vectors.lineCount()) + " vectors" + zeros);
    }

    /** Names of word weightings. */
    static final class Weightings extends Choices {
        Weightings() {
            super(List.of("sif", "mean"));
        }
    }
}
