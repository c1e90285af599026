package org.wvtoolkit.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.util.List;
import java.util.concurrent.Callable;
import org.wvtoolkit.cli.command.RootCommand;
import org.wvtoolkit.cli.output.ErrorOutput;
import org.wvtoolkit.cli.terminal.ExitCode;
import org.wvtoolkit.cli.terminal.LastFailure;
import org.wvtoolkit.cli.terminal.ProcessContext;

/** Runs {@code wv} within the process, without ending it. */
public final class Wv {
    private Wv() {}

    /**
     * Runs a command line. With {@code --format json}, a failure without other output is also written to standard
     * output, as an object with an {@code error}.
     *
     * @param context streams, environment and terminal
     * @param arguments the arguments of {@code wv}
     * @return the exit code
     */
    public static int run(ProcessContext context, String... arguments) {
        if (!isJson(arguments)) {
            return runPlain(context, arguments);
        }
        CountedOutput out = new CountedOutput(context.out());
        ProcessContext counted = new ProcessContext(
                context.in(),
                out,
                context.err(),
                context.environment(),
                context.terminalOut(),
                context.terminalErr(),
                context.columns());
        int code = runPlain(counted, arguments);
        LastFailure failure = counted.lastFailure();
        if (code == ExitCode.FAILED && out.bytes == 0 && !failure.message().isEmpty()) {
            try {
                Writer writer = context.results();
                ErrorOutput.write(List.of(), failure.message(), failure.unknown(), writer);
                writer.flush();
            } catch (IOException e) {
                // Standard output is closed or full; the message is on standard error.
                return code;
            }
        }
        return code;
    }

    /** Tests for {@code --format json} or {@code --format=json}. */
    private static boolean isJson(String... arguments) {
        List<String> all = List.of(arguments);
        int option = all.indexOf("--format");
        return all.contains("--format=json")
                || (option >= 0 && all.subList(option, all.size()).indexOf("json") == 1);
    }

    /** Counts the bytes that are written. */
    private static final class CountedOutput extends FilterOutputStream {
        private long bytes;

        CountedOutput(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            bytes++;
        }

        @Override
        public void write(byte[] values, int offset, int length) throws IOException {
            out.write(values, offset, length);
            bytes += length;
        }
    }

    private static int runPlain(ProcessContext context, String... arguments) {
        boolean debug = false;
        for (String argument : arguments) {
            debug |= argument.equals(RootCommand.DEBUG);
        }
        Failures failures = new Failures(context, debug);
        try {
            Callable<Integer> plain = PlainQuestion.read(context, arguments);
            return plain != null ? plain.call() : ParsedCommandLine.run(context, failures, arguments);
        } catch (Throwable failure) {
            return failures.report(failure);
        }
    }
}
