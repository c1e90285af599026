package org.wvtoolkit.cli.command.plot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.option.Choices;
import org.wvtoolkit.cli.option.FormatOption;
import org.wvtoolkit.cli.option.ModelOption;
import org.wvtoolkit.cli.option.PictureOption;
import org.wvtoolkit.cli.output.RowOutput;
import org.wvtoolkit.cli.question.AnswerPrinter;
import org.wvtoolkit.cli.question.QuestionLines;
import org.wvtoolkit.cli.question.QuestionWords;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.UsageException;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.SparseEmbeddings;
import org.wvtoolkit.option.InvalidOptionException;
import org.wvtoolkit.plot.DataPoint;
import org.wvtoolkit.plot.Projection;
import org.wvtoolkit.plot.WordMapDiagram;
import org.wvtoolkit.query.Comparisons;
import org.wvtoolkit.query.Neighbour;
import org.wvtoolkit.query.Neighbours;
import org.wvtoolkit.query.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wv plot words}: draws a map of words. */
@Command(
        name = "words",
        customSynopsis = "wv plot words [-m MODEL] [OPTIONS] [WORD...] -o FILE.svg|FILE.png",
        description = {
            "Draws a map of words in which similar words are close together.",
            "Without WORD, the most frequent words are drawn. pca shows the two directions of"
                    + " largest variance of the vectors (normalised to length 1) and reports the share of"
                    + " the variance they cover. umap preserves neighbourhoods; distances between distant"
                    + " words carry little information. The same command always draws the same picture.",
            "With --format, the coordinates are written to standard output."
        },
        footer = {
            "wv plot words -n 150 --projection umap -o map.svg",
            "wv plot words --near 12 paris king cat -o near.png",
            "wv plot words --words-from animals.txt -o a.svg --format json > places.json"
        })
public final class PlotWordsCommand implements Callable<Integer> {
    private static final int MAX_WORDS = 5000;

    private final ProcessContext context;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "0..*", paramLabel = "WORD", description = "Words of the model.")
    private List<String> words = List.of();

    @Option(
            names = "--words-from",
            paramLabel = "FILE",
            description = "Also draw the words of FILE, one per line; - for standard input.")
    private @Nullable Path wordsFrom;

    @Mixin
    private PictureOption picture = new PictureOption();

    @Option(
            names = {"-n", "--count"},
            paramLabel = "N",
            description = "Number of words to draw if none are given. Default: ${DEFAULT-VALUE}.")
    private int count = 120;

    @Option(
            names = "--near",
            paramLabel = "N",
            description =
                    "Also draw the N nearest neighbours of each word, in its colour. Default:" + " ${DEFAULT-VALUE}.")
    private int near;

    @Option(
            names = "--projection",
            paramLabel = "NAME",
            completionCandidates = Projections.class,
            description = "Projection: pca or umap. Default: ${DEFAULT-VALUE}.")
    private String projection = Projection.PCA.label();

    @Option(names = "--seed", paramLabel = "N", description = "Random seed of umap. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Mixin
    private ModelOption model = new ModelOption();

    @Mixin
    private FormatOption format = new FormatOption();

    /**
     * Creates the command.
     *
     * @param context streams, environment and terminal
     */
    public PlotWordsCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        Projection how = checked();
        picture.check();
        try (Embeddings embeddings = model.open(context)) {
            if (embeddings instanceof SparseEmbeddings) {
                throw new IOException(model.path(context)
                        + ": has sparse vectors, which cannot be drawn as a map; train a model with --method svd");
            }
            SequencedMap<String, Integer> groups = groups(embeddings);
            if (groups == null) {
                return ExitCode.FAILED;
            }
            if (groups.size() < 3 || groups.size() > MAX_WORDS) {
                throw new IOException("a map has 3 to " + MAX_WORDS + " words, and there are " + groups.size()
                        + "; use " + (groups.size() < 3 ? "more words, or --near 10" : "fewer words"));
            }
            draw(embeddings, groups, how);
        }
        return ExitCode.DONE;
    }

    private Projection checked() {
        if (count < 1) {
            throw new InvalidOptionException("count", count, "must be at least 1");
        }
        if (near < 0) {
            throw new InvalidOptionException("near", near, "must be at least 0");
        }
        if (spec.commandLine().getParseResult().hasMatchedOption("--count")
                && (!words.isEmpty() || wordsFrom != null)) {
            throw new UsageException("--count applies to the most frequent words; with WORD, omit it or use --near");
        }
        return Projection.named(projection);
    }

    /** The words and their groups; null if a word is unknown, which has been reported. */
    private @Nullable SequencedMap<String, Integer> groups(Embeddings embeddings) throws IOException {
        List<String> asked = new ArrayList<>(QuestionWords.ofAll(embeddings, words));
        if (wordsFrom != null) {
            asked.addAll(QuestionWords.ofAll(embeddings, lines(wordsFrom)));
            if (asked.isEmpty()) {
                throw new IOException(wordsFrom + ": contains no words; use a file with one word per line");
            }
        }
        SequencedMap<String, Integer> groups = new LinkedHashMap<>();
        if (asked.isEmpty()) {
            for (int id = 0; id < Math.min(count, embeddings.vocabulary().size()); id++) {
                groups.put(embeddings.vocabulary().word(id), 0);
            }
            return groups;
        }
        Outcome<float[]> all = Comparisons.of(embeddings).centroid(asked);
        if (all instanceof Outcome.Unknown<float[]>) {
            AnswerPrinter.printFailure(all, embeddings.vocabulary(), context);
            return null;
        }
        for (String word : asked) {
            groups.putIfAbsent(word, near > 0 ? groups.size() : 0);
        }
        if (near > 0) {
            Neighbours neighbours = Neighbours.of(embeddings);
            for (String word : List.copyOf(groups.keySet())) {
                Outcome<List<Neighbour>> answer = neighbours.similar(List.of(word), near);
                if (!(answer instanceof Outcome.Known(List<Neighbour> found))) {
                    AnswerPrinter.printFailure(answer, embeddings.vocabulary(), context);
                    return null;
                }
                int group = groups.getOrDefault(word, 0);
                found.forEach(neighbour -> groups.putIfAbsent(neighbour.word(), group));
            }
        }
        return groups;
    }

    private List<String> lines(Path file) throws IOException {
        List<String> all = new ArrayList<>();
        try (QuestionLines lines = QuestionLines.open(file, context)) {
            for (List<QuestionLines.Line> some = lines.next(); !some.isEmpty(); some = lines.next()) {
                some.forEach(line -> all.add(line.text()));
            }
        }
        return all;
    }

    private void draw(Embeddings embeddings, SequencedMap<String, Integer> groups, Projection how) throws IOException {
        Comparisons comparisons = Comparisons.of(embeddings);
        List<String> names = List.copyOf(groups.keySet());
        double[][] rows = new double[names.size()][];
        for (int i = 0; i < rows.length; i++) {
            Outcome<float[]> outcome = comparisons.vector(names.get(i));
            if (!(outcome instanceof Outcome.Known<float[]>(float[] vector))) {
                throw new IOException("\"" + names.get(i) + "\" is not in the model's vocabulary; omit it");
            }
            rows[i] = unit(vector);
        }
        Projection.Projected projected = how.project(rows, seed);
        List<WordMapDiagram.Item> items = new ArrayList<>();
        // The given words come first, each as the centre of a group.
        int middles = near > 0 ? Collections.max(groups.values()) + 1 : 0;
        for (int i = 0; i < rows.length; i++) {
            DataPoint place = projected.points().get(i);
            int group = groups.getOrDefault(names.get(i), 0);
            items.add(new WordMapDiagram.Item(names.get(i), place.x(), place.y(), group, i < middles));
        }
        String title = names.size() + " words of " + model.path(context).getFileName();
        String label = how.label().toUpperCase(Locale.ROOT);
        String subtitle = Double.isNaN(projected.explained())
                ? label + ", seed " + seed
                : String.format(
                        Locale.ROOT,
                        "%s: the two axes cover %.0f %% of the variance",
                        label,
                        100 * projected.explained());
        picture.save((width, height) -> WordMapDiagram.draw(items, title, subtitle, width, height), context);
        if (spec.commandLine().getParseResult().hasMatchedOption("--format")) {
            RowOutput.write(
                    List.of("word", "x", "y"),
                    items.stream()
                            .map(item -> List.<Object>of(item.text(), item.x(), item.y()))
                            .toList(),
                    format.format(context),
                    format.results(context));
        }
    }

    private static double[] unit(float[] vector) {
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        double length = squares > 0 ? Math.sqrt(squares) : 1;
        double[] row = new double[vector.length];
        for (int k = 0; k < row.length; k++) {
            row[k] = vector[k] / length;
        }
        return row;
    }

    /** Names of projections. */
    static final class Projections extends Choices {
        Projections() {
            super(Arrays.stream(Projection.values()).map(Projection::label).toList());
        }
    }
}
