package org.wvtoolkit.cli.command.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.SparseEmbeddings;
import org.wvtoolkit.index.HnswIndex;
import org.wvtoolkit.index.HnswOptions;
import org.wvtoolkit.option.InvalidOptionException;
import org.wvtoolkit.query.CompressionLoss;
import org.wvtoolkit.query.Neighbours;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code wv index}: builds an index for approximate search. */
@Command(
        name = "index",
        customSynopsis = {"wv index [MODEL] [--recall R] [--force]", "wv index [MODEL] --measure"},
        description = {
            "Builds an index for approximate search and saves it beside the model, as MODEL.hnsw.",
            "'wv similar' and 'wv analogy' use the index with --approximate. It consists of an"
                    + " HNSW graph (Malkov and Yashunin 2018) and the vectors quantized to bytes. The"
                    + " search follows the graph with the quantized vectors and scores its results exactly."
                    + " The recall, the share of the true ten nearest neighbours found, is measured and"
                    + " printed with query times. The index is the same for any number of threads."
        },
        footer = {
            "wv index wiki.safetensors",
            "wv index wiki.safetensors --recall 0.99 --force",
            "wv index wiki.safetensors --measure  Measure the existing index",
            "wv similar -m wiki.safetensors --approximate rome"
        })
public final class IndexCommand implements Callable<Integer> {
    private static final int SAMPLE = 200;
    private static final int NEIGHBOURS = 10;
    private static final long OTHER_SEED = 7_919;

    /** Options of building, which {@code --measure} does not use. */
    private static final List<String> OF_BUILDING =
            List.of("--recall", "--connections", "--beam-width", "--seed", "--threads", "--force");

    private final ProcessContext context;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--recall",
            paramLabel = "R",
            description = "Recall to reach, above 0 and at most 1. Default: 0.96.")
    private @Nullable Double recall;

    @Option(
            names = "--connections",
            paramLabel = "N",
            description = "Links per word in the graph, 2 to 512. Default: 16.")
    private @Nullable Integer connections;

    @Option(
            names = "--beam-width",
            paramLabel = "N",
            description = "Candidates considered for the links of a word. Larger values give a better graph"
                    + " and a slower build. Default: 150.")
    private @Nullable Integer beamWidth;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the random levels. Default: 1.")
    private @Nullable Long seed;

    @Option(names = "--threads", paramLabel = "N", description = "Number of worker threads. Default: one per core.")
    private @Nullable Integer threads;

    @Option(
            names = "--measure",
            description = "Measure recall and query time of the existing index, on other words than those"
                    + " measured when it was built.")
    private boolean measure;

    @Option(names = "--force", description = "Replace an existing index.")
    private boolean force;

    @Mixin
    private ModelArgument model = new ModelArgument();

    @Mixin
    private FormatOption format = new FormatOption();

    @Mixin
    private ProgressOptions progressOptions = new ProgressOptions();

    /**
     * Creates the command.
     *
     * @param context streams, environment and terminal
     */
    public IndexCommand(ProcessContext context) {
        this.context = context;
    }

    private HnswOptions options() {
        HnswOptions defaults = HnswOptions.defaults();
        return new HnswOptions(
                connections == null ? defaults.connections() : connections,
                beamWidth == null ? Math.max(defaults.beamWidth(), connections == null ? 0 : connections) : beamWidth,
                recall == null ? defaults.recall() : recall,
                seed == null ? defaults.seed() : seed);
    }

    @Override
    public Integer call() throws IOException {
        if (measure) {
            checkMeasurement();
        }
        HnswOptions options = options();
        int workers = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        if (workers < 1 || workers > 1024) {
            throw new InvalidOptionException("threads", workers, "must be 1 to 1024");
        }
        Path path = model.path(context);
        Path target = HnswIndex.beside(path);
        try (Embeddings embeddings = model.option().open(context)) {
            if (embeddings instanceof SparseEmbeddings) {
                throw new IOException(
                        path + ": has sparse vectors, which cannot be indexed; train a model with --method svd");
            }
            if (measure) {
                try (HnswIndex index = HnswIndex.open(target, embeddings)) {
                    return print(embeddings, index, target);
                }
            }
            OutputFile.check(target, force);
            try (ProgressReport progress = progressOptions.begin(context);
                    HnswIndex index = HnswIndex.build(embeddings, options, workers, progress)) {
                index.save(target);
                progress.note("saved " + target);
                return print(embeddings, index, target);
            }
        }
    }

    private void checkMeasurement() {
        for (String option : OF_BUILDING) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new ParameterException(
                        spec.commandLine(), option + " cannot be combined with --measure, which builds no index");
            }
        }
    }

    private int print(Embeddings embeddings, HnswIndex index, Path target) throws IOException {
        Neighbours exact = Neighbours.of(embeddings).exact();
        Neighbours approximate = exact.with(index);
        CompressionLoss loss = CompressionLoss.measure(
                embeddings, exact, embeddings, approximate, new CompressionLoss.Sample(SAMPLE, NEIGHBOURS, OTHER_SEED));
        double exactMillis = QueryTimer.millis(exact, embeddings.vocabulary());
        double millis = QueryTimer.millis(approximate, embeddings.vocabulary());
        RowOutput.write(
                List.of("index", "bytes", "words", "search width", "recall@10", "ms", "exact ms"),
                List.of(List.of(
                        target.toString(),
                        Files.size(target),
                        embeddings.vocabulary().size(),
                        index.searchWidth(),
                        loss.overlap(),
                        millis,
                        exactMillis)),
                format.format(context),
                format.results(context));
        return ExitCode.DONE;
    }
}
