package org.wvtoolkit.cli.command.plot;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.wvtoolkit.cli.option.ModelOption;
import org.wvtoolkit.cli.option.PictureOption;
import org.wvtoolkit.cli.question.AnswerPrinter;
import org.wvtoolkit.cli.question.QuestionWords;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.plot.HeatMap;
import org.wvtoolkit.query.Comparisons;
import org.wvtoolkit.query.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wv plot heatmap}: draws cosine similarities as colours. */
@Command(
        name = "heatmap",
        customSynopsis = "wv plot heatmap [OPTIONS] WORD... [--with WORD,...] -o FILE",
        description = {
            "Draws a matrix of cosine similarities: blue for 1, white for 0, red for -1.",
            "'wv similarity WORD WORD...' prints the numbers."
        },
        footer = {
            "wv plot heatmap man woman king queen -o heat.svg",
            "wv plot heatmap france italy --with paris,rome,berlin -o capitals.png"
        })
public final class PlotHeatMapCommand implements Callable<Integer> {
    private static final int MAX_WORDS = 200;

    private final ProcessContext context;

    @Parameters(arity = "1..*", paramLabel = "WORD", description = "Words of the rows.")
    private List<String> words = List.of();

    @Option(
            names = "--with",
            paramLabel = "WORD",
            split = ",",
            description = "Words of the columns, separated by commas. Default: the words of the rows.")
    private List<String> with = List.of();

    @Mixin
    private PictureOption picture = new PictureOption();

    @Mixin
    private ModelOption model = new ModelOption();

    /**
     * Creates the command.
     *
     * @param context streams, environment and terminal
     */
    public PlotHeatMapCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        picture.check();
        try (Embeddings embeddings = model.open(context)) {
            List<String> rows = distinct(embeddings, words);
            List<String> columns = with.isEmpty() ? rows : distinct(embeddings, with);
            if (Math.max(rows.size(), columns.size()) > MAX_WORDS) {
                throw new IOException("a heat map has at most " + MAX_WORDS + " rows and columns; use fewer words");
            }
            Comparisons comparisons = Comparisons.of(embeddings);
            double[][] cosines = new double[rows.size()][columns.size()];
            for (int i = 0; i < rows.size(); i++) {
                for (int j = 0; j < columns.size(); j++) {
                    Outcome<Double> outcome = comparisons.similarity(List.of(rows.get(i)), List.of(columns.get(j)));
                    if (!(outcome instanceof Outcome.Known<Double>(Double cosine))) {
                        return AnswerPrinter.printFailure(outcome, embeddings.vocabulary(), context);
                    }
                    cosines[i][j] = cosine;
                }
            }
            String subtitle = "cosines in " + model.path(context).getFileName();
            picture.save(
                    (width, height) -> HeatMap.draw(rows, columns, cosines, "Similarity of words", subtitle, width),
                    context);
        }
        return ExitCode.DONE;
    }

    private static List<String> distinct(Embeddings embeddings, List<String> typed) throws IOException {
        return new ArrayList<>(new LinkedHashSet<>(QuestionWords.ofAll(embeddings, typed)));
    }
}
