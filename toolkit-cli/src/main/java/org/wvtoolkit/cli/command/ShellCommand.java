package org.wvtoolkit.cli.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.SyntaxError;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.option.ModelArgument;
import org.wvtoolkit.cli.option.ModelOption;
import org.wvtoolkit.cli.option.ToolkitHome;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.Quantities;
import org.wvtoolkit.embedding.Embeddings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code wv shell}: answers queries to an open model until the end of the input. */
@Command(
        name = "shell",
        customSynopsis = "wv shell [MODEL]",
        description = {
            "Opens a model and answers queries interactively, until Ctrl-D.",
            "A line is a command line without wv; a line that does not start with a command is a"
                    + " query for 'similar'. Lines can also be piped to standard input.",
            "Tab completes commands, options and words of the model. The arrow keys recall"
                    + " earlier lines, also of earlier sessions. Ctrl-C cancels a query without leaving the" + " shell."
        },
        footer = {
            "wv shell wiki.safetensors",
            "wv> france",
            "wv> similar king --add woman --minus man",
            "wv> analogy -n 3 man king woman",
            "wv> help similar",
            "echo 'analogy man king woman' | wv shell"
        })
public final class ShellCommand implements Callable<Integer> {
    private static final String NAME = "shell";
    private static final String PROMPT = "wv> ";

    /** Commands for other shells. They are no commands here, since their names may be words of the model. */
    private static final List<String> EXCLUDED = List.of("man", "completion");

    private static final int HISTORY = 10_000;

    private final ProcessContext context;
    private Runner runner = (questions, prepare, arguments) -> {
        throw new IllegalStateException("no runner is set");
    };

    @Mixin
    private ModelArgument model = new ModelArgument();

    /** Runs a command line within the process. */
    @FunctionalInterface
    public interface Runner {
        /**
         * Runs a command line.
         *
         * @param context passed to the command
         * @param prepare called with the parsed commands before they read their options
         * @param arguments the words of the line
         * @return the exit code
         */
        int run(ProcessContext context, Consumer<CommandLine> prepare, String... arguments);
    }

    /**
     * Creates the command.
     *
     * @param context streams, environment and terminal
     */
    public ShellCommand(ProcessContext context) {
        this.context = context;
    }

    /**
     * Sets the runner of the lines.
     *
     * @param newRunner runs a command line
     */
    public void setRunner(Runner newRunner) {
        runner = newRunner;
    }

    @Override
    public Integer call() throws IOException {
        Path path = model.path(context);
        try (Embeddings embeddings = model.option().openInMemory(context)) {
            ProcessContext questions = asking(path);
            return ProcessContext.terminalIn()
                    ? interact(questions, path, embeddings)
                    : readLines(questions, path, embeddings);
        }
    }

    /** Makes this model the default of the queries. */
    private ProcessContext asking(Path path) {
        Map<String, String> environment = new HashMap<>(context.environment());
        environment.put("WV_MODEL", path.toString());
        return new ProcessContext(
                        context.in(),
                        context.out(),
                        context.err(),
                        Map.copyOf(environment),
                        context.terminalOut(),
                        context.terminalErr(),
                        context.columns())
                .ofInteraction();
    }

    private int readLines(ProcessContext questions, Path path, Embeddings embeddings) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(context.in(), StandardCharsets.UTF_8));
        DefaultParser parser = parser();
        int worst = ExitCode.DONE;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            List<String> words;
            try {
                words = parser.parse(line, 0).words();
            } catch (SyntaxError wrong) {
                worst = Math.max(worst, context.failed(wrong.getMessage() + ": " + line));
                continue;
            }
            if (ends(words)) {
                break;
            }
            worst = Math.max(worst, answer(questions, words, path, embeddings));
        }
        return worst;
    }

    /** A parser that rejects a line with an unclosed quote. */
    private static DefaultParser parser() {
        DefaultParser parser = new DefaultParser();
        parser.setEofOnUnclosedQuote(true);
        return parser;
    }

    private int interact(ProcessContext questions, Path path, Embeddings embeddings) throws IOException {
        try (Terminal terminal = TerminalBuilder.builder().name("wv").build()) {
            LineReaderBuilder builder = LineReaderBuilder.builder()
                    .terminal(terminal)
                    .appName("wv")
                    .parser(parser())
                    .completer(new ShellCompleter(embeddings.vocabulary()))
                    .variable(LineReader.HISTORY_SIZE, HISTORY)
                    .variable(LineReader.HISTORY_FILE_SIZE, HISTORY)
                    .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                    .option(LineReader.Option.HISTORY_IGNORE_SPACE, true);
            Path history = history();
            if (history != null) {
                builder.variable(LineReader.HISTORY_FILE, history);
            }
            LineReader reader = builder.build();
            context.err()
                    .println(path + ": "
                            + Quantities.count(embeddings.vocabulary().size()) + " words; help lists the"
                            + " commands, Ctrl-D ends");
            Thread asking = Thread.currentThread();
            terminal.handle(Terminal.Signal.INT, signal -> asking.interrupt());
            interact(reader, questions, path, embeddings);
            return ExitCode.DONE;
        }
    }

    private void interact(LineReader reader, ProcessContext questions, Path path, Embeddings embeddings) {
        while (true) {
            try {
                reader.readLine(PROMPT);
                ParsedLine line = reader.getParsedLine();
                if (ends(line.words())) {
                    return;
                }
                answer(questions, line.words(), path, embeddings);
            } catch (UserInterruptException cancelled) {
                // Ctrl-C discards the line and prompts for the next one.
            } catch (EndOfFileException end) {
                return;
            } finally {
                // Clear the interrupt of a query that Ctrl-C cancelled.
                Thread.interrupted();
            }
        }
    }

    private static boolean ends(List<String> words) {
        return words.size() == 1
                && (words.getFirst().equals("exit") || words.getFirst().equals("quit"));
    }

    private int answer(ProcessContext questions, List<String> typed, Path path, Embeddings embeddings) {
        List<String> words = new ArrayList<>(typed);
        words.removeIf(String::isEmpty);
        if (words.isEmpty()) {
            return ExitCode.DONE;
        }
        if (words.getFirst().equals(NAME)) {
            return context.failed("this is the shell; type a query, or exit");
        }
        boolean known = Commands.NAMES.contains(words.getFirst()) && !EXCLUDED.contains(words.getFirst());
        if (!known && !words.getFirst().startsWith("-")) {
            words.addFirst("similar");
        }
        return runner.run(
                questions,
                line -> line.getSubcommands().values().forEach(command -> share(command, path, embeddings)),
                words.toArray(String[]::new));
    }

    private static void share(CommandLine command, Path path, Embeddings embeddings) {
        for (CommandLine.Model.CommandSpec mixin :
                command.getCommandSpec().mixins().values()) {
            switch (mixin.userObject()) {
                case ModelOption option -> option.share(path, embeddings);
                case ModelArgument argument -> argument.share(path, embeddings);
                default -> {}
            }
        }
    }

    /** The history file, in the state folder of the XDG specification; null if the folder cannot be created. */
    private @Nullable Path history() {
        try {
            return Files.createDirectories(ToolkitHome.state(context)).resolve("history");
        } catch (IOException unwritable) {
            return null;
        }
    }
}
