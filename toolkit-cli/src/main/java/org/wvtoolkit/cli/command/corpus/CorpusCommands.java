package org.wvtoolkit.cli.command.corpus;

import java.util.List;
import org.wvtoolkit.cli.terminal.ProcessContext;
import picocli.CommandLine;

/** The registry of the commands under {@code wv corpus}: a line each. */
public final class CorpusCommands {
    /** Makes a command for one run. */
    @FunctionalInterface
    private interface Factory {
        Object create(ProcessContext context);
    }

    /**
     * A command that can be asked for by name.
     *
     * @param name its name
     * @param factory makes it
     */
    private record Entry(String name, Factory factory) {}

    /** In the order in which the help lists them. */
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
     * @return in the order in which the help lists them
     */
    public static List<String> names() {
        return ALL.stream().map(Entry::name).toList();
    }

    /**
     * Makes {@code wv corpus} with one of its commands, since reading all of them by reflection takes longer than some of them run.
     *
     * @param name the command; all are made if there is none of that name
     * @param context what the process was given
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
