package org.wvtoolkit.cli.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.cli.Wv;
import org.wvtoolkit.cli.reliability.SampleCommand.Trait;
import org.wvtoolkit.cli.terminal.ProcessContext;

/** Commands whose reader ends early, as in {@code wv similar king | head -1}. */
class ClosedPipeTest {
    @TempDir
    private Path folder;

    /** A pipe that is closed after a number of bytes. */
    private static final class ClosedPipe extends OutputStream {
        private int left;

        ClosedPipe(int left) {
            this.left = left;
        }

        @Override
        public void write(int b) throws IOException {
            if (left-- <= 0) {
                throw new IOException("Broken pipe");
            }
        }
    }

    @Test
    @DisplayName("no command reports a closed pipe as a failure")
    void closed() throws IOException {
        List<String> failed = new ArrayList<>();
        SampleCommands samples = SampleCommands.shared();
        for (SampleCommand sample : samples.ending()) {
            for (int bytes : sample.has(Trait.WRITES) ? new int[] {} : new int[] {0, 30}) {
                Path place = SampleCommands.folder(folder, sample);
                sample.prepare(place);
                ByteArrayOutputStream err = new ByteArrayOutputStream();
                int code = Wv.run(
                        new ProcessContext(
                                new ByteArrayInputStream(
                                        SampleCommands.STANDARD_INPUT.getBytes(StandardCharsets.UTF_8)),
                                new ClosedPipe(bytes),
                                new PrintStream(err, true, StandardCharsets.UTF_8),
                                Map.of("WV_HOME", samples.home().toString()),
                                false,
                                false,
                                80),
                        sample.arguments(place).toArray(String[]::new));
                String messages = err.toString(StandardCharsets.UTF_8);
                if (code != 0 || messages.contains("wv: ") || messages.contains("\tat ")) {
                    failed.add(sample + ", closed after " + bytes + " bytes: exit code " + code + ", " + messages);
                }
            }
        }
        assertEquals(List.of(), failed);
    }

    @Test
    @Tag("slow")
    @DisplayName("processes whose output is read by head -n 1, or not at all, end without a message")
    void processes() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs /bin/sh");
        List<String> failed = new ArrayList<>();
        int runs = 0;
        SampleCommands samples = SampleCommands.shared();
        Path questions = Files.writeString(folder.resolve("questions"), SampleCommands.STANDARD_INPUT);
        for (SampleCommand sample : samples.ending()) {
            for (String reader : List.of("head -n 1", ":")) {
                // A folder for each run, because some commands never replace a file.
                Path place = SampleCommands.folder(folder.resolve("run-" + runs), sample);
                sample.prepare(place);
                List<String> command = new ArrayList<>(
                        List.of("/bin/sh", "-c", "{ \"$0\" \"$@\"; echo \"exit code $?\" >&2; } | " + reader));
                command.addAll(WvProcess.command(sample.arguments(place)));
                Path messages = folder.resolve("messages");
                ProcessBuilder builder = new ProcessBuilder(command)
                        .redirectInput(questions.toFile())
                        .redirectError(messages.toFile())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
                builder.environment().put("WV_HOME", samples.home().toString());
                Process process = builder.start();
                WvProcess.await(process, sample.toString());
                runs++;
                String said = Files.readString(messages);
                if (!said.endsWith("exit code 0\n") || said.contains("wv: ") || said.contains("\tat ")) {
                    failed.add(sample + " | " + reader + ": " + said);
                }
            }
        }
        System.out.println(runs + " runs with a closed pipe");
        assertEquals(List.of(), failed);
    }
}
