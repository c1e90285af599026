package org.wvtoolkit.cli.option;

import java.nio.file.Path;
import java.util.Map;
import org.wvtoolkit.cli.terminal.ProcessContext;

/**
 * The folder of the toolkit's corpora and models: {@code $WV_HOME}, which the launcher sets to its own folder; in a
 * package, {@code wv} in {@code $XDG_DATA_HOME} or {@code ~/.local/share}.
 *
 * @param folder the folder; need not exist
 */
public record ToolkitHome(Path folder) {
    /**
     * Reads the environment.
     *
     * @param context has the environment
     * @return the home folder
     */
    public static ToolkitHome of(ProcessContext context) {
        String home = context.environment().getOrDefault("WV_HOME", "");
        return new ToolkitHome(home.isEmpty() ? ofUser(context, "XDG_DATA_HOME", "share") : Path.of(home));
    }

    /**
     * The folder of persistent program state, such as the history of the shell.
     *
     * @param context has the environment
     * @return {@code wv} in {@code $XDG_STATE_HOME} or {@code ~/.local/state}; need not exist
     */
    public static Path state(ProcessContext context) {
        return ofUser(context, "XDG_STATE_HOME", "state");
    }

    private static Path ofUser(ProcessContext context, String variable, String otherwise) {
        Map<String, String> environment = context.environment();
        String folder = environment.getOrDefault(variable, "");
        // The XDG specification requires relative paths to be ignored.
        if (!folder.isEmpty() && Path.of(folder).isAbsolute()) {
            return Path.of(folder, "wv");
        }
        // Java's user.home comes from the system's user database; shells use HOME.
        String user = environment.getOrDefault("HOME", "");
        return Path.of(user.isEmpty() ? System.getProperty("user.home") : user, ".local", otherwise, "wv");
    }

    /**
     * The default model.
     *
     * @return its path, relative to the current folder if it is inside
     */
    public Path defaultModel() {
        return shown(folder.resolve("models").resolve("default.safetensors"));
    }

    /**
     * The built-in corpus.
     *
     * @return its path, relative to the current folder if it is inside
     */
    public Path builtInCorpus() {
        return shown(folder.resolve("corpora").resolve("wordnet-3.1.txt"));
    }

    /**
     * Returns the path of the prepared WordNet graph.
     *
     * @return the path, relative to the current folder if it is inside
     */
    public Path wordNetGraph() {
        return thesaurus().resolve("wordnet-3.1.safetensors");
    }

    /**
     * The folder of prepared wordnets.
     *
     * @return its path, relative to the current folder if it is inside
     */
    public Path thesaurus() {
        return shown(folder.resolve("thesaurus"));
    }

    /**
     * The folder of corpora.
     *
     * @return its path, relative to the current folder if it is inside
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
