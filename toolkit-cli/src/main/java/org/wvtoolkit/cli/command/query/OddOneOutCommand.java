package org.wvtoolkit.cli.command.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.wvtoolkit.cli.option.FormatOption;
import org.wvtoolkit.cli.option.ModelOption;
import org.wvtoolkit.cli.option.WordnetOption;
import org.wvtoolkit.cli.output.RowOutput;
import org.wvtoolkit.cli.question.AnswerPrinter;
import org.wvtoolkit.cli.question.QuestionWords;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.query.Comparisons;
import org.wvtoolkit.query.Neighbour;
import org.wvtoolkit.query.Outcome;
import org.wvtoolkit.thesaurus.ThesaurusSimilarity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code wv odd-one-out}: finds the word that fits least with the others. */
@Command(
        name = "odd-one-out",
        customSynopsis = "wv odd-one-out [-m MODEL] [--format FORMAT] WORD WORD WORD...",
        description = {
            "Finds the word that fits least with the others.",
            "The words are listed with their cosine similarity to the centroid (the mean of"
                    + " their vectors, each normalised to length 1), most similar first. The last word is"
                    + " the odd one out.",
            "With -m wordnet[:MEASURE] they are listed with their mean similarity to the others in"
                    + " WordNet; see 'wv thesaurus --help'. Words without a common hypernym have similarity 0."
        },
        footer = {
            "wv odd-one-out breakfast lunch dinner france",
            "wv odd-one-out --format tsv red green blue river | tail -n 1",
            "wv odd-one-out -m wordnet dog cat horse table  The odd one out in WordNet"
        },
        exitCodeList = {"1:A word is out of vocabulary (similar spellings are suggested), or there is no" + " model."})
public final class OddOneOutCommand implements Callable<Integer> {
    private final ProcessContext context;

    @Parameters(arity = "3..*", paramLabel = "WORD", description = "At least three words.")
    private List<String> words = List.of();

    @Mixin
    private ModelOption model = new ModelOption();

    @Mixin
    private WordnetOption wordnet = new WordnetOption();

    @Mixin
    private FormatOption format = new FormatOption();

    /**
     * Creates the command.
     *
     * @param context streams, environment and terminal
     */
    public OddOneOutCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        Optional<ThesaurusSimilarity> thesaurus = wordnet.thesaurus(model, context);
        if (thesaurus.isPresent()) {
            return ThesaurusAnswers.oddOneOut(thesaurus.get(), words, format.format(context), context);
        }
        try (Embeddings embeddings = model.open(context)) {
            QuestionWords.noteDivided(embeddings, words, "each is compared as a word of its own", context);
            Outcome<List<Neighbour>> outcome =
                    Comparisons.of(embeddings).oddOneOut(QuestionWords.ofAll(embeddings, words));
            if (!(outcome instanceof Outcome.Known<List<Neighbour>>(List<Neighbour> ranked))) {
                return AnswerPrinter.printFailure(outcome, embeddings.vocabulary(), context);
            }
            List<List<Object>> rows = new ArrayList<>();
            for (Neighbour word : ranked) {
                rows.add(List.of(word.word(), (double) word.score()));
            }
            RowOutput.write(
                    List.of("word", "similarity to centroid"), rows, format.format(context), format.results(context));
            return ExitCode.DONE;
        }
    }
}
