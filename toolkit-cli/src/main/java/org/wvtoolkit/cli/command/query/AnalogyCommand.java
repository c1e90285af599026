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

/** {@code wv analogy}: A is to B as C is to what? */
@Command(
        name = "analogy",
        customSynopsis = {
            "wv analogy [-m MODEL] [-n N] [--method METHOD] [--format FORMAT] A B C",
            "       wv analogy [OPTIONS] --words-from FILE"
        },
        description = {
            "Answers: A is to B as C is to what?",
            "%nBy 3CosAdd (Mikolov, Yih and Zweig 2013) unless another method is asked for: the words nearest to"
                    + " B - A + C, over vectors of length 1; the three words themselves never answer."
        },
        footer = {
            "%nExamples:%n",
            "  wv analogy man king woman         man is to king as woman is to: queen",
            "  wv analogy paris france rome      paris is to france as rome is to: italy",
            "  wv analogy --method mul -n 1 --format tsv go went run",
            "  wv analogy --words-from questions.txt    three words a line",
            "%nExit code 1: a word is unknown (the nearest spellings are offered), or there is no model."
        })
public final class AnalogyCommand implements Callable<Integer> {
    private static final int WORDS = 3;

    private final ProcessContext context;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "A B C",
            hideParamSyntax = true,
            description = "such as man king woman: a word, what it goes with, and the word asked about")
    private List<String> words;

    @Option(
            names = "--method",
            paramLabel = "METHOD",
            converter = AnalogyCommand.Converter.class,
            completionCandidates = Methods.class,
            description = {
                "how candidates are scored; default: add",
                "add  3CosAdd: the cosine to B - A + C",
                "mul  3CosMul (Levy and Goldberg 2014): similarity to B times that to C, by that to A",
                "pair-direction  the cosine between B - A and X - C, whatever the distance"
            })
    private Combination method = Combination.ADD;

    @Option(
            names = "--words-from",
            paramLabel = "FILE",
            description = "answer every line of a file, three words each, - for standard input")
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

    /** Names of methods. */
    static final class Methods implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Combination.values()).map(Combination::label).iterator();
        }
    }

    /** Methods by name. */
    static final class Converter implements ITypeConverter<Combination> {
        @Override
        public Combination convert(String text) {
            for (Combination combination : Combination.values()) {
                if (combination.label().equals(text)) {
                    return combination;
                }
            }
            throw new TypeConversionException("'" + text + "' is none of " + String.join(", ", new Methods()));
        }
    }

    /**
     * A command for one run, to be told its options by picocli.
     *
     * @param context what the process was given
     */
    public AnalogyCommand(ProcessContext context) {
        this(context, List.of(), new ModelOption(), new CountOption(), new FormatOption());
    }

    /**
     * A command for one run.
     *
     * @param context what the process was given
     * @param words the first word, what it goes with, the word asked about
     * @param model which model is asked
     * @param count how many words to answer with
     * @param format how to write them
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
            throw new ParameterException(spec.commandLine(), "--approximate and --exact exclude each other");
        }
        if (wordsFrom != null) {
            if (!words.isEmpty()) {
                throw new ParameterException(
                        spec.commandLine(), "words and --words-from are questions of their own; give one of them");
            }
        } else if (words.size() < WORDS) {
            String missing = List.of("A", "B", "C").get(words.size());
            throw new ParameterException(spec.commandLine(), "missing required parameter: '" + missing + "'");
        } else if (words.size() > WORDS) {
            throw new ParameterException(spec.commandLine(), "one argument too many: " + words.get(WORDS));
        }
    }

    private Question question(Embeddings embeddings, List<String> typed, Candidates candidates) throws IOException {
        if (typed.size() != WORDS) {
            throw new IOException("an analogy is between three words, not " + typed.size());
        }
        List<String> question = new ArrayList<>();
        for (String one : typed) {
            List<String> known = QuestionWords.of(embeddings, one);
            if (known.size() > 1) {
                throw new IOException("\"" + one + "\" is several words to this model (" + String.join(", ", known)
                        + "); an analogy is between single ones");
            }
            question.add(known.getFirst());
        }
        Question analogy = Question.analogy(question.get(0), question.get(1), question.get(2), count.count());
        return analogy.by(method).among(candidates);
    }
}
