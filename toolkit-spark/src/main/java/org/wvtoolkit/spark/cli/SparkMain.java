package org.wvtoolkit.spark.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.wvtoolkit.cli.Failures;
import org.wvtoolkit.cli.UsageMessages;
import org.wvtoolkit.cli.terminal.OptionNotation;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.UsageException;
import org.wvtoolkit.option.OptionException;
import org.wvtoolkit.spark.ClusterCheck;
import org.wvtoolkit.spark.FailingExecutors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Main class that {@code spark-submit} runs: {@code train} and {@code corpus encode} on a cluster. */
public final class SparkMain {
    private static final int FAILURE = 1;
    private static final int USAGE = 2;

    /** Log level without progress messages of Spark. */
    private static final String QUIET = "ERROR";

    private SparkMain() {}

    /** Root command of the two commands. */
    @Command(
            name = "wv",
            mixinStandardHelpOptions = false,
            synopsisSubcommandLabel = "(train | corpus encode)",
            description = "Word vectors on Apache Spark.")
    private static final class Root implements Runnable {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @SuppressWarnings("UnusedVariable") // read by picocli
        @CommandLine.Option(
                names = {"-h", "--help"},
                usageHelp = true,
                scope = ScopeType.INHERIT,
                description = "show this help and exit")
        private boolean help;

        @Override
        public void run() {
            throw new ParameterException(spec.commandLine(), "the command is missing: use train or corpus encode");
        }
    }

    /** The command {@code corpus}, with {@code encode} as its only subcommand. */
    @Command(name = "corpus", description = "Encodes text on Apache Spark.")
    private static final class CorpusRoot implements Runnable {
        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public void run() {
            throw new ParameterException(
                    spec.commandLine(), "only wv corpus encode runs on a cluster; run the other commands without --on");
        }
    }

    /** Work on a cluster. */
    @FunctionalInterface
    interface Work {
        void run(JavaSparkContext spark) throws IOException;
    }

    /**
     * Runs a command line and ends the process with its exit code.
     *
     * @param arguments the command and its options
     */
    public static void main(String[] arguments) {
        int code = run(ProcessContext.ofProcess(), System.err, arguments);
        if (code != 0) {
            System.exit(code);
        }
    }

    /**
     * Runs a command line.
     *
     * @param context streams and environment
     * @param err stream for messages
     * @param arguments the command and its options
     * @return the exit code: 0 for success, 1 for a failure, 2 for an invalid command line
     */
    static int run(ProcessContext context, PrintStream err, String... arguments) {
        CommandLine corpus = new CommandLine(new CorpusRoot()).addSubcommand(new SparkEncodeCommand(context));
        CommandLine root = new CommandLine(new Root())
                .addSubcommand(new SparkTrainCommand(context))
                .addSubcommand(corpus)
                .setExpandAtFiles(false);
        root.setParameterExceptionHandler((wrong, words) -> {
            err.println("wv: " + UsageMessages.of(wrong, List.of(words)));
            return USAGE;
        });
        root.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof OptionException option) {
                err.println("wv: " + UsageMessages.of(option));
                return USAGE;
            }
            err.println("wv: " + firstLine(failure));
            return failure instanceof IllegalArgumentException || failure instanceof UsageException ? USAGE : FAILURE;
        });
        try {
            return root.execute(arguments);
        } catch (OutOfMemoryError | LinkageError error) {
            err.println("wv: " + message(error));
            return FAILURE;
        }
    }

    /** Describes an error of the driver. */
    static String message(Error error) {
        return error instanceof OutOfMemoryError
                ? "the driver is out of memory (" + error.getMessage()
                        + "); increase spark.driver.memory, or reduce the vocabulary"
                : "Spark loads classes of another version than the toolkit's (" + error
                        + "); use Spark 4 on JDK 25, and remove copies of the toolkit from Spark's jars folder";
    }

    private static String firstLine(Throwable failure) {
        boolean ofFile = failure instanceof IOException || failure instanceof UncheckedIOException;
        String message = ofFile ? Failures.message(failure) : failure.getMessage();
        return message == null
                ? failure.toString()
                : OptionNotation.flags(message.lines().findFirst().orElse(message));
    }

    /**
     * Runs work on the cluster that spark-submit or a system property specifies, or on all cores of
     * this machine.
     */
    static void onCluster(String name, ProcessContext context, Work work) throws IOException {
        SparkConf conf = new SparkConf()
                .setAppName(name)
                .setIfMissing("spark.master", "local[*]")
                .setIfMissing("spark.ui.showConsoleProgress", "false")
                .setIfMissing("spark.log.level", QUIET)
                .setIfMissing("spark.driver.maxResultSize", "0");
        try (JavaSparkContext spark = new JavaSparkContext(conf)) {
            if (conf.get("spark.log.level").equals(QUIET)) {
                // A failed task is reported in one line; these loggers would add its stack trace.
                Configurator.setLevel("org.apache.spark.executor.Executor", Level.OFF);
                Configurator.setLevel("org.apache.spark.scheduler.TaskSetManager", Level.OFF);
            }
            FailingExecutors failing =
                    FailingExecutors.watch(spark, note -> context.err().println("wv: " + note));
            try {
                ClusterCheck.requireSameVersion(spark);
                work.run(spark);
            } catch (IOException failure) {
                throw failing.explain(failure);
            }
        }
    }

    /** Returns the input paths. Rejects names of standard input, which a cluster cannot read. */
    static List<String> paths(List<String> given, CommandSpec spec) {
        if (given.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "the text is missing: specify files, folders or glob patterns");
        }
        if (given.contains("-")) {
            throw new ParameterException(
                    spec.commandLine(), "a cluster cannot read standard input; use a file that all executors can read");
        }
        return given;
    }
}
