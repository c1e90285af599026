package org.wvtoolkit.cli.command;

import java.io.IOException;
import java.util.ArrayList;
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

/** {@code wv analogy}: A is to B as C is to what? */
@Command(
        name = "analogy",
        customSynopsis = "wv analogy [-m MODEL] [-n N] [--format FORMAT] A B C",
        description = {
            "Answers: A is to B as C is to what?",
            "%nBy 3CosAdd (Mikolov, Yih and Zweig 2013): the words nearest to B - A + C, over vectors of length 1; the"
                    + " three words themselves never answer."
        },
        footer = {
            "%nExamples:%n",
            "  wv analogy man king woman         man is to king as woman is to: queen",
            "  wv analogy paris france rome      paris is to france as rome is to: italy",
            "  wv analogy -n 1 --format tsv go went run",
            "%nExit code 1: a word is unknown (the nearest spellings are offered), or there is no model."
        })
public final class AnalogyCommand implements Callable<Integer> {
    private final ProcessContext context;

    @Parameters(index = "0", paramLabel = "A", description = "the first word, such as man")
    private String a;

    @Parameters(index = "1", paramLabel = "B", description = "what it goes with, such as king")
    private String b;

    @Parameters(index = "2", paramLabel = "C", description = "the word asked about, such as woman")
    private String c;

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
    public AnalogyCommand(ProcessContext context) {
        this(context, "", "", "", new ModelOption(), new CountOption(), new FormatOption());
    }

    /**
     * A command for one run.
     *
     * @param context what the process was given
     * @param a the first word
     * @param b what it goes with
     * @param c the word asked about
     * @param model which model is asked
     * @param count how many words to answer with
     * @param format how to write them
     */
    public AnalogyCommand(
            ProcessContext context,
            String a,
            String b,
            String c,
            ModelOption model,
            CountOption count,
            FormatOption format) {
        this.context = context;
        this.a = a;
        this.b = b;
        this.c = c;
        this.model = model;
        this.count = count;
        this.format = format;
    }

    @Override
    public Integer call() throws IOException {
        try (Embeddings embeddings = model.open(context)) {
            List<String> question = new ArrayList<>();
            for (String typed : List.of(a, b, c)) {
                List<String> words = QuestionWords.of(embeddings, typed);
                if (words.size() > 1) {
                    throw new IOException("\"" + typed + "\" is several words to this model ("
                            + String.join(", ", words) + "); an analogy is between single ones");
                }
                question.add(words.getFirst());
            }
            return Answers.print(
                    Neighbours.of(embeddings).analogy(question.get(0), question.get(1), question.get(2), count.count()),
                    question,
                    embeddings.vocabulary(),
                    format.format(context),
                    context);
        }
    }
}
