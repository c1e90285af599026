package org.wvtoolkit.cli.command.query;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
import org.wvtoolkit.lines.ByteConsumer;
import org.wvtoolkit.text.TextCorpus;
import org.wvtoolkit.text.stream.TextInput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code wv vectors}: a vector for each line of a text. */
@Command(
        name = "vectors",
        customSynopsis = "wv vectors [OPTIONS] --text [FILE...]",
        sortOptions = false,
        description = {
            "Writes a vector for each line of a text, empty ones included: the average of its words' vectors.",
            "%nA line without a word that the model knows becomes zeros. Words are cut as the model's corpus was."
        },
        footer = {
            "%nExamples:%n",
            "  wv vectors --text reviews.txt -o reviews.npy",
            "  wv vectors --text a.txt.gz b.txt --weighting mean > rows.tsv",
            "  grep -i ship news.txt | wv vectors --text -m news.safetensors"
        })
public final class VectorsCommand implements Callable<Integer> {
    private static final String NUMPY = ".npy";

    /** The value that the paper recommends. */
    private static final double USUAL_SMOOTHING = 1e-3;

    private final ProcessContext context;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--text",
            arity = "0..*",
            required = true,
            paramLabel = "FILE",
            description = "files, plain or compressed; - or none for standard input")
    private List<String> files = new ArrayList<>();

    @Mixin
    private ModelOption model = new ModelOption();

    @Option(
            names = "--weighting",
            paramLabel = "NAME",
            description = "mean: all words count alike; sif: frequent ones count less, by a / (a + p) for a word of"
                    + " probability p; default: sif")
    private String weighting = "sif";

    @Option(names = "--sif-a", paramLabel = "A", description = "a of sif, above 0; default: 0.001")
    private @Nullable Double smoothing;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description =
                    "where to write: NAME.npy, a matrix for NumPy, or else lines of values with tabs between them;"
                            + " default: such lines on standard output")
    private @Nullable Path output;

    @Option(names = "--force", description = "replace FILE if it exists")
    private boolean force;

    @Mixin
    private ResourceOptions resources = new ResourceOptions();

    @Mixin
    private ProgressOptions progressOptions = new ProgressOptions();

    /**
     * A command for one run.
     *
     * @param context what the process was given
     */
    public VectorsCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        WordWeighting weights;
        int threads;
        try {
            weights = weights();
            threads = resources.resources(Path.of("")).threads();
        } catch (IllegalArgumentException wrong) {
            throw new ParameterException(spec.commandLine(), String.valueOf(wrong.getMessage()), wrong);
        }
        Path target = output == null || output.toString().equals("-") ? null : output;
        List<TextInput> inputs = inputs(target == null ? null : OutputFile.check(target, force));
        try (Embeddings embeddings = model.open(context);
                ProgressReport progress = progressOptions.begin(context)) {
            if (target != null && target.toString().endsWith(NUMPY)) {
                try (NumpyWriter rows = NumpyWriter.create(target, embeddings.dimension())) {
                    write(embeddings, weights, RowEncoding.FLOATS, rows::write, inputs, threads, progress);
                    rows.commit();
                }
            } else {
                try (TextOutput text = target == null ? TextOutput.standard(context) : TextOutput.file(target)) {
                    write(embeddings, weights, RowEncoding.TSV, text, inputs, threads, progress);
                    text.commit();
                }
            }
        }
        return ExitCode.DONE;
    }

    private WordWeighting weights() {
        return switch (weighting) {
            case "sif" -> new WordWeighting(smoothing == null ? USUAL_SMOOTHING : smoothing);
            case "mean" -> {
                if (smoothing != null) {
                    throw new IllegalArgumentException("--sif-a applies to --weighting sif");
                }
                yield WordWeighting.MEAN;
            }
            default -> throw new IllegalArgumentException("--weighting must be mean or sif: " + weighting);
        };
    }

    /** Rows must stand for lines one by one; of a folder nobody could say which. */
    private List<TextInput> inputs(@Nullable OutputFile target) throws IOException {
        List<TextInput> inputs = new ArrayList<>();
        for (String file : files.isEmpty() ? List.of("-") : files) {
            TextInput input = TextInput.argument(file, context.in());
            if (input instanceof TextInput.AtPath(Path path)) {
                if (Files.isDirectory(path)) {
                    throw new IOException(path + ": is a folder; name the files in it, in the order of the rows");
                }
                if (target != null) {
                    target.mustNotBe(path);
                }
            }
            inputs.add(input);
        }
        return inputs;
    }

    private static void write(
            Embeddings embeddings,
            WordWeighting weights,
            RowEncoding encoding,
            ByteConsumer out,
            List<TextInput> inputs,
            int threads,
            ProgressReport progress)
            throws IOException {
        DocumentVectors vectors = new DocumentVectors(embeddings, weights, encoding, out);
        for (TextInput input : inputs) {
            // One by one, since only at a file's end an empty line is none.
            TextCorpus.lines(List.of(input)).readTokens(vectors, threads, progress);
            vectors.finish();
        }
        String zeros = vectors.unknownLineCount() == 0
                ? ""
                : "; " + Quantities.count(vectors.unknownLineCount())
                        + " of them zeros, for lines without a word that the model knows";
        progress.note("wrote " + Quantities.count(vectors.lineCount()) + " vectors" + zeros);
    }
}
