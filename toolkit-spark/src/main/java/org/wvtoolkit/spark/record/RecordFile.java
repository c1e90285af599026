package org.wvtoolkit.spark.record;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;
import org.apache.spark.util.Utils;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.container.TemporaryFile;
import org.wvtoolkit.container.TemporaryFiles;

/**
 * Temporary file of byte arrays with an integer key each, written first and then read once. It
 * decouples the output of a task, which is pushed, from Spark, which pulls it. The file is deleted
 * when the task ends. Not thread-safe.
 */
public final class RecordFile implements AutoCloseable {
    private final Path folder;
    private final TemporaryFile file;
    private @Nullable DataOutputStream output;
    private @Nullable DataInputStream input;

    /** Record with its key and its bytes. */
    @SuppressWarnings("ArrayRecordComponent") // data transfer only, never compared
    public record Entry(int key, byte[] bytes) {}

    public RecordFile(Path folder) throws IOException {
        this.folder = folder;
        file = TemporaryFiles.create(folder, "spark");
        output = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file.path()), 1 << 16));
        TaskContext task = TaskContext.get();
        if (task != null) {
            task.addTaskCompletionListener((TaskCompletionListener) context -> close());
        }
    }

    /** Returns the folder for temporary files of tasks: one of {@code spark.local.dir}. */
    public static Path localFolder() {
        return Path.of(Utils.getLocalDir(SparkEnv.get().conf()));
    }

    public void write(int key, byte[] bytes) throws IOException {
        if (output == null) {
            throw new IllegalStateException("the file is being read");
        }
        try {
            output.writeInt(key);
            output.writeInt(bytes.length);
            output.write(bytes);
        } catch (IOException failure) {
            throw new LocalDiskException(folder, failure);
        }
    }

    /** Ends writing and returns the records in the order of writing. */
    public Iterator<Entry> read() throws IOException {
        if (output != null) {
            try {
                output.close();
            } catch (IOException failure) {
                throw new LocalDiskException(folder, failure);
            }
            output = null;
        }
        DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file.path()), 1 << 16));
        input = in;
        return new Iterator<>() {
            private @Nullable Entry next;
            private boolean ended;

            @Override
            public boolean hasNext() {
                if (next == null && !ended) {
                    try {
                        next = readEntry(in);
                    } catch (EOFException end) {
                        ended = true;
                        close();
                    } catch (IOException failure) {
                        throw new UncheckedIOException(failure);
                    }
                }
                return next != null;
            }

            @Override
            public Entry next() {
                if (!hasNext() || next == null) {
                    throw new NoSuchElementException();
                }
                Entry entry = next;
                next = null;
                return entry;
            }
        };
    }

    private static Entry readEntry(DataInputStream in) throws IOException {
        int key = in.readInt();
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return new Entry(key, bytes);
    }

    @Override
    public void close() {
        try {
            if (output != null) {
                output.close();
                output = null;
            }
            if (input != null) {
                input.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            file.close();
        }
    }
}
