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
import org.wvtoolkit.cli.output.GapOutput;
import org.wvtoolkit.cli.output.RowOutput;
import org.wvtoolkit.cli.output.SenseOutput;
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

/** {@code wv thesaurus}: what WordNet knows of a word, and what it does not know of a text. */
@Command(
        name = "thesaurus",
        customSynopsis = {
            "wv thesaurus [--part PART] [--format FORMAT] WORD [OTHER]",
            "       wv thesaurus --gaps [-m MODEL] [-n N] [--format FORMAT]"
        },
        description = {
            "Shows the senses of a word in WordNet, what each means and what it is a kind of, up to the root. With two"
                    + " words: how alike they are by every measure, in which senses, and where these meet.",
            "%nWith --gaps: which of a model's words WordNet does not list, and which it lists but the text seems to use"
                    + " otherwise, since the model's neighbours are no kin of theirs in WordNet."
        },
        footer = {
            "%nExamples:%n",
            "  wv thesaurus bank                 senses, glosses, kinds",
            "  wv thesaurus run --part verb      the verb alone",
            "  wv thesaurus car bicycle          six similarities",
            "  wv thesaurus car bicycle -m my.safetensors    by the counts of my text",
            "  wv thesaurus --gaps -m my.safetensors    what WordNet lacks of my text",
            "  wv similar -m wordnet:lin car     the nearest words"
        })
public final class ThesaurusCommand implements Callable<Integer> {
    private final ProcessContext context;

    private @Nullable CommandSpec spec;

    @Parameters(
            index = "0..1",
            arity = "0..1",
            paramLabel = "WORD",
            description = "a word, in any form; parts of a compound joined by _")
    private List<String> words = new ArrayList<>();

    @Option(
            names = "--part",
            paramLabel = "PART",
            converter = PartConverter.class,
            description = "show the senses of one part of speech: noun, verb, adjective, adverb")
    private @Nullable PartOfSpeech part;

    @Option(names = "--gaps", description = "show what WordNet lacks of a model's words")
    private boolean gaps;

    @Mixin
    private ModelOption model = new ModelOption();

    @Mixin
    private CountOption count = new CountOption();

    @Mixin
    private FormatOption format = new FormatOption();

    /** Parts of speech by name. */
    static final class PartConverter implements ITypeConverter<PartOfSpeech> {
        @Override
        public PartOfSpeech convert(String text) {
            for (PartOfSpeech known : PartOfSpeech.values()) {
                if (known.toString().equalsIgnoreCase(text)) {
                    return known;
                }
            }
            throw new TypeConversionException("'" + text + "' is none of noun, verb, adjective, adverb");
        }
    }

    /**
     * A command for one run.
     *
     * @param context what the process was given
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

    /** Which flag goes with what. */
    private void check() {
        if (gaps != words.isEmpty()) {
            throw usage(
                    gaps ? "--gaps is about a model's words; leave WORD out" : "missing required parameter: 'WORD'");
        }
        if (part != null && words.size() != 1) {
            throw usage("--part applies to the senses of one WORD");
        }
        if (given("--model") && words.size() == 1) {
            throw usage("--model applies to --gaps and to two WORDs, which it has counts for");
        }
        if (given("--count") && !gaps) {
            throw usage("--count applies to --gaps");
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
                        match.meeting().map(ThesaurusCommand::name).orElse("(no kind above both)")));
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
            GapOutput.write(
                    VocabularyGaps.of(wordNet, embeddings, count.count()), format.format(context), context.results());
            return ExitCode.DONE;
        }
    }
}
