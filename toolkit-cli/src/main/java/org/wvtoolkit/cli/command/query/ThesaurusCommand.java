package org.wvtoolkit.cli.command.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.option.CountOption;
import org.wvtoolkit.cli.option.CountedWords;
import org.wvtoolkit.cli.option.FormatOption;
import org.wvtoolkit.cli.option.ModelOption;
import org.wvtoolkit.cli.option.WordnetOption;
import org.wvtoolkit.cli.option.text.RelationGroup;
import org.wvtoolkit.cli.output.OutputFormat;
import org.wvtoolkit.cli.output.RowOutput;
import org.wvtoolkit.cli.output.SenseOutput;
import org.wvtoolkit.cli.output.VocabularyGapOutput;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.relations.PartOfSpeech;
import org.wvtoolkit.relations.Sense;
import org.wvtoolkit.relations.SenseGraph;
import org.wvtoolkit.relations.SensePath;
import org.wvtoolkit.relations.SenseRelation;
import org.wvtoolkit.relations.WordRelations;
import org.wvtoolkit.thesaurus.InformationContent;
import org.wvtoolkit.thesaurus.SimilarityMeasure;
import org.wvtoolkit.thesaurus.Taxonomy;
import org.wvtoolkit.thesaurus.ThesaurusSimilarity;
import org.wvtoolkit.thesaurus.VocabularyGaps;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code wv thesaurus}: looks words up in WordNet and compares a model with it. */
@Command(
        name = "thesaurus",
        customSynopsis = {
            "wv thesaurus WORD [OTHER] [--part PART] [-m MODEL] [--wordnet FILE]",
            "wv thesaurus WORD --relation NAME,... [--wordnet FILE]",
            "wv thesaurus --path WORD OTHER [--relation NAME,...] [--wordnet FILE]",
            "wv thesaurus --gaps [-m MODEL] [-n N] [--wordnet FILE] [--format FORMAT]",
            "wv thesaurus walk [OPTIONS]"
        },
        description = {
            "Looks a word up in WordNet, or compares two words by their senses.",
            "For one word, the command lists each sense with its definition and its hypernyms up to the"
                    + " root. For two words, it prints every"
                    + " similarity measure, with the senses compared and their lowest common hypernym.",
            "With --relation, it lists for each sense the words at the other end of the relations. With"
                    + " --path, it prints a shortest path between two words over the relations of their"
                    + " senses.",
            "With --gaps, it compares a model with WordNet and lists the words that WordNet lacks, and the"
                    + " words whose neighbours in the model are unrelated to them in WordNet. The corpus"
                    + " probably uses the latter in another sense.",
            "--wordnet uses a wordnet of another language or version instead of WordNet 3.1.",
            "The first use prepares WordNet in a few seconds and stores it as"
                    + " thesaurus/wordnet-3.1.safetensors in the toolkit's home folder. To look up the word"
                    + " 'walk', run 'wv thesaurus -- walk'."
        },
        footer = {
            "wv thesaurus bank  Senses, definitions, hypernyms",
            "wv thesaurus run --part verb  Verb senses only",
            "wv thesaurus car bicycle  Six similarity measures",
            "wv thesaurus car bicycle -m my.safetensors  Word counts of your corpus",
            "wv thesaurus dog --relation hyponym,meronym  Kinds and parts of a dog",
            "wv thesaurus --path car bicycle  A path between two words",
            "wv thesaurus walk --tokens 4000000 > walks.txt  Text to train on",
            "wv thesaurus --gaps -m my.safetensors  Words missing from WordNet",
            "wv similar -m wordnet:lin car  The nearest words"
        })
public final class ThesaurusCommand implements Callable<Integer> {
    /** Shown for a sense that the language has no word for. */
    private static final String NO_WORD = "(no word)";

    private final ProcessContext context;

    private @Nullable CommandSpec spec;

    @Parameters(
            index = "0..1",
            arity = "0..1",
            paramLabel = "WORD",
            description = "A word in any inflected form. Join the parts of a compound with _.")
    private List<String> words = new ArrayList<>();

    @Option(
            names = "--part",
            paramLabel = "PART",
            converter = PartConverter.class,
            description = "List the senses of one part of speech: noun, verb, adjective or adverb.")
    private @Nullable PartOfSpeech part;

    @Option(
            names = "--relation",
            paramLabel = "NAME",
            split = ",",
            converter = RelationGroup.Converter.class,
            description = "List words by relation: antonym, hypernym, hyponym, instance, holonym, meronym,"
                    + " entailment, cause, similar, also, attribute, derivation, pertainym, participle,"
                    + " domain, verb-group; a subtype such as part-meronym; or all. Separated by commas.")
    private List<RelationGroup> relations = List.of();

    @Option(
            names = "--path",
            description = "Print a shortest path between two words, over all relations or those of --relation.")
    private boolean path;

    @Mixin
    private WordnetOption wordnet = new WordnetOption();

    @Option(names = "--gaps", description = "Compare a model's vocabulary with WordNet.")
    private boolean gaps;

    @Mixin
    private ModelOption model = new ModelOption();

    @Mixin
    private CountOption count = new CountOption();

    @Mixin
    private FormatOption format = new FormatOption();

    /** Converts the name of a part of speech. */
    static final class PartConverter implements ITypeConverter<PartOfSpeech> {
        @Override
        public PartOfSpeech convert(String text) {
            for (PartOfSpeech known : PartOfSpeech.values()) {
                if (known.toString().equalsIgnoreCase(text)) {
                    return known;
                }
            }
            throw new TypeConversionException("'" + text + "' is not one of noun, verb, adjective, adverb");
        }
    }

    /** Creates the command. */
    public ThesaurusCommand(ProcessContext context) {
        this.context = context;
    }

    /**
     * The command with the command below it.
     *
     * @param context streams and environment of the process
     * @return the command
     */
    public static CommandLine create(ProcessContext context) {
        return new CommandLine(new ThesaurusCommand(context)).addSubcommand(new ThesaurusWalkCommand(context));
    }

    @Spec
    void setSpec(CommandSpec command) {
        spec = command;
    }

    @Override
    public Integer call() throws IOException {
        check();
        if (gaps) {
            return gaps();
        }
        if (path) {
            return path(words.get(0), words.get(1));
        }
        if (!relations.isEmpty()) {
            return related(words.getFirst());
        }
        if (words.size() == 2) {
            return similarities(words.get(0), words.get(1));
        }
        return senses(words.getFirst());
    }

    /** Rejects combinations of options that have no meaning. */
    private void check() {
        if (gaps != words.isEmpty()) {
            throw usage(gaps ? "--gaps lists words of a model; omit WORD" : "missing argument: WORD");
        }
        if (path && words.size() != 2) {
            throw usage("--path requires two words");
        }
        if (gaps && !relations.isEmpty()) {
            throw usage("--relation cannot be combined with --gaps");
        }
        if (!relations.isEmpty() && !path && words.size() != 1) {
            throw usage("--relation applies to one WORD, or to two with --path");
        }
        if (given("--model") && (path || !relations.isEmpty())) {
            throw usage("--model cannot be combined with --relation and --path");
        }
        if (part != null && (path || !relations.isEmpty())) {
            throw usage("--part cannot be combined with --relation and --path");
        }
        if (part != null && words.size() != 1) {
            throw usage("--part requires one WORD");
        }
        if (given("--model") && words.size() == 1) {
            throw usage("--model requires --gaps or two WORDs");
        }
        if (given("--count") && !gaps) {
            throw usage("--count requires --gaps");
        }
    }

    private boolean given(String option) {
        return spec != null && spec.commandLine().getParseResult().hasMatchedOption(option);
    }

    private ParameterException usage(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }

    private Integer senses(String word) throws IOException {
        SenseGraph graph = wordnet.open(context);
        List<Sense> all = graph.lookUp(word);
        if (all.isEmpty()) {
            return ThesaurusAnswers.failed(graph, word, context);
        }
        List<Sense> shown = all.stream()
                .filter(sense -> part == null || sense.partOfSpeech() == part)
                .toList();
        if (shown.isEmpty()) {
            return context.failed(graph.name() + " has no " + part + " \"" + word + "\"; it has "
                    + String.join(
                            " and ",
                            all.stream()
                                    .map(sense -> sense.partOfSpeech().toString())
                                    .distinct()
                                    .toList())
                    + ", shown without --part");
        }
        new SenseOutput(graph, context.columns()).write(shown, format.format(context), format.results(context));
        return ExitCode.DONE;
    }

    private Integer similarities(String a, String b) throws IOException {
        SenseGraph graph = wordnet.open(context);
        Taxonomy taxonomy = Taxonomy.of(graph);
        InformationContent content = counts(taxonomy);
        List<List<Object>> rows = new ArrayList<>();
        for (SimilarityMeasure measure : SimilarityMeasure.values()) {
            ThesaurusSimilarity similarity = new ThesaurusSimilarity(taxonomy, measure, content);
            Optional<String> unknown =
                    Stream.of(a, b).filter(word -> !similarity.knows(word)).findFirst();
            if (unknown.isPresent()) {
                String compound = a + "_" + b;
                return graph.knows(compound)
                        ? context.failed("two words are compared; for the compound, run wv thesaurus " + compound)
                        : ThesaurusAnswers.failed(graph, unknown.get(), context);
            }
            Optional<ThesaurusSimilarity.Match> found = similarity.match(a, b);
            if (found.isEmpty()) {
                return ThesaurusAnswers.withoutCommonHypernym(graph, a, b, context);
            }
            ThesaurusSimilarity.Match match = found.get();
            rows.add(List.of(
                    measure.shortName(),
                    match.score(),
                    match.first().words().getFirst(),
                    match.second().words().getFirst(),
                    match.meeting().map(ThesaurusCommand::name).orElse(new RowOutput.Missing("(no common hypernym)"))));
        }
        OutputFormat outputFormat = format.format(context);
        boolean named = outputFormat == OutputFormat.JSON;
        RowOutput.write(
                List.of("measure", "score", named ? "first" : a, named ? "second" : b, "meet"),
                rows,
                outputFormat,
                outputFormat.results(context));
        return ExitCode.DONE;
    }

    /** The first word of a sense, or a remark for a sense without words. */
    private static Object name(Sense sense) {
        return sense.words().isEmpty()
                ? new RowOutput.Missing(NO_WORD)
                : sense.words().getFirst();
    }

    private InformationContent counts(Taxonomy taxonomy) throws IOException {
        if (!given("--model")) {
            return InformationContent.ofTaggedSenses(taxonomy);
        }
        return InformationContent.of(taxonomy, CountedWords.of(model.path(context)));
    }

    private Set<SenseRelation> chosen() {
        Set<SenseRelation> chosen = EnumSet.noneOf(SenseRelation.class);
        relations.forEach(group -> chosen.addAll(group.relations()));
        return chosen.isEmpty() ? EnumSet.allOf(SenseRelation.class) : chosen;
    }

    private Integer related(String word) throws IOException {
        SenseGraph graph = wordnet.open(context);
        if (graph.sensesOf(word).length == 0) {
            return ThesaurusAnswers.failed(graph, word, context);
        }
        List<List<Object>> rows = new ArrayList<>();
        for (SenseGraph.Edge edge : new WordRelations(graph).edges(word, chosen())) {
            List<String> targets = graph.words(edge.target());
            rows.add(List.of(
                    edge.relation().label(),
                    edge.targetWord() < 0 ? targets : List.of(targets.get(edge.targetWord())),
                    graph.words(edge.source())));
        }
        if (rows.isEmpty()) {
            return context.failed(
                    graph.name() + " has no such relation for \"" + word + "\"; try another relation or word");
        }
        RowOutput.write(List.of("relation", "words", "sense"), rows, format.format(context), format.results(context));
        return ExitCode.DONE;
    }

    private Integer path(String from, String to) throws IOException {
        SenseGraph graph = wordnet.open(context);
        for (String word : List.of(from, to)) {
            if (graph.sensesOf(word).length == 0) {
                return ThesaurusAnswers.failed(graph, word, context);
            }
        }
        Optional<SensePath> found = SensePath.between(graph, from, to, chosen());
        if (found.isEmpty()) {
            return context.failed(graph.name() + " has no path from \"" + from + "\" to \"" + to
                    + "\" over these relations; add relations");
        }
        List<List<Object>> rows = new ArrayList<>();
        rows.add(List.of(0, "", graph.words(found.get().start())));
        OutputFormat written = format.format(context);
        for (SenseGraph.Edge edge : found.get().steps()) {
            List<String> targets = graph.words(edge.target());
            boolean remark = targets.isEmpty() && written != OutputFormat.JSON;
            rows.add(List.of(rows.size(), edge.relation().label(), remark ? List.of(NO_WORD) : targets));
        }
        RowOutput.write(List.of("step", "relation", "words"), rows, written, written.results(context));
        return ExitCode.DONE;
    }

    private Integer gaps() throws IOException {
        try (Embeddings embeddings = model.open(context)) {
            SenseGraph graph = wordnet.open(context);
            VocabularyGapOutput.write(
                    VocabularyGaps.of(Taxonomy.of(graph), embeddings, count.count()),
                    graph,
                    format.format(context),
                    format.results(context));
            return ExitCode.DONE;
        }
    }
}
