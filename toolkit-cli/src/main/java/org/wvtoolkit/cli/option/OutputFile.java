package org.wvtoolkit.cli.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.format.VectorFormat;
import org.wvtoolkit.format.VectorFormats;

/**
 * An output file that is validated before long work begins.
 *
 * @param path the path as given
 * @param folder its folder, which also holds temporary files; symbolic links are resolved
 */
public record OutputFile(Path path, Path folder) {
    /** Name and extension of the native format of models. */
    private static final String NATIVE = "safetensors";

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
     * Checks that a model can be written. The commands that create models write the native format only, so a name that
     * implies another format is refused.
     *
     * @param path the path
     * @param replace whether an existing file may be replaced
     * @return the output
     * @throws IOException if it cannot be written or its name implies another format; the message has the remedy
     */
    public static OutputFile checkModel(Path path, boolean replace) throws IOException {
        checkModelName(path.toString());
        return check(path, replace);
    }

    /**
     * Checks that the name of a model does not imply a format other than the native one.
     *
     * @param name a path or URI
     * @throws IOException if the extension is that of another format; the message has the remedy
     */
    public static void checkModelName(String name) throws IOException {
        Optional<VectorFormat> implied = otherFormat(name);
        if (implied.isPresent()) {
            String other = withoutExtension(name, implied.get()) + "." + NATIVE;
            throw new IOException(
                    name + ": the extension is that of " + implied.get().name()
                            + ", but models are saved as " + NATIVE + "; use -o " + other + ", then wv convert " + other
                            + " -o " + name);
        }
    }

    /**
     * Checks that a classifier can be written. A name with the extension of a vector format is refused, because a
     * classifier cannot be read or converted as one; the native extension is accepted, because its container is the
     * same.
     *
     * @param path the path
     * @param replace whether an existing file may be replaced
     * @return the output
     * @throws IOException if it cannot be written or its name implies a vector format; the message has the remedy
     */
    public static OutputFile checkClassifier(Path path, boolean replace) throws IOException {
        String name = path.toString();
        Optional<VectorFormat> implied = otherFormat(name);
        if (implied.isPresent()) {
            throw new IOException(name + ": the extension is that of the vector format "
                    + implied.get().name()
                    + ", but a classifier is saved; use -o " + withoutExtension(name, implied.get())
                    + ".classifier");
        }
        return check(path, replace);
    }

    /** Returns the vector format that the extension of a name implies, unless it is the native one. */
    private static Optional<VectorFormat> otherFormat(String name) {
        Path last = Path.of(name.substring(name.lastIndexOf('/') + 1));
        return VectorFormats.forName(last).filter(format -> !format.name().equals(NATIVE));
    }

    private static String withoutExtension(String name, VectorFormat format) {
        String lowerCase = name.toLowerCase(Locale.ROOT);
        String extension = format.extensions().stream()
                .filter(lowerCase::endsWith)
                .max(Comparator.comparingInt(String::length))
                .orElse("");
        return name.substring(0, name.length() - extension.length());
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
        requireDifferent(path, input);
    }

    /**
     * Rejects an output that is also an input.
     *
     * @param output a file that would be written
     * @param input a file that is read
     * @throws IOException if both are the same existing file
     */
    public static void requireDifferent(Path output, Path input) throws IOException {
        if (Files.isRegularFile(output) && Files.isRegularFile(input) && Files.isSameFile(output, input)) {
            throw new IOException(output + ": is also an input and would be overwritten; choose another output");
        }
    }
}
