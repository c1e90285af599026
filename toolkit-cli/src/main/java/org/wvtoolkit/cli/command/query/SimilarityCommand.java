package org.wvtoolkit.cli.command.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.option.FormatOption;
import org.wvtoolkit.cli.option.ModelOption;
import org.wvtoolkit.cli.option.WordnetOption;
import org.wvtoolkit.cli.output.RowOutput;
import org.wvtoolkit.cli.question.AnswerPrinter;
import org.wvtoolkit.cli.question.QuestionWords;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.UsageException;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.query.Comparisons;
import org.wvtoolkit.query.Outcome;
import org.wvtoolkit.query.SimilarityFunction;
import org.wvtoolkit.query.SimilarityFunctions;
import org.wvtoolkit.thesaurus.ThesaurusSimilarity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wv similarity}: prints the similarity of words or lists of words. */
@Command(
        name = "similarity",
        customSynopsis = "wv similarity [-m MODEL] [--function NAME] [--format FORMAT] A B...",
        description = {
            "Prints the cosine similarity of words or lists of words, from -1 to 1, or another similarity of words.",
            "An argument of several words stands for the sum of their vectors, each normalised"
                    + " to length 1. More than two arguments are compared pairwise.",
            "With -m wordnet[:MEASURE] the similarity is that of two nouns or two verbs in WordNet; see"
                    + " 'wv thesaurus --help'. Join the parts of a compound with _."
        },
        footer = {
            "wv similarity king queen",
            "wv similarity \"king queen\" \"man woman\"  Two lists of words",
            "wv similarity --format tsv france italy spain  Three pairs",
            "wv similarity --function euclidean king queen  Another function of the two vectors",
            "wv similarity -m wordnet:lin car bicycle  Similarity in WordNet"
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

    @Option(
            names = "--function",
            paramLabel = "NAME",
            completionCandidates = Functions.class,
            description = "Similarity function of the vectors of two words, as trained. One of:"
                    + " ${COMPLETION-CANDIDATES}. euclidean is 1/(1 + distance). Default: cosine, which"
                    + " also compares lists of words.")
    private @Nullable String function;

    @Mixin
    private ModelOption model = new ModelOption();

    @Mixin
    private WordnetOption wordnet = new WordnetOption();

    @Mixin
    private FormatOption format = new FormatOption();

    /** Names of functions, read when the help is printed. */
    static final class Functions implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return SimilarityFunctions.all().stream()
                    .map(SimilarityFunction::name)
                    .iterator();
        }
    }

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
        SimilarityFunction chosen = function == null ? null : chosen(function);
        if (chosen != null && model.thesaurus(context).isPresent()) {
            throw new UsageException("--function requires a vector model; -m wordnet:MEASURE selects a measure");
        }
        Optional<ThesaurusSimilarity> thesaurus = wordnet.thesaurus(model, context);
        if (thesaurus.isPresent()) {
            return ThesaurusAnswers.similarities(thesaurus.get(), arguments, format.format(context), context);
        }
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
                    Outcome<Double> outcome = chosen == null
                            ? comparisons.similarity(lists.get(i), lists.get(j))
                            : comparisons.similarity(single(lists.get(i)), single(lists.get(j)), chosen);
                    if (!(outcome instanceof Outcome.Known<Double>(Double similarity))) {
                        return AnswerPrinter.printFailure(outcome, embeddings.vocabulary(), context);
                    }
                    rows.add(List.of(String.join(" ", lists.get(i)), String.join(" ", lists.get(j)), similarity));
                }
            }
            RowOutput.write(List.of("a", "b", "similarity"), rows, format.format(context), format.results(context));
            return ExitCode.DONE;
        }
    }

    private static SimilarityFunction chosen(String name) {
        return SimilarityFunctions.all().stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException("--function " + name + ": must be one of "
                        + SimilarityFunctions.all().stream()
                                .map(SimilarityFunction::name)
                                .collect(Collectors.joining(", "))));
    }

    private static String single(List<String> words) {
        if (words.size() != 1) {
            throw new UsageException("--function compares single words, not \"" + String.join(" ", words)
                    + "\"; omit it to compare lists of words");
        }
        return words.getFirst();
    }
}
