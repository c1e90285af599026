package org.wvtoolkit.cli.command.query;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.concurrent.Callable;
import org.wvtoolkit.cli.option.FormatOption;
import org.wvtoolkit.cli.option.ModelOption;
import org.wvtoolkit.cli.output.VectorRowOutput;
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

/** {@code wv centroid}: prints the centroid of words or of a text. */
@Command(
        name = "centroid",
        customSynopsis = "wv centroid [-m MODEL] [--format FORMAT] WORD...",
        description = {
            "Prints the centroid of words or of a text: the mean of the normalised word vectors.",
            "Out-of-vocabulary words are skipped and reported on standard error. 'wv similar"
                    + " --text' lists the words near a centroid."
        },
        footer = {"wv centroid breakfast lunch dinner", "wv centroid --format json \"a text of several words\""},
        exitCodeList = {"1:Every word is out of vocabulary (similar spellings are suggested), or there is no model."})
public final class CentroidCommand implements Callable<Integer> {
    private final ProcessContext context;

    @Parameters(arity = "1..*", paramLabel = "WORD", description = "Words, or a quoted text.")
    private List<String> words = List.of();

    @Mixin
    private ModelOption model = new ModelOption();

    @Mixin
    private FormatOption format = new FormatOption();

    /**
     * Creates the command.
     *
     * @param context streams, environment and terminal
     */
    public CentroidCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        try (Embeddings embeddings = model.open(context)) {
            Comparisons comparisons = Comparisons.of(embeddings);
            List<String> all = QuestionWords.ofText(embeddings, String.join(" ", words));
            List<String> known = comparisons.known(all);
            if (known.isEmpty()) {
                return AnswerPrinter.printFailure(comparisons.centroid(all), embeddings.vocabulary(), context);
            }
            QuestionWords.noteUnknown(all, known, context);
            QuestionWords.noteDivided(embeddings, words, "each is a word of its own in the mean", context);
            Outcome<float[]> outcome = comparisons.centroid(known);
            if (!(outcome instanceof Outcome.Known<float[]>(float[] centre))) {
                return AnswerPrinter.printFailure(outcome, embeddings.vocabulary(), context);
            }
            Writer out = context.results();
            VectorRowOutput.writeSum(known, centre, format.format(context), out);
            out.flush();
            return ExitCode.DONE;
        }
    }
}
