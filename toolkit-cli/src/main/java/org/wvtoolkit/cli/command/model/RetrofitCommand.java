package org.wvtoolkit.cli.command.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.option.Choices;
import org.wvtoolkit.cli.option.ModelArgument;
import org.wvtoolkit.cli.option.OutputFile;
import org.wvtoolkit.cli.option.ProgressOptions;
import org.wvtoolkit.cli.option.WordnetOption;
import org.wvtoolkit.cli.question.DenseModel;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.ProgressReport;
import org.wvtoolkit.cli.terminal.Quantities;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.query.relation.Relation;
import org.wvtoolkit.retrofitting.CounterFitting;
import org.wvtoolkit.retrofitting.Lexicon;
import org.wvtoolkit.retrofitting.Retrofitting;
import org.wvtoolkit.vocabulary.Vocabulary;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code wv retrofit}: vectors brought into agreement with a lexicon. */
@Command(
        name = "retrofit",
        customSynopsis = "wv retrofit [MODEL] --with wordnet|FILE -o OUT [OPTIONS]",
        description = {
            "Moves the vectors of related words together and saves the result as a new model.",
            "The model may come from any tool. Vectors of words outside the lexicon keep their direction.",
            "retrofit (Faruqui et al. 2015) sets each vector to the mean of its original and its"
                    + " neighbours in the lexicon. counter-fit (Mrkšić et al. 2016) also pushes antonyms"
                    + " apart and preserves the original neighbourhood.",
            "A lexicon FILE has two words per line, separated by a tab, optionally followed by"
                    + " another tab and their relation: synonym (the default), antonym, or another relation"
                    + " that 'wv similar --relations' shows. All relations except antonym attract."
        },
        footer = {
            "wv retrofit wiki.safetensors --with wordnet -o fitted.safetensors",
            "wv retrofit --with wordnet --method counter-fit -o fitted.safetensors",
            "wv retrofit vectors.bin --with pairs.tsv -o fitted.safetensors",
            "wv compare wiki.safetensors fitted.safetensors  Gains and losses"
        })
public final class RetrofitCommand implements Callable<Integer> {
    private final ProcessContext context;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--with",
            required = true,
            paramLabel = "LEXICON",
            description =
                    "Lexicon: wordnet, or a file of word pairs. For another wordnet: wordnet, and" + " --wordnet FILE.")
    private Path lexicon = Path.of("");

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "OUT",
            description = "Output file, a safetensors model.")
    private Path output = Path.of("");

    @Option(names = "--force", description = "Replace OUT if it exists.")
    private boolean force;

    @Option(
            names = "--method",
            paramLabel = "NAME",
            converter = MethodConverter.class,
            description = "Method: retrofit or counter-fit. Default: retrofit.")
    private Method method = Method.RETROFIT;

    @Option(
            names = "--iterations",
            paramLabel = "N",
            description = "Number of passes over the lexicon. Default: 10 (retrofit), 20 (counter-fit).")
    private @Nullable Integer iterations;

    @Option(
            names = "--attract",
            paramLabel = "NAME",
            split = ",",
            converter = RelationConverter.class,
            completionCandidates = Attracting.class,
            description = "WordNet relations that attract: synonym, \"kind of\", kind, \"part of\", part,"
                    + " derived, related; separated by commas. Default: synonym,\"kind of\",kind"
                    + " (retrofit), synonym (counter-fit).")
    private List<Relation> attracted = List.of();

    @Mixin
    private WordnetOption wordnet = new WordnetOption();

    @Mixin
    private ModelArgument model = new ModelArgument();

    @Mixin
    private ProgressOptions progressOptions = new ProgressOptions();

    /** Converts the name of a method. */
    enum Method {
        RETROFIT("retrofit"),
        COUNTER_FIT("counter-fit");

        private final String label;

        Method(String label) {
            this.label = label;
        }
    }

    static final class MethodConverter implements ITypeConverter<Method> {
        @Override
        public Method convert(String text) {
            for (Method method : Method.values()) {
                if (method.label.equals(text)) {
                    return method;
                }
            }
            throw new TypeConversionException("'" + text + "' is not one of retrofit, counter-fit");
        }
    }

    static final class RelationConverter implements ITypeConverter<Relation> {
        private static final Set<Relation> ATTRACTING = EnumSet.of(
                Relation.SYNONYM,
                Relation.KIND_OF,
                Relation.KIND,
                Relation.PART_OF,
                Relation.PART,
                Relation.DERIVED,
                Relation.RELATED);

        @Override
        public Relation convert(String text) {
            return Relation.find(text)
                    .filter(ATTRACTING::contains)
                    .orElseThrow(() -> new TypeConversionException("'" + text + "' is not one of "
                            + String.join(
                                    ", ",
                                    ATTRACTING.stream().map(Relation::label).toList())));
        }
    }

    /** Names of relations that attract. */
    static final class Attracting extends Choices {
        Attracting() {
            super(RelationConverter.ATTRACTING.stream().map(Relation::label).toList());
        }
    }

    /** Creates the command. */
    public RetrofitCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        boolean ofWordnet = lexicon.toString().equals("wordnet");
        if (!ofWordnet && (!attracted.isEmpty() || wordnet.file().isPresent())) {
            throw usage("--attract and --wordnet require --with wordnet; a lexicon file contains its relations");
        }
        Path path = model.path(context);
        OutputFile.checkModel(output, force).mustNotBe(path);
        if (!ofWordnet && !Files.exists(lexicon)) {
            throw new IOException(lexicon + ": no such file; check the path, or use --with wordnet");
        }
        try (ProgressReport progress = progressOptions.begin(context);
                DenseEmbeddings original = DenseModel.dense(model.option().open(context), path)) {
            Lexicon pairs = ofWordnet ? ofWordnet(original.vocabulary()) : Lexicon.read(lexicon, original.vocabulary());
            int useful = pairs.attracted().size()
                    + (method == Method.COUNTER_FIT ? pairs.repelled().size() : 0);
            if (useful == 0 && !pairs.repelled().isEmpty()) {
                throw new IOException(lexicon + ": relates words of the model only as antonyms, which --method retrofit"
                        + " ignores; use --method counter-fit");
            }
            if (useful == 0) {
                throw new IOException(
                        lexicon + ": relates no two words of the model; use a lexicon in its" + " language");
            }
            try (DenseEmbeddings fitted = fitted(original, pairs, progress)) {
                fitted.withMetadata(described(fitted.metadata())).save(output);
                progress.note(Quantities.count(pairs.attracted().size()) + " attracting and "
                        + Quantities.count(pairs.repelled().size()) + " repelling pairs of "
                        + Quantities.count(pairs.words()) + " words" + skipped(pairs) + "; saved " + output);
            }
        }
        return ExitCode.DONE;
    }

    private static String skipped(Lexicon pairs) {
        int skipped = pairs.skipped();
        return skipped == 0
                ? ""
                : "; skipped " + Quantities.count(skipped) + (skipped == 1 ? " pair" : " pairs")
                        + " with a word that the model does not have";
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private Lexicon ofWordnet(Vocabulary vocabulary) throws IOException {
        Set<Relation> relations = !attracted.isEmpty()
                ? EnumSet.copyOf(attracted)
                : method == Method.RETROFIT ? Lexicon.DEFAULT_ATTRACTED : EnumSet.of(Relation.SYNONYM);
        return Lexicon.of(wordnet.open(context), vocabulary, relations);
    }

    private DenseEmbeddings fitted(DenseEmbeddings original, Lexicon pairs, ProgressReport progress) {
        if (method == Method.RETROFIT) {
            Retrofitting defaults = Retrofitting.defaults();
            return new Retrofitting(iterations == null ? defaults.iterations() : iterations, defaults.alpha())
                    .apply(original, pairs, progress);
        }
        CounterFitting defaults = CounterFitting.defaults();
        return new CounterFitting(
                        iterations == null ? defaults.iterations() : iterations,
                        defaults.step(),
                        defaults.apart(),
                        defaults.together(),
                        defaults.radius())
                .apply(original, pairs, progress);
    }

    private ModelMetadata described(ModelMetadata metadata) {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("method", method.label);
        Path name = lexicon.getFileName();
        entries.put(
                "lexicon",
                wordnet.file().map(Path::getFileName).map(Path::toString).orElse(String.valueOf(name)));
        return metadata.withAll("fitted.", entries);
    }
}
