package org.wvtoolkit.cli.command.plot;

import java.util.concurrent.Callable;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code wv plot}: pictures. */
@Command(
        name = "plot",
        customSynopsis = "wv plot COMMAND [OPTIONS] -o FILE.svg|FILE.png",
        description = "Draws words, similarities, training, searches and WordNet, as SVG or PNG.",
        commandListHeading = "%nCommands:%n%n",
        footer = {
            "%nExamples:%n",
            "  wv plot words -o map.svg",
            "  wv plot words --near 12 paris king cat -o near.png",
            "  wv plot heatmap -o heat.svg man woman king queen",
            "  wv plot curves a.safetensors b.safetensors -o loss.svg",
            "  wv plot search book.options.trials -o search.svg",
            "  wv plot thesaurus dog -o dog.svg",
            "%nwv plot COMMAND --help shows a command's options and examples."
        })
public final class PlotCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /**
     * The command with those below it.
     *
     * @param context what the process was given
     * @return the command
     */
    public static CommandLine create(ProcessContext context) {
        return new CommandLine(new PlotCommand())
                .addSubcommand(new PlotWordsCommand(context))
                .addSubcommand(new PlotHeatMapCommand(context))
                .addSubcommand(new PlotCurvesCommand(context))
                .addSubcommand(new PlotSearchCommand(context))
                .addSubcommand(new PlotThesaurusCommand(context));
    }

    /** Shows the help. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return ExitCode.DONE;
    }
}
