package org.wvtoolkit.cli.reliability;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.wvtoolkit.cli.Main;

/** Runs {@code wv} in processes of its own. */
final class WvProcess {
    /** Exit codes of a process that SIGHUP, SIGKILL or SIGTERM ended. */
    private static final List<Integer> SIGNALLED = List.of(129, 137, 143);

    /** Time in which a process must end after SIGTERM or SIGHUP, with a margin for a loaded machine. */
    private static final int END_SECONDS = 20;

    private static final int WAIT_SECONDS = 120;

    private WvProcess() {}

    /**
     * Returns whether a process that received a signal ended as it should: because of the signal, or successfully
     * before it. A signal during the start of Java makes Java itself fail.
     */
    static boolean endedBySignal(int code, Path log) throws IOException {
        return code == 0
                || SIGNALLED.contains(code)
                || Files.readString(log).contains("Error occurred during initialization of VM");
    }

    /** The command line of a process. */
    static List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(arguments);
        return command;
    }

    /** Starts a process with an empty standard input, and its messages and results in a file. */
    static Process start(List<String> arguments, Path home, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(arguments))
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("WV_HOME", home.toString());
        return builder.start();
    }

    /** Waits for the end and returns the exit code. */
    static int await(Process process, String attempt) throws InterruptedException {
        boolean ended = process.waitFor(WAIT_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertTrue(ended, attempt + ": does not end");
        return process.waitFor();
    }

    /** Sends a signal and waits for the end. Returns the exit code. */
    static int end(Process process, String signal, String attempt) throws Exception {
        new ProcessBuilder("/bin/sh", "-c", "kill -" + signal + " " + process.pid() + " 2>/dev/null")
                .start()
                .waitFor();
        boolean ended = process.waitFor(END_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly();
        assertTrue(ended, attempt + ": does not end");
        return process.waitFor();
    }
}
