package org.wvtoolkit.cli.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every command whose first input is replaced by a large or hostile file ends soon after SIGTERM. The system property
 * {@code wv.input} is a pattern of the files to use.
 */
@Tag("slow")
class HostileInputTest {
    /** Time before the signal: the command is then reading the file. */
    private static final long RUN_MILLIS = 1500;

    /** Time in which a process must end, with a margin for a loaded machine. */
    private static final long END_MILLIS = 5000;

    private static final String INPUTS = System.getProperty("wv.input", ".*");

    @TempDir
    private Path folder;

    /** Files that take long to read. */
    private Map<String, Path> hostile() throws IOException {
        Map<String, Path> files = new LinkedHashMap<>();
        Path zeros = folder.resolve("zeros");
        try (RandomAccessFile sparse = new RandomAccessFile(zeros.toFile(), "rw")) {
            sparse.setLength(1L << 35);
        }
        files.put("32 GB of zeros", zeros);
        Path bomb = folder.resolve("bomb.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
            byte[] line = "a b c d e f g h i j k l m n o p q r s t u v w x y z\n"
                    .repeat(1000)
                    .getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 40_000; i++) {
                out.write(line);
            }
        }
        files.put("2 GB in 10 MB of gzip", bomb);
        Path header = folder.resolve("header");
        StringBuilder json = new StringBuilder("{\"__metadata__\":{");
        for (int i = 0; i < 5_000_000; i++) {
            json.append(i == 0 ? "" : ",").append("\"k").append(i).append("\":\"\"");
        }
        byte[] bytes = json.append("}}").toString().getBytes(StandardCharsets.US_ASCII);
        try (OutputStream out = Files.newOutputStream(header)) {
            out.write(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(0, bytes.length)
                    .array());
            out.write(bytes);
        }
        files.put("a header of 5 million entries", header);
        Path vectors = folder.resolve("vectors.vec");
        try (OutputStream out = Files.newOutputStream(vectors)) {
            out.write("2000000 20\n".getBytes(StandardCharsets.US_ASCII));
            String row = " 0.12345 -1.5 0.25 3.5e-3".repeat(5) + "\n";
            for (int i = 0; i < 2_000_000; i++) {
                out.write(("w" + i + row).getBytes(StandardCharsets.US_ASCII));
            }
        }
        files.put("270 MB of vectors as text", vectors);
        return files;
    }

    @Test
    @DisplayName("commands that read large or hostile files end within seconds after SIGTERM")
    void terminated() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs /bin/sh");
        SampleCommands samples = SampleCommands.shared();
        Path in = samples.inputs();
        List<String> failed = new ArrayList<>();
        int runs = 0;
        int alive = 0;
        Map<String, Path> files = hostile();
        files.keySet().removeIf(name -> !name.matches(INPUTS));
        for (Map.Entry<String, Path> file : files.entrySet()) {
            for (SampleCommand sample : samples.all()) {
                Path place = SampleCommands.folder(Files.createDirectories(folder.resolve("out")), sample);
                sample.prepare(place);
                List<String> arguments = sample.arguments(place);
                int input = firstInput(arguments, in);
                if (input < 0 || sample.label().contains("png")) {
                    continue;
                }
                arguments.set(input, file.getValue().toString());
                Path log = folder.resolve("log");
                Process process = WvProcess.start(arguments, samples.home(), log);
                boolean ended = process.waitFor(RUN_MILLIS, TimeUnit.MILLISECONDS);
                long begin = System.nanoTime();
                int code =
                        ended ? process.exitValue() : WvProcess.end(process, "TERM", sample + " on " + file.getKey());
                long millis = (System.nanoTime() - begin) / 1_000_000;
                runs++;
                alive += ended ? 0 : 1;
                String messages = Files.readString(log);
                if (millis > END_MILLIS) {
                    failed.add(sample + " on " + file.getKey() + ": ended " + millis + " ms after SIGTERM");
                } else if (messages.contains("\tat ") || messages.contains("internal error") || code == 134) {
                    failed.add(sample + " on " + file.getKey() + ": exit code " + code + ", " + messages);
                }
            }
        }
        System.out.println(runs + " runs on large or hostile files, " + alive + " of them ended by SIGTERM");
        assertEquals(List.of(), failed);
    }

    private static int firstInput(List<String> arguments, Path in) {
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).startsWith(in.toString())) {
                return i;
            }
        }
        return -1;
    }
}
