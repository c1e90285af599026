package org.wvtoolkit.cli.command.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import org.wvtoolkit.cli.option.FormatOption;
import org.wvtoolkit.cli.option.ModelOption;
import org.wvtoolkit.cli.output.OutputFormat;
import org.wvtoolkit.cli.output.PropertyOutput;
import org.wvtoolkit.cli.output.RowOutput;
import org.wvtoolkit.cli.question.AnswerPrinter;
import org.wvtoolkit.cli.question.QuestionWords;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.query.Comparisons;
import org.wvtoolkit.query.Outcome;
import org.wvtoolkit.query.Transport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wv distance}: prints the word mover's distance between two texts. */
@Command(
        name = "distance",
        customSynopsis = "wv distance [-m MODEL] [--ways] [--format FORMAT] TEXT TEXT",
        description = {
            "Prints the word mover's distance between two texts, from 0 to 2.",
            "The distance (Kusner et al. 2015) is the minimum cost of transforming the words of"
                    + " one text into the words of the other. Moving a word costs its weight times the"
                    + " Euclidean distance between the vectors, each normalised to length 1. The transport"
                    + " problem is solved exactly. Out-of-vocabulary words are skipped and reported on"
                    + " standard error."
        },
        footer = {
            "wv distance \"the president greets the press\" \"a minister speaks to media\"",
            "wv distance --ways \"rivers of france\" \"italian lakes\"  Show the transport plan"
        },
        exitCodeList = {"1:Every word of a text is out of vocabulary, or there is no model."})
public final class DistanceCommand implements Callable<Integer> {
    private final ProcessContext context;

    @Parameters(arity = "2", paramLabel = "TEXT", hideParamSyntax = true, description = "Two texts, each quoted.")
    private List<String> texts = List.of();

    @Option(
            names = "--ways",
            description = "Show the transport plan: which word moves to which, with its weight. Default: the"
                    + " distance only.")
    private boolean ways;

    @Mixin
    private ModelOption model = new ModelOption();

    @Mixin
    private FormatOption format = new FormatOption();

    /**
     * Creates the command.
     *
     * @param context streams, environment and terminal
     */
    public DistanceCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        try (Embeddings embeddings = model.open(context)) {
            Comparisons comparisons = Comparisons.of(embeddings);
            List<List<String>> known = new ArrayList<>();
            for (String text : texts) {
                List<String> all = QuestionWords.ofText(embeddings, text);
                List<String> some = comparisons.known(all);
                if (some.isEmpty()) {
                    return context.failed("every word is out of vocabulary in \"" + text + "\"; use another text");
                }
                QuestionWords.noteUnknown(all, some, context);
                known.add(some);
            }
            Outcome<Transport> outcome = comparisons.distance(known.get(0), known.get(1));
            if (!(outcome instanceof Outcome.Known<Transport>(Transport transport))) {
                return AnswerPrinter.printFailure(outcome, embeddings.vocabulary(), context);
            }
            print(transport);
            return ExitCode.DONE;
        }
    }

    private void print(Transport transport) throws IOException {
        if (ways) {
            List<List<Object>> rows = new ArrayList<>();
            for (Transport.Way way : transport.ways()) {
                rows.add(List.of(way.from(), way.to(), way.weight(), way.cost()));
            }
            RowOutput.write(
                    List.of("from", "to", "weight", "distance"), rows, format.format(context), format.results(context));
        } else {
            OutputFormat outputFormat = format.format(context);
            if (outputFormat == OutputFormat.JSON) {
                SequencedMap<String, Double> result = new LinkedHashMap<>(Map.of("distance", transport.distance()));
                PropertyOutput.write(result, outputFormat, outputFormat.results(context));
            } else {
                RowOutput.write(
                        List.of("distance"),
                        List.of(List.of(transport.distance())),
                        outputFormat,
                        outputFormat.results(context));
            }
        }
    }
}
