package org.wvtoolkit.cli.command.corpus;

import java.util.List;
import org.wvtoolkit.cli.terminal.ProcessContext;
import picocli.CommandLine;

/** The registry of the commands under {@code wv corpus}: one line per command. */
public final class CorpusCommands {
    /** Creates a command. */
    @FunctionalInterface
    private interface Factory {
        Object create(ProcessContext context);
    }

    /**
     * A command by name.
     *
     * @param name its name
     * @param factory creates it
     */
    private record Entry(String name, Factory factory) {}

    /** The commands in the order of the help. */
    private static final List<Entry> ALL = List.of(
            new Entry("check", CorpusCheckCommand::new),
            new Entry("stats", CorpusStatsCommand::new),
            new Entry("tokenize", CorpusTokenizeCommand::new),
            new Entry("encode", CorpusEncodeCommand::new),
            new Entry("sample", CorpusSampleCommand::new),
            new Entry("split", CorpusSplitCommand::new),
            new Entry("shuffle", CorpusShuffleCommand::new),
            new Entry("dedup", CorpusDedupCommand::new),
            new Entry("phrases", CorpusPhrasesCommand::new),
            new Entry("get", CorpusGetCommand::new));

    private CorpusCommands() {}

    /**
     * The names of all commands.
     *
     * @return the names in the order of the help
     */
    public static List<String> names() {
        return ALL.stream().map(Entry::name).toList();
    }

    /**
     * Creates {@code wv corpus} with a single subcommand, because reading all of them by reflection takes longer
     * than some of them run.
     *
     * @param name the subcommand; if there is not one of that name, all are created
     * @param context streams, environment and terminal
     * @return the command
     */
    public static CommandLine create(String name, ProcessContext context) {
        CommandLine corpus = new CommandLine(new CorpusCommand());
        boolean all = !names().contains(name);
        for (Entry entry : ALL) {
            if (all || entry.name().equals(name)) {
                corpus.addSubcommand(entry.name(), entry.factory().create(context));
            }
        }
        return corpus;
    }
}
