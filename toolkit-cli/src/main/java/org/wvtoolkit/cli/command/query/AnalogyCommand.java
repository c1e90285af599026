package org.wvtoolkit.cli.command.query;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.option.CandidateOptions;
import org.wvtoolkit.cli.option.CountOption;
import org.wvtoolkit.cli.option.FormatOption;
import org.wvtoolkit.cli.option.ModelOption;
import org.wvtoolkit.cli.option.SearchOption;
import org.wvtoolkit.cli.question.AnswerPrinter;
import org.wvtoolkit.cli.question.IndexSearch;
import org.wvtoolkit.cli.question.QuestionWords;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.query.Candidates;
import org.wvtoolkit.query.Combination;
import org.wvtoolkit.query.Neighbours;
import org.wvtoolkit.query.Question;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code wv analogy}: lists the words that are to C as B is to A. */
@Command(
        name = "analogy",
        customSynopsis = {
            "wv analogy [-m MODEL] [-n N] [--method METHOD] [--format FORMAT] A B C",
            "wv analogy [OPTIONS] --words-from FILE"
        },
        description = {
            "Solves analogies: lists the words that are to C as B is to A.",
            "The default method is 3CosAdd (Mikolov, Yih and Zweig 2013): the words nearest to B"
                    + " - A + C over vectors of length 1. A, B and C themselves are never listed."
        },
        footer = {
            "wv analogy man king woman  man is to king as woman is to queen",
            "wv analogy paris france rome  paris is to france as rome is to italy",
            "wv analogy --method mul -n 1 --format tsv go went run",
            "wv analogy --words-from questions.txt  Three words per line"
        },
        exitCodeList = {"1:A word is out of vocabulary (similar spellings are suggested), or there is no" + " model."})
public final class AnalogyCommand implements Callable<Integer> {
    private static final int WORDS = 3;

    private final ProcessContext context;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "A B C",
            hideParamSyntax = true,
            description = "Three words, such as man king woman.")
    private List<String> words;

    @Option(
            names = "--method",
            paramLabel = "METHOD",
            converter = AnalogyCommand.Converter.class,
            completionCandidates = Methods.class,
            description = {
                "Scoring method: add, mul or pair-direction. Default: add.",
                "add: 3CosAdd, the cosine similarity to B - A + C.",
                "mul: 3CosMul (Levy and Goldberg 2014), the similarity to B times that to C, divided"
                        + " by that to A.",
                "pair-direction: the cosine similarity of B - A and X - C, regardless of distance."
            })
    private Combination method = Combination.ADD;

    @Option(
            names = "--words-from",
            paramLabel = "FILE",
            description = "Read one analogy of three words per line from FILE, or from standard input with -.")
    private @Nullable Path wordsFrom;

    @Mixin
    private CandidateOptions candidateOptions = new CandidateOptions();

    @Mixin
    private SearchOption searchOption = new SearchOption();

    @Mixin
    private ModelOption model;

    @Mixin
    private CountOption count;

    @Mixin
    private FormatOption format;

    /** Names of methods, for the help. */
    static final class Methods implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Combination.values()).map(Combination::label).iterator();
        }
    }

    /** Converts the name of a method. */
    static final class Converter implements ITypeConverter<Combination> {
        @Override
        public Combination convert(String text) {
            for (Combination combination : Combination.values()) {
                if (combination.label().equals(text)) {
                    return combination;
                }
            }
            throw new TypeConversionException("'" + text + "' is not one of " + String.join(", ", new Methods()));
        }
    }

    /**
     * Creates the command; picocli sets its options.
     *
     * @param context streams, environment and terminal
     */
    public AnalogyCommand(ProcessContext context) {
        this(context, List.of(), new ModelOption(), new CountOption(), new FormatOption());
    }

    /**
     * Creates the command with options that are already parsed.
     *
     * @param context streams, environment and terminal
     * @param words A, B and C
     * @param model the model to query
     * @param count the number of answers
     * @param format the output format
     */
    public AnalogyCommand(
            ProcessContext context, List<String> words, ModelOption model, CountOption count, FormatOption format) {
        this.context = context;
        this.words = words;
        this.model = model;
        this.count = count;
        this.format = format;
    }

    @Override
    public Integer call() throws IOException {
        checkUsage();
        try (Embeddings embeddings = model.open(context);
                IndexSearch search = IndexSearch.open(embeddings, model.path(context), searchOption, context)) {
            Neighbours neighbours = search.neighbours();
            Candidates candidates = candidateOptions.candidates(embeddings.vocabulary());
            if (wordsFrom != null) {
                return new BatchAnswers(embeddings, neighbours, format.format(context), context)
                        .print(wordsFrom, line -> question(embeddings, List.of(line.split("\\s+", -1)), candidates));
            }
            Question question = question(embeddings, words, candidates);
            return AnswerPrinter.print(
                    neighbours.ask(question),
                    List.of(
                            question.minus().getFirst(),
                            question.plus().get(0),
                            question.plus().get(1)),
                    embeddings.vocabulary(),
                    format.format(context),
                    context);
        }
    }

    private void checkUsage() {
        if (spec == null) {
            return;
        }
        if (searchOption.approximate() && searchOption.exact()) {
            throw new ParameterException(
                    spec.commandLine(), "--approximate and --exact cannot be combined; use one of them");
        }
        if (wordsFrom != null) {
            if (!words.isEmpty()) {
                throw new ParameterException(
                        spec.commandLine(), "A B C and --words-from cannot be combined; use one of them");
            }
        } else if (words.size() < WORDS) {
            String missing = List.of("A", "B", "C").get(words.size());
            throw new ParameterException(spec.commandLine(), "missing argument: " + missing);
        } else if (words.size() > WORDS) {
            throw new ParameterException(
                    spec.commandLine(),
                    "one argument too many: " + words.get(WORDS)
                            + "; use --words-from FILE to solve several analogies");
        }
    }

    private Question question(Embeddings embeddings, List<String> typed, Candidates candidates) throws IOException {
        if (typed.size() != WORDS) {
            throw new IOException("an analogy needs three words, found " + typed.size());
        }
        List<String> question = new ArrayList<>();
        for (String one : typed) {
            List<String> known = QuestionWords.of(embeddings, one);
            if (known.size() > 1) {
                throw new IOException("\"" + one + "\" is tokenized into several words (" + String.join(", ", known)
                        + "); use words of one token");
            }
            question.add(known.getFirst());
        }
        Question analogy = Question.analogy(question.get(0), question.get(1), question.get(2), count.count());
        return analogy.by(method).among(candidates);
    }
}
