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

/** {@code wv why}: the contexts that make two words similar. */
@Command(
        name = "why",
        customSynopsis = "wv why [-m MODEL] [-n N] [--format FORMAT] WORD WORD",
        description = {
            "Shows why two words are similar: the contexts that both were seen in, each with its share of the cosine"
                    + " and its weight for either word.",
            "%nOnly counting keeps the names of contexts: MODEL must be of method ppmi or cooccurrence."
        },
        footer = {
            "%nExamples:%n",
            "  wv train texts/ --method ppmi -o ppmi.safetensors",
            "  wv why -m ppmi.safetensors king queen",
            "  wv why -m ppmi.safetensors -n 50 --format tsv river bank",
            "%nExit code 1: a word is unknown (the nearest spellings are offered), or the model has no contexts."
        })
public final class WhyCommand implements Callable<Integer> {
    private final ProcessContext context;

    @Parameters(index = "0", paramLabel = "WORD", description = "a word")
    private String one = "";

    @Parameters(index = "1", paramLabel = "WORD", description = "another word")
    private String other = "";

    @Mixin
    private ModelOption model = new ModelOption();

    @Mixin
    private CountOption count = new CountOption();

    @Mixin
    private FormatOption format = new FormatOption();

    /**
     * A command for one run.
     *
     * @param context what the process was given
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
                        + " have no named contexts that could tell why; train on the same text with --method ppmi and"
                        + " ask that model");
            }
            List<String> words = new ArrayList<>();
            for (String typed : List.of(one, other)) {
                List<String> cut = QuestionWords.of(embeddings, typed);
                if (cut.size() > 1) {
                    throw new IOException("\"" + typed + "\" is several words to this model (" + String.join(", ", cut)
                            + "); ask about single ones");
                }
                words.add(cut.getFirst());
            }
            Outcome<Explanation> outcome =
                    Explanations.of(sparse).why(words.getFirst(), words.getLast(), count.count());
            if (!(outcome instanceof Outcome.Known<Explanation>(Explanation explanation))) {
                return AnswerPrinter.printFailure(outcome, embeddings.vocabulary(), context);
            }
            ExplanationOutput.write(
                    words.getFirst(), words.getLast(), explanation, format.format(context), context.results());
            return ExitCode.DONE;
        }
    }
}
