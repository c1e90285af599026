package org.wvtoolkit.spark.cli;

import java.io.IOException;
import java.nio.file.Files;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.wvtoolkit.cli.option.OutputFile;
import org.wvtoolkit.container.TemporaryFile;
import org.wvtoolkit.container.TemporaryFiles;

/**
 * Destination of a result: a local file of the driver, or a file of any Hadoop file system if the
 * name is a URI. The latter is first written to a local file, then copied beside the destination and
 * renamed.
 */
final class ClusterOutput {
    private final String name;
    private final java.nio.file.Path folder;
    private final boolean isLocal;

    private ClusterOutput(String name, java.nio.file.Path folder, boolean isLocal) {
        this.name = name;
        this.folder = folder;
        this.isLocal = isLocal;
    }

    /** Writer of a local file. */
    @FunctionalInterface
    interface Writer {
        void write(java.nio.file.Path file) throws IOException;
    }

    /**
     * Checks, before the work begins, that the result can be written.
     *
     * @param name local path or URI
     * @param replace whether an existing file may be replaced
     * @param configuration configuration of Hadoop
     * @throws IOException if the file exists or cannot be written
     */
    static ClusterOutput check(String name, boolean replace, Configuration configuration) throws IOException {
        boolean isLocal = !name.matches("[A-Za-z][A-Za-z0-9+.-]*:/.*") || name.startsWith("file:");
        if (isLocal) {
            OutputFile target = OutputFile.check(local(name), replace);
            return new ClusterOutput(name, target.folder(), true);
        }
        Path path = new Path(name);
        FileSystem system = path.getFileSystem(configuration);
        if (system.exists(path)) {
            if (system.getFileStatus(path).isDirectory()) {
                throw new IOException(name + ": is a folder; use a file name");
            }
            if (!replace) {
                throw new IOException(name + ": exists already; use --force to replace it, or choose another file");
            }
        }
        Path trial = partOf(path);
        try {
            system.create(trial, true).close();
            system.delete(trial, false);
        } catch (IOException failure) {
            throw new IOException(
                    name + ": cannot be written (" + failure.getMessage() + "); check the permissions of its folder",
                    failure);
        }
        return new ClusterOutput(name, java.nio.file.Path.of(System.getProperty("java.io.tmpdir")), false);
    }

    private static java.nio.file.Path local(String name) {
        return name.startsWith("file:")
                ? java.nio.file.Path.of(new Path(name).toUri().getPath())
                : java.nio.file.Path.of(name);
    }

    private static Path partOf(Path path) {
        return new Path(path.getParent(), "." + path.getName() + ".part");
    }

    /** Returns the folder on the driver for temporary files. */
    java.nio.file.Path folder() {
        return folder;
    }

    /** Returns the local checkpoint file: beside the result, or in the folder for temporary files. */
    java.nio.file.Path checkpoint() {
        java.nio.file.Path file = local(isLocal ? name : new Path(name).getName());
        return isLocal
                ? file.resolveSibling(file.getFileName() + ".checkpoint")
                : folder.resolve(file.getFileName() + ".checkpoint");
    }

    /** Writes the result completely, or leaves the destination unchanged. */
    void write(Writer writer, Configuration configuration) throws IOException {
        if (isLocal) {
            writer.write(local(name));
            return;
        }
        Path path = new Path(name);
        FileSystem system = path.getFileSystem(configuration);
        Path part = partOf(path);
        try (TemporaryFile file = TemporaryFiles.create(folder, "result")) {
            Files.delete(file.path());
            writer.write(file.path());
            copy(file.path(), system, part);
        }
        system.delete(path, false);
        if (!system.rename(part, path)) {
            throw new IOException(name + ": cannot be written; the complete result is " + part + ", rename it");
        }
    }

    /** Copies a file, or leaves nothing behind. */
    private void copy(java.nio.file.Path file, FileSystem system, Path part) throws IOException {
        try {
            system.copyFromLocalFile(false, true, new Path(file.toUri()), part);
        } catch (IOException failure) {
            try {
                system.delete(part, false);
            } catch (IOException remains) {
                failure.addSuppressed(remains);
            }
            throw new IOException(
                    name + ": cannot be written (" + failure.getMessage() + "); check the space of its file system",
                    failure);
        }
    }
}
