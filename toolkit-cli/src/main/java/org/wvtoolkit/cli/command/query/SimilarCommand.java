package org.wvtoolkit.cli.command.query;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.option.CandidateOptions;
import org.wvtoolkit.cli.option.CountOption;
import org.wvtoolkit.cli.option.FormatOption;
import org.wvtoolkit.cli.option.ModelOption;
import org.wvtoolkit.cli.option.SearchOption;
import org.wvtoolkit.cli.output.OutputFormat;
import org.wvtoolkit.cli.question.AnswerPrinter;
import org.wvtoolkit.cli.question.IndexSearch;
import org.wvtoolkit.cli.question.QuestionWords;
import org.wvtoolkit.cli.question.RelationOptions;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.query.Answer;
import org.wvtoolkit.query.Candidates;
import org.wvtoolkit.query.Combination;
import org.wvtoolkit.query.Comparisons;
import org.wvtoolkit.query.Neighbours;
import org.wvtoolkit.query.Question;
import org.wvtoolkit.query.relation.RelationSource;
import org.wvtoolkit.thesaurus.ThesaurusModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wv similar}: the nearest neighbours of words, of sums of words, of a text. */
@Command(
        name = "similar",
        customSynopsis = {
            "wv similar [-m MODEL] [-n N] [--format FORMAT] WORD... [--minus WORD]...",
            "       wv similar [OPTIONS] --text TEXT",
            "       wv similar [OPTIONS] --words-from FILE"
        },
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
            "  wv similar king --add woman --minus man",
            "  wv similar --text \"a very long engagement of two rivers\"",
            "  wv similar run --restrict 20000 --regex 'ing$$'",
            "  wv similar good --no-antonyms    without bad",
            "  wv similar dog --relation kind --format tsv    what WordNet calls kinds of dogs, by the model's cosines",
            "  wv similar --words-from names.txt --format tsv    a question a line",
            "  wv similar -m vectors.bin rome    in a file that another tool wrote",
            "  wv similar -m wordnet:wup car     in the thesaurus; see wv thesaurus --help",
            "%nExit code 1: a word is unknown (the nearest spellings are offered), or there is no model."
        })
public final class SimilarCommand implements Callable<Integer> {
    private final ProcessContext context;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "WORD", description = "what to look for the neighbours of")
    private List<String> words;

    @Option(names = "--add", paramLabel = "WORD", description = "add a word; the same as WORD, after --minus say")
    private List<String> added = List.of();

    @Option(names = "--minus", paramLabel = "WORD", description = "subtract a word")
    private List<String> subtracted = List.of();

    @Option(
            names = "--text",
            paramLabel = "TEXT",
            description = "look for the neighbours of a text: of the mean of its words, those left out that the model"
                    + " does not know")
    private @Nullable String text;

    @Option(
            names = "--words-from",
            paramLabel = "FILE",
            description = "answer every line of a file, - for standard input: a thousand lines cost little more than"
                    + " ten")
    private @Nullable Path wordsFrom;

    @Mixin
    private CandidateOptions candidateOptions = new CandidateOptions();

    @Mixin
    private RelationOptions relations = new RelationOptions();

    @Mixin
    private SearchOption searchOption = new SearchOption();

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
        checkUsage();
        Optional<ThesaurusModel> thesaurus = model.thesaurus(context);
        if (thesaurus.isPresent()) {
            checkUsageOfThesaurus();
            return ThesaurusAnswers.similar(thesaurus.get(), words, count.count(), format.format(context), context);
        }
        try (Embeddings embeddings = model.open(context);
                IndexSearch search = IndexSearch.open(embeddings, model.path(context), searchOption, context)) {
            Neighbours neighbours = search.neighbours();
            Candidates candidates = candidateOptions.candidates(embeddings.vocabulary());
            if (wordsFrom != null) {
                return new BatchAnswers(embeddings, neighbours, format.format(context), context)
                        .print(wordsFrom, line -> question(embeddings, List.of(line), candidates));
            }
            if (text != null) {
                return ofText(embeddings, neighbours, text, candidates);
            }
            return ofWords(embeddings, neighbours, question(embeddings, words, candidates));
        }
    }

    private int ofWords(Embeddings embeddings, Neighbours neighbours, Question question) throws IOException {
        OutputFormat written = format.format(context);
        Optional<RelationSource> source = relations.source(written, context);
        if (source.isEmpty()) {
            return AnswerPrinter.print(
                    neighbours.ask(question), asked(question), embeddings.vocabulary(), written, context);
        }
        Answer answer = relations.filters()
                ? source.get().ask(neighbours, question, relations.accepted())
                : neighbours.ask(question);
        return AnswerPrinter.print(
                answer, question, asked(question), source.get(), embeddings.vocabulary(), written, context);
    }

    private void checkUsage() {
        if (spec == null) {
            return;
        }
        if (searchOption.approximate() && searchOption.exact()) {
            throw new ParameterException(spec.commandLine(), "--approximate and --exact exclude each other");
        }
        boolean sum = !words.isEmpty() || !added.isEmpty() || !subtracted.isEmpty();
        if ((sum ? 1 : 0) + (text != null ? 1 : 0) + (wordsFrom != null ? 1 : 0) > 1) {
            throw new ParameterException(
                    spec.commandLine(), "words, --text and --words-from are questions of their own; give one of them");
        }
        if (!sum && relations.given()) {
            throw new ParameterException(
                    spec.commandLine(), "relations are those to a WORD; leave --text and --words-from out");
        }
        if (!sum && text == null && wordsFrom == null) {
            throw new ParameterException(spec.commandLine(), "missing required parameter: 'WORD'");
        }
    }

    /** The thesaurus has no vectors to add, and no frequencies to choose by. */
    private void checkUsageOfThesaurus() {
        if (spec == null) {
            return;
        }
        for (String option : List.of(
                "--add",
                "--minus",
                "--text",
                "--words-from",
                "--restrict",
                "--min-count",
                "--regex",
                "--relations",
                "--relation",
                "--no-antonyms",
                "--only-synonyms",
                "--wordnet")) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new ParameterException(
                        spec.commandLine(), option + " applies to models of vectors; WordNet is asked about one WORD");
            }
        }
    }

    private Question question(Embeddings embeddings, List<String> typed, Candidates candidates) throws IOException {
        List<String> plus = new ArrayList<>(QuestionWords.ofAll(embeddings, typed));
        if (added.isEmpty() && subtracted.isEmpty()) {
            return new Question(plus, List.of(), Combination.ADD, count.count(), candidates);
        }
        plus.addAll(QuestionWords.ofAll(embeddings, added));
        List<String> minus = QuestionWords.ofAll(embeddings, subtracted);
        return new Question(plus, minus, Combination.ADD, count.count(), candidates);
    }

    /** Words subtracted with a minus in front. */
    private static List<String> asked(Question question) {
        if (question.minus().isEmpty()) {
            return question.plus();
        }
        List<String> asked = new ArrayList<>(question.plus());
        for (String word : question.minus()) {
            asked.add("-" + word);
        }
        return asked;
    }

    private int ofText(Embeddings embeddings, Neighbours neighbours, String typed, Candidates candidates)
            throws IOException {
        List<String> all = QuestionWords.ofText(embeddings, typed);
        Comparisons comparisons = Comparisons.of(embeddings);
        List<String> known = comparisons.known(all);
        if (known.isEmpty()) {
            return context.failed("the model knows no word of the text; ask about another");
        }
        QuestionWords.noteUnknown(all, known, context);
        Question question = new Question(known, List.of(), Combination.ADD, count.count(), candidates);
        Answer answer = neighbours.ask(question);
        return AnswerPrinter.print(answer, known, embeddings.vocabulary(), format.format(context), context);
    }
}
