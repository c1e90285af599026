package org.wvtoolkit.cli.command.evaluate;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.wvtoolkit.cli.option.FormatOption;
import org.wvtoolkit.cli.option.ModelOption;
import org.wvtoolkit.cli.output.RowOutput;
import org.wvtoolkit.cli.question.DenseModel;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.Quantities;
import org.wvtoolkit.container.Utf8Files;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.UnsuitableInputException;
import org.wvtoolkit.evaluation.AssociationTest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wv bias}: the word embedding association test. */
@Command(
        name = "bias",
        customSynopsis = "wv bias [-m MODEL] FILE [--format FORMAT]",
        description = {
            "Runs the word embedding association test (WEAT) on sets of words.",
            "The test (Caliskan, Bryson and Narayanan 2017) measures whether two sets of target"
                    + " words are associated differently with two sets of attribute words. It prints the"
                    + " effect size, -2 to 2, which is positive if the first targets are closer to the"
                    + " first attributes, and the p-value of a permutation test.",
            "FILE has four lines per test: two sets of targets, then two sets of attributes,"
                    + " each in the form NAME: WORD WORD ... Empty lines and lines that begin with # are"
                    + " ignored. For example:",
            "    flowers: rose tulip daisy lily",
            "    insects: ant wasp flea spider",
            "    pleasant: love peace joy friend",
            "    unpleasant: hatred war agony enemy",
            "Both sets of targets must have equal size: the last words of the set with more known words are"
                    + " omitted.",
            "The permutation test enumerates all partitions of the targets if there are at most 100,000, and"
                    + " otherwise samples 100,000 of them."
        },
        footer = {"wv bias -m wiki.safetensors flowers.txt", "wv bias -m wiki.safetensors flowers.txt --format json"})
public final class BiasCommand implements Callable<Integer> {
    private static final int SETS = 4;
    private static final int MAX_NAMED = 10;

    private final ProcessContext context;

    @Parameters(paramLabel = "FILE", description = "File of word sets.")
    private Path file = Path.of("");

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Random seed of the sampled partitions. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Mixin
    private ModelOption model = new ModelOption();

    @Mixin
    private FormatOption format = new FormatOption();

    /** A named set of words. */
    private record WordSet(String name, List<String> words) {}

    /** Creates the command. */
    public BiasCommand(ProcessContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        List<WordSet> sets = read();
        List<List<Object>> rows = new ArrayList<>();
        try (DenseEmbeddings embeddings = DenseModel.dense(model.open(context), model.path(context))) {
            for (int i = 0; i < sets.size(); i += SETS) {
                List<WordSet> test = sets.subList(i, i + SETS);
                AssociationTest result = AssociationTest.of(
                        embeddings, test.get(0).words, test.get(1).words, test.get(2).words, test.get(3).words, seed);
                note(result.unknown());
                noteOmitted(test.subList(0, 2), result);
                rows.add(List.of(
                        test.get(0).name + ", " + test.get(1).name,
                        test.get(2).name + ", " + test.get(3).name,
                        result.targets().getFirst(),
                        result.effect(),
                        result.pValue(),
                        result.exact() ? "exact" : "drawn"));
            }
        } catch (UnsuitableInputException impossible) {
            throw new IOException(file + ": " + impossible.getMessage(), impossible);
        }
        RowOutput.write(
                List.of("targets", "attributes", "words", "effect", "p", "test"),
                rows,
                format.format(context),
                format.results(context));
        return ExitCode.DONE;
    }

    private void note(List<String> unknown) {
        if (!unknown.isEmpty()) {
            context.err()
                    .println(Quantities.oneLine("out of vocabulary, skipped: "
                            + String.join(", ", unknown.subList(0, Math.min(MAX_NAMED, unknown.size())))
                            + (unknown.size() > MAX_NAMED ? ", and " + (unknown.size() - MAX_NAMED) + " more" : "")));
        }
    }

    /** Reports the target set whose last words are omitted because the other one has fewer known words. */
    private void noteOmitted(List<WordSet> targets, AssociationTest result) {
        for (int i = 0; i < targets.size(); i++) {
            Set<String> known = new HashSet<>(targets.get(i).words);
            result.unknown().forEach(known::remove);
            int used = result.targets().get(i);
            if (known.size() > used) {
                context.err()
                        .println(Quantities.oneLine("only the first " + used + " known words of "
                                + targets.get(i).name + " are used, because "
                                + targets.get(1 - i).name + " has no more"));
            }
        }
    }

    private List<WordSet> read() throws IOException {
        if (!Files.exists(file)) {
            throw new IOException(file + ": no such file; check the path");
        }
        List<WordSet> sets = new ArrayList<>();
        List<String> lines;
        try {
            lines = Utf8Files.readAllLines(file);
        } catch (MalformedInputException notUtf8) {
            throw new IOException(file + ": is not UTF-8; convert it to UTF-8, for example with iconv", notUtf8);
        }
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int colon = line.indexOf(':');
            if (colon < 1 || line.substring(colon + 1).isBlank()) {
                throw new IOException(file + ": line " + number + " is not NAME: WORD WORD ...; see wv bias --help");
            }
            sets.add(new WordSet(
                    line.substring(0, colon).strip(),
                    List.of(line.substring(colon + 1).strip().split("[\\s,]+", 0))));
        }
        if (sets.isEmpty() || sets.size() % SETS != 0) {
            throw new IOException(file + ": has " + sets.size()
                    + " sets of words; each test needs four: two of targets and two of attributes");
        }
        return sets;
    }
}
