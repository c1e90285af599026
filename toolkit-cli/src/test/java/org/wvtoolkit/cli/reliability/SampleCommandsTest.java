package org.wvtoolkit.cli.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.cli.CommandRun;
import org.wvtoolkit.cli.reliability.SampleCommand.Trait;
import picocli.CommandLine.Model.OptionSpec;

/** The sample runs include every command of the registry, and succeed if nothing disturbs them. */
class SampleCommandsTest {
    /** Options that name an output. */
    private static final Set<String> OUTPUTS = Set.of("--output", "--export", "--classes", "--repair");

    /** Commands with an output beside their input, without an option that names it. */
    private static final Set<String> BESIDE_INPUT = Set.of("index");

    @TempDir
    private Path folder;

    @Test
    @DisplayName("every command of the registry has a sample run, with files if it can write files")
    void complete() throws IOException {
        SampleCommands samples = SampleCommands.shared();
        Set<String> expected = new TreeSet<>();
        Set<String> writing = new TreeSet<>(BESIDE_INPUT);
        SampleCommands.registered().forEach((name, command) -> {
            expected.add(name);
            for (OptionSpec option : command.getCommandSpec().options()) {
                if (OUTPUTS.contains(option.longestName())) {
                    writing.add(name);
                }
            }
        });
        assertEquals(expected, commands(samples.all()));
        assertEquals(writing, commands(samples.writing()));
    }

    @Test
    @DisplayName("labels are unique, because they name folders")
    void labels() throws IOException {
        List<SampleCommand> all = SampleCommands.shared().all();
        Set<Path> folders = all.stream()
                .map(sample -> SampleCommands.folder(folder, sample))
                .collect(Collectors.toSet());
        assertEquals(all.size(), folders.size());
    }

    @Test
    @Tag("slow")
    @DisplayName("every sample run succeeds and has an output")
    void succeed() throws IOException {
        SampleCommands samples = SampleCommands.shared();
        List<String> failed = new ArrayList<>();
        for (SampleCommand sample : samples.ending()) {
            Path place = SampleCommands.folder(folder, sample);
            sample.prepare(place);
            CommandRun run = samples.run(sample, place);
            boolean written = !SampleCommands.content(place).isEmpty();
            if (run.code() != 0
                    || (sample.has(Trait.WRITES) ? !written : run.out().isEmpty())) {
                failed.add(sample + ": exit code " + run.code() + ", " + run.err());
            }
        }
        assertEquals(List.of(), failed);
    }

    private static Set<String> commands(List<SampleCommand> samples) {
        return samples.stream().map(SampleCommand::command).collect(Collectors.toCollection(TreeSet::new));
    }
}
