package org.wvtoolkit.cli.command.evaluate;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.wvtoolkit.cli.option.CountOption;
import org.wvtoolkit.cli.option.FormatOption;
import org.wvtoolkit.cli.output.WordReports;
import org.wvtoolkit.cli.question.DenseModel;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.UnsuitableInputException;
import org.wvtoolkit.evaluation.Procrustes;
import org.wvtoolkit.option.InvalidOptionException;
import org.wvtoolkit.query.Neighbour;
import org.wvtoolkit.query.Neighbours;
import org.wvtoolkit.query.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wv diff}: lists the words whose vectors differ most between two models. */
@Command(
        name = "diff",
        customSynopsis = "wv diff [OPTIONS] BEFORE AFTER",
        description = {
            "Lists the words whose vectors differ most between two models, with their neighbours" + " in both.",
            "Typical inputs are models of two periods or two authors. The models are aligned by"
                    + " the best-fitting rotation (orthogonal Procrustes). Vectors of rare words differ by"
                    + " chance, so choose a larger --restrict only for larger corpora. 'wv"
                    + " stability' measures the effect of chance."
        },
        footer = {
            "wv diff 1900.safetensors 2000.safetensors",
            "wv diff -n 50 --restrict 20000 a.bin b.bin",
            "wv diff --near 0 --format tsv a.bin b.bin  Words only"
        },
        exitCodeList = {"1:A model cannot be read, or the models cannot be aligned."})
public final class DiffCommand implements Callable<Integer> {
    private final ProcessContext context;

    @Parameters(index = "0", paramLabel = "BEFORE", description = "A model with dense vectors.")
    private Path before = Path.of("");

    @Parameters(index = "1", paramLabel = "AFTER", description = "A second model of the same dimension.")
    private Path after = Path.of("");

    @Mixin
    private CountOption count = new CountOption();

    @Option(
            names = "--near",
            paramLabel = "N",
            description = "Number of neighbours to list per word. Default: ${DEFAULT-VALUE}.")
    private int near = 5;

    @Option(
            names = "--restrict",
            paramLabel = "N",
            description = "Compare the N most frequent words of each model. Default: ${DEFAULT-VALUE}.")
    private int restrict = 10_000;

    @Mixin
    private FormatOption format = new FormatOption();

    /**
     * Creates the command.
     *
     * @param context streams, environment and terminal
     */
    public DiffCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        if (near < 0) {
            throw new InvalidOptionException("near", near, "must be at least 0");
        }
        if (restrict < 1) {
            throw new InvalidOptionException("restrict", restrict, "must be at least 1");
        }
        try (DenseEmbeddings first = DenseModel.open(before);
                DenseEmbeddings second = DenseModel.open(after)) {
            List<Procrustes.Move> moves;
            try {
                moves = Procrustes.moves(first, second, restrict);
            } catch (UnsuitableInputException cannot) {
                return context.failed(before + ", " + after + ": " + cannot.getMessage());
            }
            WordReports reports = new WordReports(List.of("word", "cosine"), List.of("before", "after"));
            for (Procrustes.Move move : moves.subList(0, Math.min(count.count(), moves.size()))) {
                reports.add(
                        move.word(),
                        move.cosine(),
                        List.of(neighbours(first, move.word()), neighbours(second, move.word())));
            }
            Writer out = format.results(context);
            reports.write(format.format(context), out);
        }
        return ExitCode.DONE;
    }

    private List<String> neighbours(Embeddings embeddings, String word) {
        return near > 0
                        && Neighbours.of(embeddings).similar(List.of(word), near)
                                instanceof Outcome.Known<List<Neighbour>> found
                ? found.value().stream().map(Neighbour::word).toList()
                : List.of();
    }
}
