package org.wvtoolkit.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * Copies the classes of the module {@code jdk.incubator.vector} from the running Java into a jar. Java 25 stores no
 * profiles of methods in a cache (JEP 515) if an incubating module is present, but it does if the same classes are on
 * the boot class path. The jar is valid only for the Java from which it was copied.
 */
final class VectorClasses {
    private static final String MODULE = "/modules/jdk.incubator.vector";

    private VectorClasses() {}

    /**
     * Writes the jar.
     *
     * @param jar the file to create
     * @throws IOException if this Java does not have the module, or if the file cannot be written
     */
    static void copy(Path jar) throws IOException {
        Path module = FileSystems.getFileSystem(URI.create("jrt:/")).getPath(MODULE);
        List<Path> classes;
        try (Stream<Path> files = Files.walk(module)) {
            // As classes of an unnamed module, they need no descriptor.
            classes = files.filter(file -> Files.isRegularFile(file) && !file.endsWith("module-info.class"))
                    .sorted()
                    .toList();
        }
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(file)) {
            for (Path path : classes) {
                entries.putNextEntry(new JarEntry(module.relativize(path).toString()));
                Files.copy(path, entries);
                entries.closeEntry();
            }
        }
    }
}
