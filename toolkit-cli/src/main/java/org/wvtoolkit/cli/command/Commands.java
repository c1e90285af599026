package org.wvtoolkit.cli.command;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wvtoolkit.cli.command.classify.ClassifyCommand;
import org.wvtoolkit.cli.command.corpus.CorpusCommands;
import org.wvtoolkit.cli.command.evaluate.BiasCommand;
import org.wvtoolkit.cli.command.evaluate.CompareCommand;
import org.wvtoolkit.cli.command.evaluate.DiffCommand;
import org.wvtoolkit.cli.command.evaluate.EvalCommand;
import org.wvtoolkit.cli.command.evaluate.StabilityCommand;
import org.wvtoolkit.cli.command.model.AlignCommand;
import org.wvtoolkit.cli.command.model.CheckModelCommand;
import org.wvtoolkit.cli.command.model.ClusterCommand;
import org.wvtoolkit.cli.command.model.CompressCommand;
import org.wvtoolkit.cli.command.model.ConvertCommand;
import org.wvtoolkit.cli.command.model.IndexCommand;
import org.wvtoolkit.cli.command.model.InfoCommand;
import org.wvtoolkit.cli.command.model.RetrofitCommand;
import org.wvtoolkit.cli.command.plot.PlotCommand;
import org.wvtoolkit.cli.command.query.AnalogyCommand;
import org.wvtoolkit.cli.command.query.CentroidCommand;
import org.wvtoolkit.cli.command.query.DistanceCommand;
import org.wvtoolkit.cli.command.query.OddOneOutCommand;
import org.wvtoolkit.cli.command.query.SimilarCommand;
import org.wvtoolkit.cli.command.query.SimilarityCommand;
import org.wvtoolkit.cli.command.query.ThesaurusCommand;
import org.wvtoolkit.cli.command.query.VectorCommand;
import org.wvtoolkit.cli.command.query.VectorsCommand;
import org.wvtoolkit.cli.command.query.WhyCommand;
import org.wvtoolkit.cli.command.train.TrainCommand;
import org.wvtoolkit.cli.command.train.TuneCommand;
import org.wvtoolkit.cli.command.web.ExploreCommand;
import org.wvtoolkit.cli.command.web.ServeCommand;
import org.wvtoolkit.cli.terminal.ProcessContext;

/**
 * The registry of commands. A command has a name in one of the {@link #GROUPS} and a line in {@link #create}; one
 * that needs another start-up profile than {@link StartupProfile#QUESTION} has a line in {@link #profiles}.
 *
 * <p>{@code create} is a switch rather than a table of constructors, so that a run loads the class of one command
 * only.
 */
public final class Commands {
    /** The names of the commands by heading, in the order in which the help lists them. */
    public static final Map<String, List<String>> GROUPS = groups();

    /** The names of the commands in the order of the help. */
    public static final List<String> NAMES =
            GROUPS.values().stream().flatMap(List::stream).toList();

    /** The commands that read the options of all other commands. */
    public static final List<String> OF_ALL = List.of("help", "completion", "man");

    private static Map<String, List<String>> groups() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        groups.put("Training", List.of("train", "tune", "corpus"));
        groups.put(
                "Queries",
                List.of(
                        "similar",
                        "analogy",
                        "similarity",
                        "odd-one-out",
                        "distance",
                        "vector",
                        "vectors",
                        "centroid",
                        "why",
                        "thesaurus",
                        "shell"));
        groups.put("Evaluation", List.of("eval", "compare", "stability", "diff", "bias"));
        groups.put(
                "Models",
                List.of("info", "convert", "check-model", "compress", "index", "retrofit", "align", "cluster"));
        groups.put("Applications", List.of("explore", "serve", "plot", "classify"));
        groups.put("Help", List.of("help", "completion", "man"));
        return Collections.unmodifiableMap(groups);
    }

    /**
     * The start-up profiles, from which the launcher's table is generated.
     *
     * @return by command, or command and subcommand with a space between; {@link StartupProfile#QUESTION} for
     *     all others
     */
    public static Map<String, StartupProfile> profiles() {
        Map<String, StartupProfile> profiles = new LinkedHashMap<>();
        // The forecast of time and memory trains for some seconds.
        for (String name : List.of("train", "tune", "corpus check")) {
            profiles.put(name, StartupProfile.TRAINING);
        }
        for (String name : List.of(
                "classify",
                "eval",
                "compare",
                "stability",
                "diff",
                "align",
                "cluster",
                "retrofit",
                "compress",
                "index",
                "shell",
                "explore",
                "serve")) {
            profiles.put(name, StartupProfile.VECTORS);
        }
        for (String name : List.of("corpus", "convert", "check-model")) {
            profiles.put(name, StartupProfile.READING);
        }
        return profiles;
    }

    private Commands() {}

    /**
     * Creates a command with all its subcommands.
     *
     * @param name one of {@link #NAMES}
     * @param context streams, environment and terminal
     * @return the command
     */
    public static Object create(String name, ProcessContext context) {
        return create(name, "", context);
    }

    /**
     * Creates a command for a run that needs one of its subcommands only.
     *
     * @param name one of {@link #NAMES}
     * @param subcommand the subcommand that is run; if there is not one of that name, all are created
     * @param context streams, environment and terminal
     * @return the command
     */
    public static Object create(String name, String subcommand, ProcessContext context) {
        return switch (name) {
            case "train" -> new TrainCommand(context);
            case "similar" -> new SimilarCommand(context);
            case "analogy" -> new AnalogyCommand(context);
            case "similarity" -> new SimilarityCommand(context);
            case "odd-one-out" -> new OddOneOutCommand(context);
            case "distance" -> new DistanceCommand(context);
            case "vector" -> new VectorCommand(context);
            case "vectors" -> new VectorsCommand(context);
            case "centroid" -> new CentroidCommand(context);
            case "why" -> new WhyCommand(context);
            case "thesaurus" -> ThesaurusCommand.create(context);
            case "info" -> new InfoCommand(context);
            case "convert" -> new ConvertCommand(context);
            case "check-model" -> new CheckModelCommand(context);
            case "tune" -> new TuneCommand(context);
            case "corpus" -> CorpusCommands.create(subcommand, context);
            case "classify" -> ClassifyCommand.create(context);
            case "eval" -> new EvalCommand(context);
            case "compare" -> new CompareCommand(context);
            case "stability" -> new StabilityCommand(context);
            case "diff" -> new DiffCommand(context);
            case "plot" -> PlotCommand.create(context);
            case "explore" -> new ExploreCommand(context);
            case "serve" -> new ServeCommand(context);
            case "bias" -> new BiasCommand(context);
            case "retrofit" -> new RetrofitCommand(context);
            case "align" -> new AlignCommand(context);
            case "cluster" -> new ClusterCommand(context);
            case "compress" -> new CompressCommand(context);
            case "index" -> new IndexCommand(context);
            case "shell" -> new ShellCommand(context);
            case "completion" -> new CompletionCommand(context);
            case "man" -> new ManCommand(context);
            case "help" -> new HelpCommand();
            default -> throw new IllegalArgumentException("no command " + name);
        };
    }
}
