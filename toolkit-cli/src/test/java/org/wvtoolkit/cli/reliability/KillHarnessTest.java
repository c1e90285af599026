package org.wvtoolkit.cli.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.cli.reliability.SampleCommand.Trait;

/**
 * Runs every command that writes files in processes of their own and ends them at random times. Afterwards an output
 * must be absent, the previous file, or complete, and the next run must remove what the ended one left behind.
 *
 * <p>System properties: {@code wv.kills} is the number of ended processes of the long run, {@code wv.seed} its seed.
 */
class KillHarnessTest {
    private static final List<String> SIGNALS = List.of("KILL", "KILL", "TERM", "HUP");
    private static final int LONG_RUN = Integer.getInteger("wv.kills", 1000);

    /** Ended processes between two complete runs. */
    private static final int BATCH = 8;

    private static final long FIRST_GUESS = TimeUnit.MILLISECONDS.toNanos(1200);
    private static final byte[] OLD = "an older file\n".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private Path in = Path.of("");
    private SampleCommands samples;
    private final Map<SampleCommand, Map<String, byte[]>> references = new HashMap<>();
    private int kills;
    private int reached;

    @BeforeEach
    void prepare() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs /bin/sh");
        samples = SampleCommands.shared();
        in = samples.inputs();
    }

    private void run(SampleCommand sample, Path place) {
        samples.run(sample, place).done();
    }

    private static Path target(Path place, String name) {
        return place.resolve(name);
    }

    /** The files of an undisturbed run. */
    private Map<String, byte[]> expected(SampleCommand sample) throws IOException {
        Map<String, byte[]> known = references.get(sample);
        if (known == null) {
            Path whole = SampleCommands.folder(folder.resolve("whole"), sample);
            sample.prepare(whole);
            run(sample, whole);
            known = SampleCommands.content(whole);
            references.put(sample, known);
        }
        return known;
    }

    /** Ends a command several times in one folder, and completes it at the end. */
    private long batch(SampleCommand sample, Path place, int count, long duration, Random random) throws Exception {
        Map<String, byte[]> expected = expected(sample);
        List<String> inputs = new ArrayList<>(SampleCommands.content(in).keySet());
        sample.prepare(place);
        long longest = duration;
        for (int i = 0; i < count; i++) {
            if (!sample.has(Trait.KEEPS) && random.nextBoolean()) {
                for (String name : expected.keySet()) {
                    if (!SampleCommand.isProgress(name) && !sample.copies().containsKey(name)) {
                        Files.write(target(place, name), OLD);
                    }
                }
            } else if (sample.has(Trait.KEEPS)) {
                for (String name : expected.keySet()) {
                    Files.deleteIfExists(target(place, name));
                }
            }
            longest = Math.max(longest, kill(sample, place, expected, duration, random));
        }
        if (sample.has(Trait.KEEPS)) {
            for (String name : expected.keySet()) {
                Files.deleteIfExists(target(place, name));
            }
        }
        run(sample, place);
        Map<String, byte[]> completed = SampleCommands.content(place);
        assertEquals(expected.keySet(), completed.keySet(), sample + ": files that ended runs left behind");
        for (Map.Entry<String, byte[]> file : completed.entrySet()) {
            assertTrue(
                    SampleCommand.isProgress(file.getKey())
                            || same(sample, expected.getOrDefault(file.getKey(), OLD), file.getValue()),
                    sample + ": " + file.getKey() + " differs from that of an undisturbed run");
        }
        assertEquals(
                inputs, new ArrayList<>(SampleCommands.content(in).keySet()), sample + ": files beside the inputs");
        return longest;
    }

    /** Ends a command once, and returns the time that it ran. */
    private long kill(SampleCommand sample, Path place, Map<String, byte[]> expected, long duration, Random random)
            throws Exception {
        Map<String, byte[]> before = SampleCommands.content(place);
        String signal = SIGNALS.get(random.nextInt(SIGNALS.size()));
        boolean whileWriting = random.nextBoolean();
        long delay = (long) (duration * random.nextDouble());
        String attempt = sample + ", SIG" + signal + " after " + TimeUnit.NANOSECONDS.toMillis(delay) + " ms"
                + (whileWriting ? ", while writing" : "");
        long begin = System.nanoTime();
        Process process = WvProcess.start(sample.arguments(place), samples.home(), folder.resolve("run.log"));
        if (whileWriting) {
            // Files appear late in most runs: a uniformly distributed time would rarely meet them.
            while (process.isAlive() && SampleCommands.content(place).keySet().equals(before.keySet())) {
                Thread.sleep(1);
            }
            TimeUnit.NANOSECONDS.sleep(delay / 16);
        } else {
            TimeUnit.NANOSECONDS.sleep(delay);
        }
        boolean alive = process.isAlive();
        long ran = System.nanoTime() - begin;
        int code = WvProcess.end(process, signal, attempt);
        kills++;
        reached += alive ? 1 : 0;
        assertTrue(
                WvProcess.endedBySignal(code, folder.resolve("run.log")),
                attempt + ": exit code " + code + ", " + Files.readString(folder.resolve("run.log")));
        Map<String, byte[]> after = SampleCommands.content(place);
        for (Map.Entry<String, byte[]> file : after.entrySet()) {
            String name = file.getKey();
            if (isTemporary(name)) {
                // A run that ends before it creates a file does not remove those of an earlier one.
                assertTrue(signal.equals("KILL") || before.containsKey(name), attempt + ": leaves " + name);
            } else if (!SampleCommand.isProgress(name)) {
                byte[] old = before.get(name);
                byte[] complete = expected.get(name);
                assertTrue(
                        (old != null && Arrays.equals(old, file.getValue()))
                                || (complete != null && same(sample, complete, file.getValue())),
                        attempt + ": " + name + " is torn");
            }
        }
        for (String name : before.keySet()) {
            assertTrue(
                    isTemporary(name) || SampleCommand.isProgress(name) || after.containsKey(name),
                    attempt + ": " + name + " is lost");
        }
        return ran;
    }

    private static boolean isTemporary(String name) {
        return name.startsWith(".") && name.endsWith(".tmp");
    }

    /** Compares outputs; those with measurements without digits. */
    private static boolean same(SampleCommand sample, byte[] expected, byte[] actual) {
        return sample.has(Trait.MEASURES) ? text(expected).equals(text(actual)) : Arrays.equals(expected, actual);
    }

    private static String text(byte[] measured) {
        return new String(measured, StandardCharsets.UTF_8).replaceAll("[^a-zA-Z\n]+", "");
    }

    private void killAll(List<SampleCommand> all, int total, long seed) throws Exception {
        Random random = new Random(seed);
        Map<String, Integer> perCommand = new TreeMap<>();
        List<String> failed = new ArrayList<>();
        long[] durations = new long[all.size()];
        Arrays.fill(durations, FIRST_GUESS);
        int batch = Math.max(1, Math.min(BATCH, total / all.size()));
        for (int round = 0; kills < total; round++) {
            for (int i = 0; i < all.size() && kills < total; i++) {
                SampleCommand sample = all.get(i);
                int before = kills;
                Path place = SampleCommands.folder(Files.createDirectories(folder.resolve("round" + round)), sample);
                try {
                    durations[i] = batch(sample, place, Math.min(batch, total - kills), durations[i], random);
                } catch (AssertionError failure) {
                    failed.add(failure.getMessage());
                }
                perCommand.merge(sample.command(), kills - before, Integer::sum);
            }
        }
        System.out.println(
                "seed " + seed + ": " + kills + " ended processes, " + reached + " of them while running, in "
                        + all.size() + " runs of " + perCommand.size() + " commands: " + perCommand);
        assertEquals(List.of(), failed, "seed " + seed);
    }

    @Test
    @DisplayName("commands that are ended at random leave no torn output, and the next run removes their files")
    void killed() throws Exception {
        List<SampleCommand> all = samples.oneWritingEach();
        killAll(all, all.size(), 1);
    }

    @Test
    @Tag("slow")
    @DisplayName("1,000 processes of all commands that are ended at random leave no torn output")
    void killedManyTimes() throws Exception {
        killAll(samples.writing(), LONG_RUN, Long.getLong("wv.seed", System.nanoTime()));
    }

    /** Runs processes at the same time with one output. */
    private void sameOutput(SampleCommand sample) throws Exception {
        Path place = SampleCommands.folder(folder.resolve("same"), sample);
        sample.prepare(place);
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(WvProcess.start(sample.arguments(place), samples.home(), folder.resolve("run" + i + ".log")));
        }
        int done = 0;
        for (int i = 0; i < processes.size(); i++) {
            int code = WvProcess.await(processes.get(i), sample.toString());
            String log = Files.readString(folder.resolve("run" + i + ".log"));
            assertTrue(code <= 1 && !log.contains("\tat ") && !log.contains("internal error"), sample + ": " + log);
            done += code == 0 ? 1 : 0;
        }
        assertTrue(done > 0, sample + ": no run succeeded");
        Map<String, byte[]> expected = expected(sample);
        Map<String, byte[]> actual = SampleCommands.content(place);
        assertEquals(new TreeSet<>(expected.keySet()), new TreeSet<>(actual.keySet()), sample.toString());
        for (Map.Entry<String, byte[]> file : expected.entrySet()) {
            assertTrue(
                    SampleCommand.isProgress(file.getKey())
                            || same(sample, file.getValue(), actual.getOrDefault(file.getKey(), OLD)),
                    sample + ": " + file.getKey());
        }
    }

    @Test
    @DisplayName("runs at the same time with one output give one complete file")
    void sameOutput() throws Exception {
        for (SampleCommand sample : samples.writing()) {
            if (sample.label().equals("train (svd)")) {
                sameOutput(sample);
            }
        }
    }

    @Test
    @Tag("slow")
    @DisplayName("runs of any command at the same time with one output give one complete file")
    void sameOutputs() throws Exception {
        List<String> failed = new ArrayList<>();
        for (SampleCommand sample : samples.writing()) {
            try {
                sameOutput(sample);
            } catch (AssertionError failure) {
                failed.add(failure.getMessage());
            }
        }
        assertEquals(List.of(), failed);
    }
}
