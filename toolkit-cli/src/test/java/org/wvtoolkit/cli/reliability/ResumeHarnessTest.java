package org.wvtoolkit.cli.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.cli.CommandRun;

/**
 * Deterministic training that is killed and resumed, up to three times. System properties: {@code wv.chains} is the
 * number of chains that must reach a checkpoint, {@code wv.seed} the seed.
 */
class ResumeHarnessTest {
    private static final int TOKENS = 30_000;
    private static final int LONG_RUN = Integer.getInteger("wv.chains", 100);
    private static final List<List<String>> SETTINGS = List.of(
            List.of("--method", "cbow"),
            List.of("--method", "skipgram"),
            List.of("--method", "cbow", "--validation-fraction", "0.05"),
            List.of("--method", "skipgram", "--window", "2", "--negative", "3"));

    @TempDir
    private Path folder;

    private Path text = Path.of("");

    @BeforeEach
    void prepare() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs /bin/sh");
        Random random = new Random(5);
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < TOKENS; i++) {
            words.append('w')
                    .append((int) (400 * random.nextDouble() * random.nextDouble()))
                    .append(i % 12 == 11 ? '\n' : ' ');
        }
        text = Files.writeString(folder.resolve("text"), words);
    }

    private List<String> arguments(List<String> settings, Path model) {
        List<String> arguments = new ArrayList<>(List.of("train", text.toString(), "-o", model.toString()));
        arguments.addAll(List.of("--deterministic", "--dim", "20", "--epochs", "8", "--threads", "2"));
        arguments.addAll(settings);
        return arguments;
    }

    /** Runs one chain. Returns the number of kills after a checkpoint; 0 if none was reached. */
    private int chain(int number, Path whole, List<String> settings, Random random) throws Exception {
        Path model = folder.resolve("model" + number);
        Path checkpoint = folder.resolve("model" + number + ".checkpoint");
        Path log = folder.resolve("log");
        List<String> begin = arguments(settings, model);
        begin.addAll(List.of("--checkpoint-every", "0.05s"));
        List<String> resume = List.of(
                "train",
                "--resume",
                checkpoint.toString(),
                "--checkpoint-every",
                "0.05s",
                "--threads",
                Integer.toString(1 + random.nextInt(2)));
        int kills = 0;
        int planned = 1 + random.nextInt(3);
        String attempt = "chain " + number + " " + settings;
        while (Files.notExists(model)) {
            Process process = WvProcess.start(Files.exists(checkpoint) ? resume : begin, folder, log);
            if (kills < planned) {
                while (process.isAlive() && Files.notExists(checkpoint)) {
                    Thread.sleep(1);
                }
                Thread.sleep(random.nextInt(kills == 0 ? 150 : 700));
                int code = WvProcess.end(process, random.nextInt(3) == 0 ? "TERM" : "KILL", attempt);
                if (code != 0 && Files.exists(checkpoint)) {
                    kills++;
                }
                assertTrue(WvProcess.endedBySignal(code, log), attempt + ": " + Files.readString(log));
            } else {
                assertEquals(0, WvProcess.await(process, attempt), attempt + ": " + Files.readString(log));
            }
        }
        assertEquals(-1, Files.mismatch(whole, model), attempt + ": other bytes after " + kills + " kills");
        if (Files.exists(checkpoint)) {
            // Killed between saving the model and deleting the checkpoint: resuming completes that, too.
            assertEquals(0, WvProcess.await(WvProcess.start(resume, folder, log), attempt), attempt);
            assertEquals(-1, Files.mismatch(whole, model), attempt);
        }
        return kills;
    }

    private void chains(int count, long seed) throws Exception {
        Random random = new Random(seed);
        List<Path> whole = new ArrayList<>();
        for (List<String> settings : SETTINGS) {
            Path model = folder.resolve("whole" + whole.size());
            CommandRun.Place.home(folder.resolve("home"))
                    .run(arguments(settings, model).toArray())
                    .done();
            whole.add(model);
        }
        int reached = 0;
        int kills = 0;
        int tried = 0;
        while (reached < count) {
            assertTrue(tried < 5 * count + 20, reached + " of " + tried + " chains reached a checkpoint, seed " + seed);
            int which = tried % SETTINGS.size();
            int its = chain(tried++, whole.get(which), SETTINGS.get(which), random);
            kills += its;
            reached += its > 0 ? 1 : 0;
        }
        System.out.println("seed " + seed + ": " + reached + " of " + tried + " chains reached a checkpoint, with "
                + kills + " kills; all models have the same bytes");
    }

    @Test
    @DisplayName("runs that are killed and resumed several times give the bytes of an undisturbed run")
    void resumed() throws Exception {
        chains(2, 3);
    }

    @Test
    @Tag("slow")
    @DisplayName("100 runs that are killed and resumed several times give the bytes of undisturbed runs")
    void resumedManyTimes() throws Exception {
        chains(LONG_RUN, Long.getLong("wv.seed", System.nanoTime()));
    }
}
