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
import org.wvtoolkit.cli.option.CountedWords;
import org.wvtoolkit.cli.option.FormatOption;
import org.wvtoolkit.cli.option.ModelOption;
import org.wvtoolkit.cli.option.SearchOption;
import org.wvtoolkit.cli.output.OutputFormat;
import org.wvtoolkit.cli.question.AnswerPrinter;
import org.wvtoolkit.cli.question.IndexSearch;
import org.wvtoolkit.cli.question.QuestionWords;
import org.wvtoolkit.cli.question.RelationOptions;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.Quantities;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.query.Candidates;
import org.wvtoolkit.query.Combination;
import org.wvtoolkit.query.Comparisons;
import org.wvtoolkit.query.Neighbour;
import org.wvtoolkit.query.Neighbours;
import org.wvtoolkit.query.Outcome;
import org.wvtoolkit.query.Question;
import org.wvtoolkit.query.relation.RelationSource;
import org.wvtoolkit.thesaurus.ThesaurusModel;
import org.wvtoolkit.thesaurus.ThesaurusSimilarity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wv similar}: lists the nearest neighbours of a word, a sum of words or a text. */
@Command(
        name = "similar",
        customSynopsis = {
            "wv similar [-m MODEL] [-n N] [--format FORMAT] WORD... [--minus WORD]...",
            "wv similar [OPTIONS] --text TEXT",
            "wv similar [OPTIONS] --words-from FILE"
        },
        description = {
            "Lists the words most similar to a word, a sum of words or a text, by cosine" + " similarity.",
            "Several words form one query: the sum of their vectors, each normalised to length"
                    + " 1. The words are tokenized and normalised like the model's corpus, phrases included.",
            "Once WordNet is prepared (see 'wv thesaurus --help'), tables show the relation of"
                    + " each neighbour to the word; for several words or a text, the strongest relation"
                    + " to any of them. With --words-from, relations are shown if a relation option is"
                    + " given.",
            "With -m wordnet[:MEASURE] the neighbours come from WordNet; see 'wv thesaurus" + " --help'."
        },
        footer = {
            "wv similar france  The ten nearest words in the default model",
            "wv similar king --add woman --minus man  king + woman - man",
            "wv similar river bank  Words near both",
            "wv similar -n 50 --format json rome  Fifty neighbours as JSON",
            "wv similar --text \"two rivers meet here\"  Words near the mean of a text",
            "wv similar run --restrict 20000 --regex 'ing$$'",
            "wv similar good --no-antonyms  Without bad",
            "wv similar dog --relation kind  Neighbours that are kinds of dogs",
            "wv similar --words-from names.txt --format tsv  One query per line",
            "wv similar -m vectors.bin rome  A file of another tool",
            "wv similar -m wordnet:wup car  Neighbours in WordNet"
        },
        exitCodeList = {"1:A word is out of vocabulary (similar spellings are suggested), or there is no" + " model."})
public final class SimilarCommand implements Callable<Integer> {
    private final ProcessContext context;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "WORD", description = "Words to add up.")
    private List<String> words;

    @Option(
            names = "--add",
            paramLabel = "WORD",
            description = "Add a word. Same as WORD; allows a word after --minus.")
    private List<String> added = List.of();

    @Option(names = "--minus", paramLabel = "WORD", description = "Subtract a word.")
    private List<String> subtracted = List.of();

    @Option(
            names = "--text",
            paramLabel = "TEXT",
            description = "Query the mean vector of a text. Out-of-vocabulary words are skipped and reported.")
    private @Nullable String text;

    @Option(
            names = "--words-from",
            paramLabel = "FILE",
            description = "Read one query per line from FILE, or from standard input with -. Queries are"
                    + " answered in batches: 1,000 lines take little longer than 10.")
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
     * Creates the command; picocli sets its options.
     *
     * @param context streams, environment and terminal
     */
    public SimilarCommand(ProcessContext context) {
        this(context, List.of(), new ModelOption(), new CountOption(), new FormatOption());
    }

    /**
     * Creates the command with options that are already parsed.
     *
     * @param context streams, environment and terminal
     * @param words the words to add up
     * @param model the model to query
     * @param count the number of neighbours
     * @param format the output format
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
            ThesaurusSimilarity similarity = thesaurus.get().open(relations.wordnet(context), CountedWords::of);
            return ThesaurusAnswers.similar(similarity, words, count.count(), format.format(context), context);
        }
        try (Embeddings embeddings = model.open(context);
                IndexSearch search = IndexSearch.open(embeddings, model.path(context), searchOption, context)) {
            Neighbours neighbours = search.neighbours();
            Candidates candidates = candidateOptions.candidates(embeddings.vocabulary());
            if (wordsFrom != null) {
                BatchAnswers answers = new BatchAnswers(embeddings, neighbours, format.format(context), context);
                if (relations.given()) {
                    relations
                            .source(format.format(context), context)
                            .ifPresent(source -> answers.withRelations(source, relations.accepted()));
                }
                return answers.print(wordsFrom, line -> question(embeddings, List.of(line), candidates));
            }
            if (text != null) {
                return ofText(embeddings, neighbours, text, candidates);
            }
            Question question = question(embeddings, words, candidates);
            noteDivided(embeddings, question);
            return answer(embeddings, neighbours, question);
        }
    }

    private int answer(Embeddings embeddings, Neighbours neighbours, Question question) throws IOException {
        OutputFormat written = format.format(context);
        Optional<RelationSource> source = relations.source(written, context);
        if (source.isEmpty()) {
            return AnswerPrinter.print(
                    neighbours.ask(question), asked(question), embeddings.vocabulary(), written, context);
        }
        Outcome<List<Neighbour>> answer = relations.filters()
                ? source.get().ask(neighbours, question, relations.accepted())
                : neighbours.ask(question);
        if (relations.filters() && answer instanceof Outcome.Known(List<Neighbour> found) && found.isEmpty()) {
            context.err()
                    .println(Quantities.oneLine("no word of the model has such a relation to \""
                            + String.join(" ", asked(question)) + "\"; use other relations"));
        }
        return AnswerPrinter.print(
                answer,
                asked(question),
                found -> source.get().annotate(question.plus(), found),
                embeddings.vocabulary(),
                written,
                context);
    }

    private void checkUsage() {
        if (spec == null) {
            return;
        }
        if (searchOption.approximate() && searchOption.exact()) {
            throw new ParameterException(
                    spec.commandLine(), "--approximate and --exact cannot be combined; use one of them");
        }
        if (relations.filters() && relations.accepted().isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "--relation, --no-antonyms and --only-synonyms exclude all neighbours");
        }
        boolean sum = !words.isEmpty() || !added.isEmpty() || !subtracted.isEmpty();
        if ((sum ? 1 : 0) + (text != null ? 1 : 0) + (wordsFrom != null ? 1 : 0) > 1) {
            throw new ParameterException(
                    spec.commandLine(), "WORD, --text and --words-from cannot be combined; use one of them");
        }
        if (!sum && text == null && wordsFrom == null) {
            throw new ParameterException(spec.commandLine(), "missing argument: WORD");
        }
    }

    /** Rejects the options that need vectors or word frequencies. */
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
                "--only-synonyms")) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new ParameterException(
                        spec.commandLine(), option + " requires a vector model; a WordNet query is one WORD");
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

    private void noteDivided(Embeddings embeddings, Question question) throws IOException {
        List<String> typed = new ArrayList<>(words);
        typed.addAll(added);
        typed.addAll(subtracted);
        if (question.plus().size() + question.minus().size() > typed.size()) {
            QuestionWords.noteDivided(embeddings, typed, "the query uses the sum of their vectors", context);
        }
    }

    /** The words of the question; subtracted words have a minus sign. */
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
            return context.failed("every word of the text is out of vocabulary; try another text");
        }
        QuestionWords.noteUnknown(all, known, context);
        Question question = new Question(known, List.of(), Combination.ADD, count.count(), candidates);
        return answer(embeddings, neighbours, question);
    }
}
