package org.wvtoolkit.cli.command.query;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
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

/** {@code wv vector}: prints the vectors of words. */
@Command(
        name = "vector",
        customSynopsis = "wv vector [-m MODEL] [--format FORMAT] WORD...",
        description = "Prints the vectors of words: the word, a tab and its space-separated values, as" + " trained.",
        footer = {"wv vector france", "wv vector --format json france italy  One JSON object per line"},
        exitCodeList = {"1:A word is out of vocabulary (similar spellings are suggested), or there is no" + " model."})
public final class VectorCommand implements Callable<Integer> {
    private final ProcessContext context;

    @Parameters(arity = "1..*", paramLabel = "WORD", description = "Words of the model.")
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
    public VectorCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        try (Embeddings embeddings = model.open(context)) {
            Comparisons comparisons = Comparisons.of(embeddings);
            List<String> known = QuestionWords.ofAll(embeddings, words);
            List<float[]> vectors = new ArrayList<>();
            for (String word : known) {
                Outcome<float[]> outcome = comparisons.vector(word);
                if (!(outcome instanceof Outcome.Known<float[]>(float[] vector))) {
                    return AnswerPrinter.printFailure(outcome, embeddings.vocabulary(), context);
                }
                vectors.add(vector);
            }
            QuestionWords.noteDivided(embeddings, words, "their vectors are printed one by one", context);
            Writer out = context.results();
            for (int i = 0; i < vectors.size(); i++) {
                VectorRowOutput.write(known.get(i), vectors.get(i), format.format(context), out);
            }
            out.flush();
            return ExitCode.DONE;
        }
    }
}
