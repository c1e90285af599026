package org.wvtoolkit.cli.command.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.alignment.Rotation;
import org.wvtoolkit.alignment.Translation;
import org.wvtoolkit.alignment.WeightedSpace;
import org.wvtoolkit.alignment.WordPairs;
import org.wvtoolkit.cli.option.CountOption;
import org.wvtoolkit.cli.option.FormatOption;
import org.wvtoolkit.cli.option.OutputFile;
import org.wvtoolkit.cli.option.ProgressOptions;
import org.wvtoolkit.cli.output.RowOutput;
import org.wvtoolkit.cli.question.DenseModel;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.ProgressReport;
import org.wvtoolkit.cli.terminal.Quantities;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.progress.ProgressListener;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code wv align}: models brought into one space. */
@Command(
        name = "align",
        customSynopsis = "wv align MODEL MODEL... [--dictionary FILE] [-o FOLDER] [OPTIONS]",
        description = {
            "Rotates models into the space of the last one and measures the alignment.",
            "Each model is rotated into the space of the next one by orthogonal Procrustes, so"
                    + " that vectors of several languages or periods are comparable. The pairs of"
                    + " corresponding words are those of equal spelling, or those of a dictionary: one pair"
                    + " per line, separated by a tab or a space.",
            "The command prints the number of pairs and the share of held-out words whose counterpart"
                    + " is the nearest word (@1) or among the five nearest (@5), by cosine similarity and"
                    + " by CSLS (Conneau et al. 2018). Every fifth word is held out for the measurement;"
                    + " saved models are rotated by all pairs.",
            "With --reweight, both of two models are mapped into a common space in which directions"
                    + " count by their correlation (Artetxe, Labaka and Agirre 2018). Counterparts are found"
                    + " more reliably, but cosines within each model change."
        },
        footer = {
            "wv align 1990s.safetensors 2000s.safetensors 2010s.safetensors -o aligned/",
            "wv align en.safetensors de.safetensors --dictionary en-de.tsv -o aligned/",
            "wv align en.safetensors de.safetensors --dictionary en-de.tsv --reweight 2"
        })
public final class AlignCommand implements Callable<Integer> {
    private static final int HELD_OUT = 5;

    private final ProcessContext context;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "1..*",
            paramLabel = "MODEL",
            description = "Models of equal dimension, in any supported format.")
    private List<Path> models = List.of();

    @Option(names = "--dictionary", paramLabel = "FILE", description = "File of pairs of corresponding words.")
    private @Nullable Path dictionary;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FOLDER",
            description = "Output folder for the rotated models, under their file names; with --reweight, for"
                    + " both models. Default: measure only.")
    private @Nullable Path output;

    @Option(names = "--force", description = "Replace files in FOLDER.")
    private boolean force;

    @Option(
            names = "--restrict",
            paramLabel = "N",
            converter = CountOption.Converter.class,
            description = "Use the N most frequent words of each model. Default: ${DEFAULT-VALUE}.")
    private int restrict = 20_000;

    @Option(
            names = "--reweight",
            paramLabel = "P",
            converter = PowerConverter.class,
            description = "Whiten two models and weight each direction by the power P of its correlation, 0 to"
                    + " 100; 2 to 4 is usual. Default: rotate only.")
    private @Nullable Double power;

    @Mixin
    private FormatOption format = new FormatOption();

    @Mixin
    private ProgressOptions progressOptions = new ProgressOptions();

    /** Powers of correlations. */
    static final class PowerConverter implements ITypeConverter<Double> {
        private static final double LARGEST = 100;

        @Override
        public Double convert(String text) {
            try {
                double power = Double.parseDouble(text);
                if (power >= 0 && power <= LARGEST) {
                    return power;
                }
            } catch (NumberFormatException wrong) {
                // Reported below.
            }
            throw new TypeConversionException("'" + text + "' is not a number from 0 to 100");
        }
    }

    /** Creates the command. */
    public AlignCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        if (models.size() < 2) {
            throw usage("aligns at least two models; add the model to align with");
        }
        if (dictionary != null && models.size() > 2) {
            throw usage("--dictionary requires exactly two models");
        }
        if (power != null && models.size() > 2) {
            throw usage("--reweight requires exactly two models");
        }
        List<Path> targets = targets();
        List<List<Object>> rows = new ArrayList<>();
        try (ProgressReport progress = progressOptions.begin(context)) {
            // Rotated models share the vocabulary of their inputs, which are closed last.
            List<DenseEmbeddings> inputs = new ArrayList<>();
            DenseEmbeddings next = DenseModel.open(models.getLast());
            try {
                for (int i = models.size() - 2; i >= 0; i--) {
                    DenseEmbeddings model = DenseModel.open(models.get(i));
                    inputs.add(model);
                    progress.stage("aligning " + models.get(i), ProgressListener.Unit.ROWS, -1);
                    Pairs pairs = pairs(model, next, progress);
                    if (power != null) {
                        reweight(model, next, pairs, targets, rows);
                        break;
                    }
                    DenseEmbeddings rotated = aligned(model, next, pairs, i, rows);
                    next.close();
                    next = rotated;
                    if (!targets.isEmpty()) {
                        rotated.save(targets.get(i));
                    }
                }
            } finally {
                next.close();
                inputs.forEach(DenseEmbeddings::close);
            }
        }
        RowOutput.write(
                List.of("model", "into", "pairs", "asked", "cosine@1", "cosine@5", "csls@1", "csls@5"),
                rows.reversed(),
                format.format(context),
                format.results(context));
        return ExitCode.DONE;
    }

    /** Pairs from which an alignment is computed, and pairs by which it is measured. */
    private record Pairs(WordPairs all, WordPairs training, WordPairs test) {
        static Pairs of(WordPairs all, int dimension) {
            List<WordPairs> split = all.split(HELD_OUT);
            // With few pairs nothing can be held out: all are asked for, which the columns show.
            boolean held = split.get(0).pairs().size() >= dimension;
            return new Pairs(all, held ? split.get(0) : all, held ? split.get(1) : all);
        }
    }

    private Pairs pairs(DenseEmbeddings model, DenseEmbeddings next, ProgressReport progress) throws IOException {
        if (dictionary == null) {
            return Pairs.of(WordPairs.identical(model, next, restrict), model.dimension());
        }
        WordPairs read = WordPairs.read(dictionary, model, next);
        if (read.skipped() > 0) {
            progress.note("skipped " + Quantities.count(read.skipped()) + (read.skipped() == 1 ? " pair" : " pairs")
                    + " of the dictionary with a word that its model does not have");
        }
        return Pairs.of(read, model.dimension());
    }

    /** Rotates a model by all pairs, after measuring with a part held out. The rotated model keeps the other open. */
    private DenseEmbeddings aligned(
            DenseEmbeddings model, DenseEmbeddings next, Pairs pairs, int number, List<List<Object>> rows)
            throws IOException {
        try (DenseEmbeddings measured =
                Rotation.fit(model, next, pairs.training).apply(model)) {
            rows.add(row(number, pairs, measured, next));
        }
        return Rotation.fit(model, next, pairs.all).apply(model);
    }

    /** Measures the common space of two models with a part of the pairs held out, and saves that of all pairs. */
    private void reweight(
            DenseEmbeddings model, DenseEmbeddings last, Pairs pairs, List<Path> targets, List<List<Object>> rows)
            throws IOException {
        double exponent = Objects.requireNonNull(power);
        WeightedSpace measured = WeightedSpace.fit(model, last, pairs.training, exponent);
        try (DenseEmbeddings first = measured.applyToSource(model);
                DenseEmbeddings second = measured.applyToTarget(last)) {
            rows.add(row(0, pairs, first, second));
        }
        if (!targets.isEmpty()) {
            WeightedSpace space = WeightedSpace.fit(model, last, pairs.all, exponent);
            try (DenseEmbeddings first = space.applyToSource(model);
                    DenseEmbeddings second = space.applyToTarget(last)) {
                first.save(targets.get(0));
                second.save(targets.get(1));
            }
        }
    }

    private List<Object> row(int number, Pairs pairs, DenseEmbeddings source, DenseEmbeddings target)
            throws IOException {
        int threads = Runtime.getRuntime().availableProcessors();
        Translation found = Translation.measure(source, target, pairs.test, restrict, threads);
        return List.of(
                models.get(number).toString(),
                models.get(number + 1).toString(),
                pairs.all.pairs().size(),
                found.questions(),
                found.cosineAt1(),
                found.cosineAt5(),
                found.cslsAt1(),
                found.cslsAt5());
    }

    /** Returns the path of each rotated or mapped model; checked before anything is computed. */
    private List<Path> targets() throws IOException {
        if (output == null) {
            return List.of();
        }
        List<Path> targets = new ArrayList<>();
        Set<Path> distinct = new LinkedHashSet<>();
        Files.createDirectories(output);
        for (Path model : models.subList(0, models.size() - (power == null ? 1 : 0))) {
            String name = String.valueOf(model.getFileName());
            int dot = name.lastIndexOf('.');
            Path target = output.resolve((dot > 0 ? name.substring(0, dot) : name) + ".safetensors");
            if (!distinct.add(target)) {
                throw usage("two models would be saved as " + target + "; rename one of the input files");
            }
            OutputFile checked = OutputFile.check(target, force);
            for (Path input : models) {
                checked.mustNotBe(input);
            }
            targets.add(target);
        }
        return targets;
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
