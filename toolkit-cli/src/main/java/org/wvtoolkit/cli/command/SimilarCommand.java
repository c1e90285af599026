package org.wvtoolkit.cli.command;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.wvtoolkit.cli.option.CountOption;
import org.wvtoolkit.cli.option.FormatOption;
import org.wvtoolkit.cli.option.ModelOption;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.query.Neighbours;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code wv similar}: the nearest neighbours of a word. */
@Command(
        name = "similar",
        customSynopsis = "wv similar [-m MODEL] [-n N] [--format FORMAT] WORD...",
        description = {
            "Shows the words whose vectors are nearest to a word's, by the cosine of the angle between them.",
            "%nSeveral words are one question, about the sum of their vectors (each of length 1): what is near all of"
                    + " them together. The words are cut and normalised as the model's corpus was."
        },
        footer = {
            "%nExamples:%n",
            "  wv similar france                 the ten nearest words in the default model",
            "  wv similar -n 50 --format json rome    fifty, for another program",
            "  wv similar river bank             what is near both",
            "  wv similar -m vectors.bin rome    in a file that another tool wrote",
            "%nExit code 1: a word is unknown (the nearest spellings are offered), or there is no model."
        })
public final class SimilarCommand implements Callable<Integer> {
    private final ProcessContext context;

    @Parameters(arity = "1..*", paramLabel = "WORD", description = "what to look for the neighbours of")
    private List<String> words;

    @Mixin
    private ModelOption model;

    @Mixin
    private CountOption count;

    @Mixin
    private FormatOption format;

    /**
     * A command for one run, to be told its options by picocli.
     *
     * @param context what the process was given
     */
    public SimilarCommand(ProcessContext context) {
        this(context, List.of(), new ModelOption(), new CountOption(), new FormatOption());
    }

    /**
     * A command for one run.
     *
     * @param context what the process was given
     * @param words what to look for the neighbours of
     * @param model which model is asked
     * @param count how many words to answer with
     * @param format how to write them
     */
    public SimilarCommand(
            ProcessContext context, List<String> words, ModelOption model, CountOption count, FormatOption format) {
        this.context = context;
        this.words = words;
        this.model = model;
        this.count = count;
        this.format = format;
    }

    @Override
    public Integer call() throws IOException {
        try (Embeddings embeddings = model.open(context)) {
            List<String> question = QuestionWords.ofAll(embeddings, words);
            return Answers.print(
                    Neighbours.of(embeddings).similar(question, count.count()),
                    question,
                    embeddings.vocabulary(),
                    format.format(context),
                    context);
        }
    }
}
