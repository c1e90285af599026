package org.wvtoolkit.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.wvtoolkit.cli.command.corpus.CorpusCommands;

class LauncherTableTest {
    private static final String BEGIN = "# BEGIN GENERATED TABLE";
    private static final String END = "# END GENERATED TABLE";

    @Test
    @DisplayName("the launcher's start-up profiles are those of the registry; -DupdateGenerated rewrites them")
    void launcherTable() throws Exception {
        Path launcher = Path.of("..", "wv");
        List<String> lines = Files.readAllLines(launcher);
        int begin = lines.indexOf(BEGIN);
        int end = lines.indexOf(END);
        assertTrue(begin >= 0 && end > begin, "the launcher has no generated table");
        if (System.getProperty("updateGenerated") != null) {
            List<String> updated = new ArrayList<>(lines.subList(0, begin + 1));
            updated.addAll(StartupProfile.launcherTable());
            updated.addAll(lines.subList(end, lines.size()));
            Files.write(launcher, updated);
            return;
        }
        assertEquals(
                String.join("\n", StartupProfile.launcherTable()),
                String.join("\n", lines.subList(begin + 1, end)),
                "the launcher's table is not that of Commands.java; run this test with -DupdateGenerated");
    }

    @Test
    @DisplayName("every start-up profile belongs to a command that exists")
    void profilesOfCommands() {
        for (String name : Commands.profiles().keySet()) {
            String[] parts = name.split(" ", -1);
            assertTrue(Commands.NAMES.contains(parts[0]), name);
            assertTrue(parts.length == 1 || CorpusCommands.names().contains(parts[1]), name);
        }
    }
}
