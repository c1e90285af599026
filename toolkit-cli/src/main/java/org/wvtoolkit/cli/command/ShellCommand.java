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
import org.wvtoolkit.cli.option.ModelOption;
import org.wvtoolkit.cli.option.ToolkitHome;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.Quantities;
import org.wvtoolkit.embedding.Embeddings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code wv shell}: questions one after the other, to a model that stays open. */
@Command(
        name = "shell",
        customSynopsis = "wv shell [-m MODEL]",
        description = {
            "Opens a model and answers questions until Ctrl-D, in the syntax of the command line without wv in front. A"
                    + " line that begins with no command is a question to similar.",
            "%nTab completes commands, options and the model's words; the arrows bring back earlier lines, also of other"
                    + " days. Ctrl-C cancels a question, not the shell. Lines may also come through a pipe."
        },
        footer = {
            "%nExamples:%n",
            "  wv shell -m wiki.safetensors",
            "  wv> france",
            "  wv> similar king --add woman --minus man",
            "  wv> analogy -n 3 man king woman",
            "  wv> help similar",
            "  echo 'analogy man king woman' | wv shell"
        })
public final class ShellCommand implements Callable<Integer> {
    private static final String NAME = "shell";
    private static final String PROMPT = "wv> ";

    /** Commands for another shell's sake, whose names may be words of a model. */
    private static final List<String> NO_USE_HERE = List.of("man", "completion");

    private static final int HISTORY = 10_000;

    private final ProcessContext context;
    private Runner runner = (questions, prepare, arguments) -> {
        throw new IllegalStateException("nobody runs the lines");
    };

    @Mixin
    private ModelOption model = new ModelOption();

    /** Runs a command line in this process. */
    @FunctionalInterface
    public interface Runner {
        /**
         * Runs it.
         *
         * @param context what the commands are given
         * @param prepare is shown the commands before they read their options
         * @param arguments the words of the line
         * @return the exit code
         */
        int run(ProcessContext context, Consumer<CommandLine> prepare, String... arguments);
    }

    /**
     * A command for one run.
     *
     * @param context what the process was given
     */
    public ShellCommand(ProcessContext context) {
        this.context = context;
    }

    /**
     * Says who runs the lines; the parser of command lines does.
     *
     * @param newRunner runs a line
     */
    public void runBy(Runner newRunner) {
        runner = newRunner;
    }

    @Override
    public Integer call() throws IOException {
        Path path = model.path(context);
        try (Embeddings embeddings = model.open(context)) {
            ProcessContext questions = asking(path);
            return ProcessContext.terminalIn()
                    ? converse(questions, path, embeddings)
                    : readLines(questions, path, embeddings);
        }
    }

    /** Questions are about this model where they name no other. */
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

    /** A quote that is left open is not the end of a line. */
    private static DefaultParser parser() {
        DefaultParser parser = new DefaultParser();
        parser.setEofOnUnclosedQuote(true);
        return parser;
    }

    private int converse(ProcessContext questions, Path path, Embeddings embeddings) throws IOException {
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
            converse(reader, questions, path, embeddings);
            return ExitCode.DONE;
        }
    }

    private void converse(LineReader reader, ProcessContext questions, Path path, Embeddings embeddings) {
        while (true) {
            try {
                reader.readLine(PROMPT);
                ParsedLine line = reader.getParsedLine();
                if (ends(line.words())) {
                    return;
                }
                answer(questions, line.words(), path, embeddings);
            } catch (UserInterruptException cancelled) {
                // The line is thrown away; the next one is asked for.
            } catch (EndOfFileException end) {
                return;
            } finally {
                // A question that Ctrl-C has cancelled leaves its mark.
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
            return context.failed("this is a shell already");
        }
        boolean known = Commands.NAMES.contains(words.getFirst()) && !NO_USE_HERE.contains(words.getFirst());
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
            if (mixin.userObject() instanceof ModelOption option) {
                option.share(path, embeddings);
            }
        }
    }

    /** Beside other programs' state, by the XDG specification; null where it cannot be. */
    private @Nullable Path history() {
        try {
            return Files.createDirectories(ToolkitHome.state(context)).resolve("history");
        } catch (IOException unwritable) {
            return null;
        }
    }
}
