package org.wvtoolkit.cli.option.text;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.container.AtomicFile;
import org.wvtoolkit.lines.ByteConsumer;

/** Where text is written to: a file, which appears whole or not at all, or standard output. */
public final class TextOutput implements ByteConsumer, AutoCloseable {
    private final @Nullable AtomicFile file;
    private final @Nullable OutputStream stream;

    private TextOutput(@Nullable AtomicFile file, @Nullable OutputStream stream) {
        this.file = file;
        this.stream = stream;
    }

    /**
     * Opens a file beside the target.
     *
     * @param target where the text shall be
     * @return the output; the caller closes it
     * @throws IOException if it cannot be written
     */
    public static TextOutput file(Path target) throws IOException {
        return new TextOutput(AtomicFile.create(target), null);
    }

    /**
     * Standard output.
     *
     * @param context has it
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
     * All is written: flushes, and puts a file in its place.
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
