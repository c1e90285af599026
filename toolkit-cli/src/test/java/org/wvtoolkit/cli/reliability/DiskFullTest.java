package org.wvtoolkit.cli.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.cli.CommandRun;
import org.wvtoolkit.cli.reliability.SampleCommand.Trait;

/**
 * Every command that writes files, on a file system that is full before or while it writes. Needs the permission to
 * mount a tmpfs. System property: {@code wv.disks} is the number of sizes of free space of the long run.
 */
class DiskFullTest {
    private static final int LONG_RUN = Integer.getInteger("wv.disks", 8);
    private static final int DISK = 4 << 20;
    private static final String FILLER = "filler";

    @TempDir
    private Path folder;

    private Path disk = Path.of("");
    private boolean mounted;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        mounted = run("mount", "-t", "tmpfs", "-o", "size=" + DISK, "none", disk.toString());
        assumeTrue(mounted, "needs the permission to mount a tmpfs");
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            run("umount", disk.toString());
        }
    }

    private static boolean run(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException | InterruptedException impossible) {
            return false;
        }
    }

    /** Fills the disk until a number of bytes is free. */
    private void fill(long free) throws IOException {
        byte[] block = new byte[4096];
        try (OutputStream out = Files.newOutputStream(disk.resolve(FILLER))) {
            long size = disk.toFile().getUsableSpace() - free;
            for (long at = 0; at < size; at += block.length) {
                out.write(block);
            }
        }
    }

    private void fullDisks(SampleCommands samples, List<SampleCommand> all, int sizes) throws IOException {
        List<String> failed = new ArrayList<>();
        int full = 0;
        int runs = 0;
        for (SampleCommand sample : all) {
            Path whole = SampleCommands.folder(folder.resolve("whole"), sample);
            sample.prepare(whole);
            samples.run(sample, whole).done();
            Map<String, byte[]> expected = SampleCommands.content(whole);
            long size = expected.values().stream()
                    .mapToLong(bytes -> bytes.length + 4096L)
                    .sum();
            for (int i = 0; i < sizes; i++) {
                Path place = Files.createDirectory(disk.resolve("place"));
                sample.prepare(place);
                String first = expected.keySet().iterator().next();
                boolean old = i % 2 == 0
                        && !sample.has(Trait.KEEPS)
                        && !sample.copies().containsKey(first)
                        && !SampleCommand.isProgress(first);
                if (old) {
                    Files.writeString(place.resolve(first), "old");
                }
                Map<String, byte[]> before = SampleCommands.content(place);
                fill(size * i / sizes);
                CommandRun run = samples.run(sample, place);
                runs++;
                full += run.code() == 0 ? 0 : 1;
                Map<String, byte[]> after = SampleCommands.content(place);
                String attempt = sample + ", " + size * i / sizes + " bytes free: ";
                if (run.code() != 0) {
                    wrong(run, place, before, after).forEach(wrong -> failed.add(attempt + wrong));
                } else if (!sample.has(Trait.MEASURES) && !same(expected, after)) {
                    failed.add(attempt + "exit code 0 with incomplete files " + after.keySet());
                }
                SampleCommands.delete(place);
                Files.delete(disk.resolve(FILLER));
            }
        }
        System.out.println(runs + " runs on a full disk, " + full + " refused");
        assertEquals(List.of(), failed);
    }

    /** The faults of a failure: it must have one line that names the place, and change nothing. */
    private static List<String> wrong(
            CommandRun run, Path place, Map<String, byte[]> before, Map<String, byte[]> after) {
        List<String> wrong = new ArrayList<>();
        List<String> errors =
                run.err().lines().filter(line -> line.startsWith("wv: ")).toList();
        if (errors.size() != 1
                || run.err().contains("\tat ")
                || !errors.getFirst().contains(place.toString())
                || errors.getFirst().contains(".tmp")
                || errors.getFirst().contains("internal error")) {
            wrong.add("exit code " + run.code() + ", " + run.err());
        }
        after.keySet().removeIf(name -> SampleCommand.isProgress(name) && !before.containsKey(name));
        if (!same(before, after)) {
            wrong.add("files before " + before.keySet() + ", after " + after.keySet());
        }
        return wrong;
    }

    private static boolean same(Map<String, byte[]> one, Map<String, byte[]> other) {
        return one.keySet().equals(other.keySet())
                && one.entrySet().stream().allMatch(file -> Arrays.equals(file.getValue(), other.get(file.getKey())));
    }

    @Test
    @DisplayName("a disk that is full or fills up is reported in one line, and no file is incomplete")
    void full() throws IOException {
        SampleCommands samples = SampleCommands.shared();
        fullDisks(samples, samples.oneWritingEach(), 2);
    }

    @Test
    @Tag("slow")
    @DisplayName("a disk that fills up at any point is reported in one line, and no file is incomplete")
    void fillsUp() throws IOException {
        SampleCommands samples = SampleCommands.shared();
        fullDisks(samples, samples.writing(), LONG_RUN);
    }
}
