package org.wvtoolkit.cli.option.text;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.container.AtomicFile;
import org.wvtoolkit.corpus.ByteConsumer;

/** Output of text to standard output, or atomically to a file. */
public final class TextOutput implements ByteConsumer, AutoCloseable {
    private final @Nullable AtomicFile file;
    private final @Nullable OutputStream stream;

    private TextOutput(@Nullable AtomicFile file, @Nullable OutputStream stream) {
        this.file = file;
        this.stream = stream;
    }

    /**
     * Opens a temporary file beside the target.
     *
     * @param target the final path
     * @return the output; the caller closes it
     * @throws IOException if it cannot be written
     */
    public static TextOutput file(Path target) throws IOException {
        return new TextOutput(AtomicFile.create(target), null);
    }

    /**
     * Opens standard output.
     *
     * @param context has standard output
     * @return the output
     */
    public static TextOutput standard(ProcessContext context) {
        return new TextOutput(null, context.resultBytes());
    }

    @Override
    public void accept(byte[] bytes, int offset, int length) throws IOException {
        if (file != null) {
            file.write(bytes, offset, length);
        } else if (stream != null) {
            stream.write(bytes, offset, length);
        }
    }

    /**
     * Completes the output: flushes it and renames the file to its target.
     *
     * @throws IOException if that fails
     */
    public void commit() throws IOException {
        if (file != null) {
            file.commit();
        } else if (stream != null) {
            stream.flush();
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
