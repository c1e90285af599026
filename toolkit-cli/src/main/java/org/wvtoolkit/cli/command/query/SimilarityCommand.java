package org.wvtoolkit.cli.command.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.wvtoolkit.cli.option.FormatOption;
import org.wvtoolkit.cli.option.ModelOption;
import org.wvtoolkit.cli.output.RowOutput;
import org.wvtoolkit.cli.question.AnswerPrinter;
import org.wvtoolkit.cli.question.QuestionWords;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.query.Comparisons;
import org.wvtoolkit.query.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code wv similarity}: prints the cosine similarity of words or lists of words. */
@Command(
        name = "similarity",
        customSynopsis = "wv similarity [-m MODEL] [--format FORMAT] A B...",
        description = {
            "Prints the cosine similarity of words or lists of words, from -1 to 1.",
            "An argument of several words stands for the sum of their vectors, each normalised"
                    + " to length 1. More than two arguments are compared pairwise."
        },
        footer = {
            "wv similarity king queen",
            "wv similarity \"king queen\" \"man woman\"  Two lists of words",
            "wv similarity --format tsv france italy spain  Three pairs"
        },
        exitCodeList = {"1:A word is out of vocabulary (similar spellings are suggested), or there is no" + " model."})
public final class SimilarityCommand implements Callable<Integer> {
    private final ProcessContext context;

    @Parameters(
            arity = "2..*",
            paramLabel = "A B",
            hideParamSyntax = true,
            description = "Words, or quoted lists of words; at least two.")
    private List<String> arguments = List.of();

    @Mixin
    private ModelOption model = new ModelOption();

    @Mixin
    private FormatOption format = new FormatOption();

    /**
     * Creates the command.
     *
     * @param context streams, environment and terminal
     */
    public SimilarityCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        try (Embeddings embeddings = model.open(context)) {
            Comparisons comparisons = Comparisons.of(embeddings);
            List<List<String>> lists = new ArrayList<>();
            for (String argument : arguments) {
                lists.add(QuestionWords.ofText(embeddings, argument));
            }
            QuestionWords.noteDivided(embeddings, arguments, "it stands for the sum of their vectors", context);
            List<List<Object>> rows = new ArrayList<>();
            for (int i = 0; i < lists.size(); i++) {
                for (int j = i + 1; j < lists.size(); j++) {
                    Outcome<Double> outcome = comparisons.similarity(lists.get(i), lists.get(j));
                    if (!(outcome instanceof Outcome.Known<Double>(Double cosine))) {
                        return AnswerPrinter.printFailure(outcome, embeddings.vocabulary(), context);
                    }
                    rows.add(List.of(String.join(" ", lists.get(i)), String.join(" ", lists.get(j)), cosine));
                }
            }
            RowOutput.write(List.of("a", "b", "similarity"), rows, format.format(context), format.results(context));
            return ExitCode.DONE;
        }
    }
}
