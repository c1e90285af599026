package org.wvtoolkit.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.wvtoolkit.cli.command.corpus.CorpusCommands;

class LauncherTableTest {
    private static final Path LAUNCHER = Path.of("..", "wv");
    private static final Path WINDOWS = Path.of("..", "wv.cmd");

    /** Options whose values the launchers compute, or that only one system has. */
    private static final Pattern COMPUTED = Pattern.compile("-Xmx.*"
            + "|-XX:(AOTCache.*|-IgnoreUnrecognizedVMOptions)|-D(wv|maven|spotless)\\..*|-Xbootclasspath.*|-cp|-jar");

    private static final Pattern JAVA_OPTION =
            Pattern.compile("(?<![\\w-])(-X[A-Za-z:+]|-D[a-z]|--add-|--enable-native)[^\\s\"')]*");

    private static void check(Path launcher, String comment, List<String> table) throws IOException {
        List<String> lines = Files.readAllLines(launcher);
        int begin = lines.indexOf(comment + " BEGIN GENERATED TABLE");
        int end = lines.indexOf(comment + " END GENERATED TABLE");
        assertTrue(begin >= 0 && end > begin, launcher + " has no generated table");
        if (System.getProperty("updateGenerated") != null) {
            List<String> updated = new ArrayList<>(lines.subList(0, begin + 1));
            updated.addAll(table);
            updated.addAll(lines.subList(end, lines.size()));
            Files.write(launcher, updated);
            return;
        }
        assertEquals(
                String.join("\n", table),
                String.join("\n", lines.subList(begin + 1, end)),
                "the table of " + launcher + " is not that of Commands.java; run this test with -DupdateGenerated");
    }

    @Test
    @DisplayName("the launcher's start-up profiles are those of the registry; -DupdateGenerated rewrites them")
    void launcherTable() throws Exception {
        check(LAUNCHER, "#", StartupProfile.launcherTable());
    }

    @Test
    @DisplayName("the start-up profiles of the launcher of Windows are those of the registry")
    void windowsTable() throws Exception {
        check(WINDOWS, "rem", StartupProfile.windowsTable());
    }

    /** The options of Java that a launcher mentions, without those of the C library and of Spark. */
    private static Set<String> javaOptions(Path launcher) throws IOException {
        Set<String> options = new TreeSet<>();
        for (String line : Files.readAllLines(launcher)) {
            if (!line.startsWith("rem ")
                    && !line.strip().startsWith("#")
                    && !line.contains("create_cache")
                    && !line.contains("extraJavaOptions")) {
                JAVA_OPTION
                        .matcher(line)
                        .results()
                        .map(MatchResult::group)
                        .filter(option -> !COMPUTED.matcher(option).matches())
                        .forEach(options::add);
            }
        }
        return options;
    }

    @Test
    @DisplayName("both launchers start Java with the same options")
    void sameOptions() throws Exception {
        Set<String> options = javaOptions(LAUNCHER);
        assertTrue(options.contains("--add-modules=jdk.incubator.vector"), options.toString());
        assertTrue(options.size() > 15, options.toString());
        assertEquals(options, javaOptions(WINDOWS));
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
