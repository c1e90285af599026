package org.wvtoolkit.cli.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.wvtoolkit.cli.terminal.ProcessContext;

/**
 * A file that is going to be written, checked before the work begins: an hour of training must not end at a missing folder.
 *
 * @param path where, as it was given
 * @param folder its folder, where temporary files go too; through a symbolic link, since that is where the file will be
 */
public record OutputFile(Path path, Path folder) {
    /**
     * Checks that the file can be written.
     *
     * @param path where
     * @param replace whether a file that is there already may be replaced
     * @return the output
     * @throws IOException if it cannot; one line that says what to do
     */
    public static OutputFile check(Path path, boolean replace) throws IOException {
        if (path.toString().isEmpty()) {
            throw new IOException("the output's name is empty; name a file");
        }
        if (Files.isDirectory(path)) {
            throw new IOException(path + ": is a folder; name a file in it");
        }
        boolean exists = Files.exists(path);
        if (exists && !Files.isRegularFile(path)) {
            throw new IOException(path + ": is not a regular file; name one that can be replaced, or a new one");
        }
        if (exists && !replace) {
            throw new IOException(path + ": exists already; replace it with --force, or name another file");
        }
        Path place = exists ? path.toRealPath() : path.toAbsolutePath().normalize();
        Path folder = place.getParent();
        if (folder == null || !Files.exists(folder)) {
            throw new IOException(path + ": its folder does not exist; make it first, or name another place");
        }
        if (!Files.isDirectory(folder)) {
            throw new IOException(path + ": " + folder + " is not a folder; name another place");
        }
        if (!Files.isWritable(folder)) {
            throw new IOException(path + ": no permission to write into its folder; name another place");
        }
        return new OutputFile(path, folder);
    }

    /**
     * The default model, which may always be replaced; makes its folder.
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
     * Refuses to replace what is going to be read.
     *
     * @param input a file that is read
     * @throws IOException if the output is the same file
     */
    public void mustNotBe(Path input) throws IOException {
        if (Files.isRegularFile(path) && Files.isRegularFile(input) && Files.isSameFile(path, input)) {
            throw new IOException(path + ": is the input too, and would be lost; name another output");
        }
    }
}
