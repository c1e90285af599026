package org.wvtoolkit.cli.terminal;

import java.io.IOException;
import java.io.OutputStream;

/** Distinguishes a closed pipe from a full disk. */
final class StandardOutput extends OutputStream {
    private final OutputStream out;

    StandardOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException failure) {
            throw explained(failure);
        }
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException failure) {
            throw explained(failure);
        }
    }

    /** The system's message, which is in English because the launcher sets the locale. */
    private static IOException explained(IOException failure) {
        String message = failure.getMessage();
        return message != null && message.contains("Broken pipe")
                ? new BrokenPipeException(failure)
                : new IOException(
                        "standard output: cannot be written: " + message + "; redirect it to another place", failure);
    }
}
