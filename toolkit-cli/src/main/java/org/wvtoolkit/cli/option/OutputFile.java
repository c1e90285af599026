package org.wvtoolkit.cli.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.wvtoolkit.cli.terminal.ProcessContext;

/**
 * An output file that is validated before long work begins.
 *
 * @param path the path as given
 * @param folder its folder, which also holds temporary files; symbolic links are resolved
 */
public record OutputFile(Path path, Path folder) {
    /**
     * Checks that a file can be written.
     *
     * @param path the path
     * @param replace whether an existing file may be replaced
     * @return the output
     * @throws IOException if it cannot be written; the message has the remedy
     */
    public static OutputFile check(Path path, boolean replace) throws IOException {
        if (path.toString().isEmpty()) {
            throw new IOException("the name of the output is empty; use a file name");
        }
        if (Files.isDirectory(path)) {
            throw new IOException(path + ": is a folder; use a file name");
        }
        boolean exists = Files.exists(path);
        if (exists && !Files.isRegularFile(path)) {
            throw new IOException(path + ": is not a regular file; choose another output");
        }
        if (exists && !replace) {
            throw new IOException(path + ": exists already; use --force to replace it, or choose another file");
        }
        Path place = exists ? path.toRealPath() : path.toAbsolutePath().normalize();
        Path folder = place.getParent();
        if (folder == null || !Files.exists(folder)) {
            throw new IOException(path + ": its folder does not exist; create it, or choose another folder");
        }
        if (!Files.isDirectory(folder)) {
            throw new IOException(path + ": " + folder + " is not a folder; choose another folder");
        }
        if (!Files.isWritable(folder)) {
            throw new IOException(path + ": no permission to write to its folder; choose another folder");
        }
        return new OutputFile(path, folder);
    }

    /**
     * The default model, which is always replaceable. Creates its folder.
     *
     * @param context has the environment
     * @return the output
     * @throws IOException if it cannot be written
     */
    public static OutputFile ofDefaultModel(ProcessContext context) throws IOException {
        Path path = ToolkitHome.of(context).defaultModel();
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        return check(path, true);
    }

    /**
     * Rejects an output that is also the input.
     *
     * @param input a file that is read
     * @throws IOException if the output is the same file
     */
    public void mustNotBe(Path input) throws IOException {
        if (Files.isRegularFile(path) && Files.isRegularFile(input) && Files.isSameFile(path, input)) {
            throw new IOException(path + ": is also the input and would be overwritten; choose another output");
        }
    }
}
