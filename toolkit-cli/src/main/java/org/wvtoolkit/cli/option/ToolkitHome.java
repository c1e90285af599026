package org.wvtoolkit.cli.option;

import java.nio.file.Path;
import java.util.Map;
import org.wvtoolkit.cli.terminal.ProcessContext;

/**
 * The folder that holds the toolkit's own corpora and models: {@code $WV_HOME}, which the launcher sets to where it lies; for an
 * installed package {@code wv} under {@code $XDG_DATA_HOME}, or else under {@code ~/.local/share}.
 *
 * @param folder the folder; need not exist yet
 */
public record ToolkitHome(Path folder) {
    /**
     * As the environment has it.
     *
     * @param context has the environment
     * @return the home
     */
    public static ToolkitHome of(ProcessContext context) {
        String home = context.environment().getOrDefault("WV_HOME", "");
        return new ToolkitHome(home.isEmpty() ? ofUser(context, "XDG_DATA_HOME", "share") : Path.of(home));
    }

    /**
     * Where a user keeps what programs remember from one run to the next, such as the lines of a shell.
     *
     * @param context has the environment
     * @return {@code wv} under {@code $XDG_STATE_HOME}, or else under {@code ~/.local/state}; need not exist yet
     */
    public static Path state(ProcessContext context) {
        return ofUser(context, "XDG_STATE_HOME", "state");
    }

    private static Path ofUser(ProcessContext context, String variable, String otherwise) {
        Map<String, String> environment = context.environment();
        String folder = environment.getOrDefault(variable, "");
        // The XDG specification wants relative paths ignored.
        if (!folder.isEmpty() && Path.of(folder).isAbsolute()) {
            return Path.of(folder, "wv");
        }
        // Java asks the system's list of users, where a shell would take HOME.
        String user = environment.getOrDefault("HOME", "");
        return Path.of(user.isEmpty() ? System.getProperty("user.home") : user, ".local", otherwise, "wv");
    }

    /**
     * The model that is asked where none is named.
     *
     * @return a path, shown relative to the current folder where it lies in it
     */
    public Path defaultModel() {
        return shown(folder.resolve("models").resolve("default.safetensors"));
    }

    /**
     * The corpus that is trained on where none is named.
     *
     * @return a path, shown relative to the current folder where it lies in it
     */
    public Path builtInCorpus() {
        return shown(folder.resolve("corpora").resolve("wordnet-3.1.txt"));
    }

    /**
     * Where the graph of WordNet is kept once it has been prepared.
     *
     * @return a path, shown relative to the current folder where it lies in it
     */
    public Path wordNetGraph() {
        return shown(folder.resolve("thesaurus").resolve("wordnet-3.1.safetensors"));
    }

    /**
     * Where corpora lie.
     *
     * @return a path, shown relative to the current folder where it lies in it
     */
    public Path corpora() {
        return shown(folder.resolve("corpora"));
    }

    private static Path shown(Path path) {
        Path here = Path.of("").toAbsolutePath();
        Path absolute = path.toAbsolutePath();
        return absolute.startsWith(here) ? here.relativize(absolute) : absolute;
    }
}
