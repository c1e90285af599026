package org.wvtoolkit.cli.command.plot;

import java.util.concurrent.Callable;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code wv plot}: draws pictures. */
@Command(
        name = "plot",
        customSynopsis = "wv plot COMMAND [OPTIONS] -o FILE.svg|FILE.png",
        description = "Draws words, similarities, training curves or tuning runs, as SVG or PNG.",
        footer = {
            "wv plot words -o map.svg",
            "wv plot words --near 12 paris king cat -o near.png",
            "wv plot heatmap -o heat.svg man woman king queen",
            "wv plot curves a.safetensors b.safetensors -o loss.svg",
            "wv plot search book.options.trials -o search.svg",
            "wv plot thesaurus dog -o dog.svg"
        })
public final class PlotCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /**
     * Creates the command with its subcommands.
     *
     * @param context streams, environment and terminal
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

    /** Prints the complete help. */
    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return ExitCode.DONE;
    }
}
