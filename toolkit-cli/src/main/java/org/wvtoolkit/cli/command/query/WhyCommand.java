package org.wvtoolkit.cli.command.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.wvtoolkit.cli.option.CountOption;
import org.wvtoolkit.cli.option.FormatOption;
import org.wvtoolkit.cli.option.ModelOption;
import org.wvtoolkit.cli.output.ExplanationOutput;
import org.wvtoolkit.cli.question.AnswerPrinter;
import org.wvtoolkit.cli.question.QuestionWords;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.embedding.SparseEmbeddings;
import org.wvtoolkit.query.Explanation;
import org.wvtoolkit.query.Explanations;
import org.wvtoolkit.query.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code wv why}: lists the contexts that make two words similar. */
@Command(
        name = "why",
        customSynopsis = "wv why [-m MODEL] [-n N] [--format FORMAT] WORD WORD",
        description = {
            "Explains why two words are similar: lists the contexts they share and what each" + " contributes.",
            "Each context is printed with its share of the cosine similarity and its weight for"
                    + " either word. MODEL must be trained with --method ppmi or cooccurrence, because only"
                    + " these keep the contexts as named dimensions."
        },
        footer = {
            "wv train texts/ --method ppmi -o ppmi.safetensors",
            "wv why -m ppmi.safetensors king queen",
            "wv why -m ppmi.safetensors -n 50 --format tsv river bank"
        },
        exitCodeList = {
            "1:A word is out of vocabulary (similar spellings are suggested), or the model has" + " no named contexts."
        })
public final class WhyCommand implements Callable<Integer> {
    private final ProcessContext context;

    @Parameters(index = "0", paramLabel = "WORD", description = "The first word.")
    private String one = "";

    @Parameters(index = "1", paramLabel = "WORD", description = "The second word.")
    private String other = "";

    @Mixin
    private ModelOption model = new ModelOption();

    @Mixin
    private CountOption count = new CountOption();

    @Mixin
    private FormatOption format = new FormatOption();

    /**
     * Creates the command.
     *
     * @param context streams, environment and terminal
     */
    public WhyCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        try (Embeddings embeddings = model.open(context)) {
            if (!(embeddings instanceof SparseEmbeddings sparse)) {
                return context.failed(model.path(context) + ": its vectors"
                        + embeddings
                                .metadata()
                                .get(ModelMetadata.METHOD)
                                .map(method -> ", of method " + method + ",")
                                .orElse("")
                        + " have no named contexts; train on the same text with --method ppmi and"
                        + " query that model");
            }
            List<String> words = new ArrayList<>();
            for (String typed : List.of(one, other)) {
                List<String> cut = QuestionWords.of(embeddings, typed);
                if (cut.size() > 1) {
                    throw new IOException("\"" + typed + "\" is tokenized into several words (" + String.join(", ", cut)
                            + "); use words of one token");
                }
                words.add(cut.getFirst());
            }
            Outcome<Explanation> outcome =
                    Explanations.of(sparse).why(words.getFirst(), words.getLast(), count.count());
            if (!(outcome instanceof Outcome.Known<Explanation>(Explanation explanation))) {
                return AnswerPrinter.printFailure(outcome, embeddings.vocabulary(), context);
            }
            ExplanationOutput.write(
                    words.getFirst(), words.getLast(), explanation, format.format(context), format.results(context));
            return ExitCode.DONE;
        }
    }
}
