package org.wvtoolkit.cli.command.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.option.CountOption;
import org.wvtoolkit.cli.option.CountedWords;
import org.wvtoolkit.cli.option.FormatOption;
import org.wvtoolkit.cli.option.ModelOption;
import org.wvtoolkit.cli.output.RowOutput;
import org.wvtoolkit.cli.output.SenseOutput;
import org.wvtoolkit.cli.output.VocabularyGapOutput;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.thesaurus.InformationContent;
import org.wvtoolkit.thesaurus.PartOfSpeech;
import org.wvtoolkit.thesaurus.Sense;
import org.wvtoolkit.thesaurus.SimilarityMeasure;
import org.wvtoolkit.thesaurus.ThesaurusSimilarity;
import org.wvtoolkit.thesaurus.VocabularyGaps;
import org.wvtoolkit.thesaurus.WordNet;
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
            "wv thesaurus [--part PART] [--format FORMAT] WORD [OTHER]",
            "wv thesaurus --gaps [-m MODEL] [-n N] [--format FORMAT]"
        },
        description = {
            "Looks a word up in WordNet, or compares two words by their senses.",
            "For one word, each sense is listed with its definition and its hypernyms up to the"
                    + " root. For two words, every similarity measure is computed, with the senses compared"
                    + " and their lowest common hypernym.",
            "With --gaps, a model is compared with WordNet: the words that WordNet does not"
                    + " list, and the words whose neighbours in the model are unrelated to them in WordNet,"
                    + " which suggests that the corpus uses them in another sense."
        },
        footer = {
            "wv thesaurus bank  Senses, definitions, hypernyms",
            "wv thesaurus run --part verb  Verb senses only",
            "wv thesaurus car bicycle  Six similarity measures",
            "wv thesaurus car bicycle -m my.safetensors  Word counts of your corpus",
            "wv thesaurus --gaps -m my.safetensors  Words missing from WordNet",
            "wv similar -m wordnet:lin car  The nearest words"
        })
public final class ThesaurusCommand implements Callable<Integer> {
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

    /**
     * Creates the command.
     *
     * @param context streams, environment and terminal
     */
    public ThesaurusCommand(ProcessContext context) {
        this.context = context;
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
        return words.size() == 1 ? senses(words.getFirst()) : similarities(words.get(0), words.get(1));
    }

    /** Rejects combinations of options that have no meaning. */
    private void check() {
        if (gaps != words.isEmpty()) {
            throw usage(
                    gaps ? "--gaps is about a model's words; leave WORD out" : "missing required parameter: 'WORD'");
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
        try (WordNet wordNet = WordNet.open()) {
            List<Sense> all = wordNet.senses(word);
            if (all.isEmpty()) {
                return context.failed(ThesaurusAnswers.unknown(wordNet, word));
            }
            List<Sense> shown = all.stream()
                    .filter(sense -> part == null || sense.partOfSpeech() == part)
                    .toList();
            if (shown.isEmpty()) {
                return context.failed("WordNet has no " + part + " \"" + word + "\"; it has "
                        + String.join(
                                " and ",
                                all.stream()
                                        .map(sense -> sense.partOfSpeech().toString())
                                        .distinct()
                                        .toList())
                        + ", shown without --part");
            }
            new SenseOutput(wordNet, context.columns()).write(shown, format.format(context), context.results());
            return ExitCode.DONE;
        }
    }

    private Integer similarities(String a, String b) throws IOException {
        try (WordNet wordNet = WordNet.open()) {
            InformationContent content = counts(wordNet);
            List<List<Object>> rows = new ArrayList<>();
            for (SimilarityMeasure measure : SimilarityMeasure.values()) {
                ThesaurusSimilarity similarity = new ThesaurusSimilarity(wordNet, measure, content);
                for (String word : List.of(a, b)) {
                    if (!similarity.knows(word)) {
                        return context.failed(ThesaurusAnswers.unknown(wordNet, word));
                    }
                }
                Optional<ThesaurusSimilarity.Match> found = similarity.match(a, b);
                if (found.isEmpty()) {
                    return context.failed(
                            "\"" + a + "\" and \"" + b
                                    + "\" are a noun and a verb in WordNet, which has no kinds above both; ask for two of a sort");
                }
                ThesaurusSimilarity.Match match = found.get();
                rows.add(List.of(
                        measure.shortName(),
                        match.score(),
                        name(match.first()),
                        name(match.second()),
                        match.meeting().map(ThesaurusCommand::name).orElse("(no common hypernym)")));
            }
            RowOutput.write(List.of("measure", "score", a, b, "meet"), rows, format.format(context), context.results());
            return ExitCode.DONE;
        }
    }

    private static String name(Sense sense) {
        return sense.words().getFirst();
    }

    private InformationContent counts(WordNet wordNet) throws IOException {
        if (!given("--model")) {
            return InformationContent.ofTaggedSenses(wordNet);
        }
        return InformationContent.of(wordNet, CountedWords.of(model.path(context)));
    }

    private Integer gaps() throws IOException {
        try (Embeddings embeddings = model.open(context);
                WordNet wordNet = WordNet.open()) {
            VocabularyGapOutput.write(
                    VocabularyGaps.of(wordNet, embeddings, count.count()), format.format(context), context.results());
            return ExitCode.DONE;
        }
    }
}
