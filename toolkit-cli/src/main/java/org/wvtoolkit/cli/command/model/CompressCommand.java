package org.wvtoolkit.cli.command.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.option.FormatOption;
import org.wvtoolkit.cli.option.ModelArgument;
import org.wvtoolkit.cli.option.OutputFile;
import org.wvtoolkit.cli.option.ProgressOptions;
import org.wvtoolkit.cli.output.RowOutput;
import org.wvtoolkit.cli.question.QueryTimer;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.ProgressReport;
import org.wvtoolkit.embedding.CompressedEmbeddings;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.Precision;
import org.wvtoolkit.embedding.UnsuitableInputException;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.query.CompressionLoss;
import org.wvtoolkit.query.Neighbours;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code wv compress}: reduces the precision of vectors, or measures the loss. */
@Command(
        name = "compress",
        customSynopsis = {"wv compress [MODEL] -o OUT --precision half|int8|binary [--force]", "wv compress [MODEL]"},
        description = {
            "Writes a model with vectors of reduced precision, or measures the loss of each" + " precision.",
            "All queries work on compressed models. Without -o nothing is written, and the loss"
                    + " of every precision is measured.",
            "The loss is measured over 500 words: the share of the true ten nearest neighbours"
                    + " that are still found (overlap) and the mean error of the cosine similarities. The"
                    + " size of the vectors and the time of a query are printed, too.",
            "A binary model preselects candidates by the signs of the values and scores them"
                    + " with int8 values. 'wv similar --exact' scores all words."
        },
        footer = {
            "wv compress wiki.safetensors  Measure every precision",
            "wv compress wiki.safetensors -o small.safetensors --precision int8"
        })
public final class CompressCommand implements Callable<Integer> {
    private static final int SAMPLE = 500;
    private static final int NEIGHBOURS = 10;
    private static final long SEED = 1;
    private static final List<String> COLUMNS = List.of("precision", "bytes", "overlap@10", "cosine error", "ms");

    private final ProcessContext context;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            description = "Output file, a safetensors model.")
    private @Nullable Path output;

    @Option(
            names = "--precision",
            paramLabel = "PRECISION",
            converter = CompressCommand.Converter.class,
            completionCandidates = Precisions.class,
            description = {
                "Precision of the values: half, int8 or binary.",
                "half: IEEE half precision, 2 bytes per value.",
                "int8: 1 byte per value and one scale per word.",
                "binary: sign bits for candidate search, and int8 values for scoring."
            })
    private @Nullable Precision precision;

    @Option(names = "--force", description = "Replace OUT if it exists.")
    private boolean force;

    @Mixin
    private ModelArgument model = new ModelArgument();

    @Mixin
    private FormatOption format = new FormatOption();

    @Mixin
    private ProgressOptions progressOptions = new ProgressOptions();

    /** Names of precisions, for the help. */
    static final class Precisions implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Precision.values()).map(Precision::label).iterator();
        }
    }

    /** Converts the name of a precision. */
    static final class Converter implements ITypeConverter<Precision> {
        @Override
        public Precision convert(String text) {
            for (Precision precision : Precision.values()) {
                if (precision.label().equals(text)) {
                    return precision;
                }
            }
            throw new TypeConversionException("'" + text + "' is not one of " + String.join(", ", new Precisions()));
        }
    }

    /**
     * Creates the command.
     *
     * @param context streams, environment and terminal
     */
    public CompressCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        if ((output == null) != (precision == null)) {
            throw new ParameterException(
                    spec.commandLine(), "-o and --precision require each other; without both, the losses are measured");
        }
        Path path = model.path(context);
        if (output != null) {
            OutputFile.checkModel(output, force).mustNotBe(path);
        }
        List<List<Object>> rows = new ArrayList<>();
        try (ProgressReport progress = progressOptions.begin(context);
                Embeddings embeddings = model.option().open(context)) {
            if (!(embeddings instanceof DenseEmbeddings dense)) {
                throw new IOException(path + ": its vectors are compressed already or sparse; use a model with dense"
                        + " vectors of single precision");
            }
            Neighbours exact = Neighbours.of(dense);
            rows.add(row(
                    "single",
                    4L * dense.vocabulary().size() * dense.dimension(),
                    new CompressionLoss(0, 0, 1, 0),
                    exact,
                    dense));
            for (Precision each : precision == null ? List.of(Precision.values()) : List.of(precision)) {
                progress.stage(
                        "compressing to " + each.label(),
                        ProgressListener.Unit.ROWS,
                        dense.vocabulary().size());
                try (CompressedEmbeddings compressed = compress(dense, each, path)) {
                    Neighbours neighbours = Neighbours.of(compressed);
                    CompressionLoss loss = CompressionLoss.measure(
                            dense, exact, compressed, neighbours, new CompressionLoss.Sample(SAMPLE, NEIGHBOURS, SEED));
                    rows.add(row(each.label(), compressed.vectorBytes(), loss, neighbours, dense));
                    progress.advanced(dense.vocabulary().size(), "");
                    if (output != null) {
                        compressed.save(output);
                        progress.note("saved " + output);
                    }
                }
            }
        }
        RowOutput.write(COLUMNS, rows, format.format(context), format.results(context));
        return ExitCode.DONE;
    }

    private static CompressedEmbeddings compress(DenseEmbeddings dense, Precision precision, Path path)
            throws IOException {
        try {
            return CompressedEmbeddings.of(dense, precision);
        } catch (UnsuitableInputException impossible) {
            throw new IOException(path + ": not compressed: " + impossible.getMessage(), impossible);
        }
    }

    private static List<Object> row(
            String name, long bytes, CompressionLoss loss, Neighbours neighbours, DenseEmbeddings dense) {
        return List.of(
                name, bytes, loss.overlap(), loss.cosineError(), QueryTimer.millis(neighbours, dense.vocabulary()));
    }
}
