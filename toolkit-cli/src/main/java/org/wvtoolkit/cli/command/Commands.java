package org.wvtoolkit.cli.command;

import java.util.List;
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
 * The registry of commands: a name in the list and a line in the switch for each. The switch rather than a table of
 * constructors, so that a run loads the class of one command and no other.
 */
public final class Commands {
    /** In the order in which the help lists them. */
    public static final List<String> NAMES = List.of(
            "train",
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
            "info",
            "convert",
            "check-model",
            "corpus",
            "tune",
            "classify",
            "eval",
            "compare",
            "stability",
            "diff",
            "bias",
            "retrofit",
            "align",
            "cluster",
            "plot",
            "explore",
            "serve",
            "compress",
            "index",
            "shell",
            "completion",
            "man",
            "help");

    /** Commands that look at all others. */
    public static final List<String> OF_ALL = List.of("help", "completion", "man");

    private Commands() {}

    /**
     * Makes a command, with all commands under it.
     *
     * @param name one of {@link #NAMES}
     * @param context what the process was given
     * @return the command
     */
    public static Object create(String name, ProcessContext context) {
        return create(name, "", context);
    }

    /**
     * Makes a command for a run, in which not all commands under it are needed.
     *
     * @param name one of {@link #NAMES}
     * @param under the command under it that is run; all are made if there is none of that name
     * @param context what the process was given
     * @return the command
     */
    public static Object create(String name, String under, ProcessContext context) {
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
            case "corpus" -> CorpusCommands.create(under, context);
            case "classify" -> ClassifyCommand.create(context);
            case "eval" -> new EvalCommand(context);
            case "compare" -> new CompareCommand(context);
            case "stability" -> new StabilityCommand(context);
            case "diff" -> new DiffCommand(context);
            case "bias" -> new BiasCommand(context);
            case "retrofit" -> new RetrofitCommand(context);
            case "align" -> new AlignCommand(context);
            case "cluster" -> new ClusterCommand(context);
            case "plot" -> PlotCommand.create(context);
            case "explore" -> new ExploreCommand(context);
            case "serve" -> new ServeCommand(context);
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
