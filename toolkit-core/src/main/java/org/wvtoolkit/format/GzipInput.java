package org.wvtoolkit.format;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.wvtoolkit.container.MalformedFileException;
import org.wvtoolkit.container.TemporaryFile;
import org.wvtoolkit.container.TemporaryFiles;
import org.wvtoolkit.format.stream.Fault;
import org.wvtoolkit.format.stream.FaultPolicy;
import org.wvtoolkit.format.stream.InputFile;
import org.wvtoolkit.progress.ProgressListener;

/**
 * Decompresses text files once into a temporary file. Several threads can then read it at any
 * offset, and it need not fit into memory.
 */
final class GzipInput {
    private static final String REMEDY = "fetch or copy the file again";

    private GzipInput() {}

    /**
     * Opens a text file, compressed or not.
     *
     * @param policy decides whether the readable part of truncated or damaged compressed data is
     *     kept, or damage is an error
     */
    @SuppressWarnings("MustBeClosedChecker") // the temporary file is closed with the input
    static InputFile open(Path path, FaultPolicy policy, ProgressListener progress) throws IOException {
        if (!FilePrefix.of(path).compressed()) {
            return InputFile.open(path);
        }
        TemporaryFile content = TemporaryFiles.create(folder(path), String.valueOf(path.getFileName()));
        try {
            unpack(path, content.path(), policy, progress);
            return InputFile.unpacked(path, content);
        } catch (Throwable failure) {
            content.close();
            throw failure;
        }
    }

    /** Returns the folder of the file, or the system's temporary folder if the former is not writable. */
    private static Path folder(Path path) {
        Path own = path.toAbsolutePath().getParent();
        return own != null && Files.isWritable(own) ? own : Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
    }

    private static void unpack(Path path, Path content, FaultPolicy policy, ProgressListener progress)
            throws IOException {
        progress.stage("decompressing", ProgressListener.Unit.BYTES, -1);
        long done = 0;
        try (OutputStream out = Files.newOutputStream(content);
                InputStream in = new GZIPInputStream(Files.newInputStream(path), 1 << 18)) {
            byte[] block = new byte[1 << 20];
            for (int count = in.read(block); count > 0; count = in.read(block)) {
                out.write(block, 0, count);
                done += count;
                progress.advanced(done, "");
            }
        } catch (EOFException cut) {
            damaged(path, "the compressed data end after " + done + " decompressed bytes", policy);
        } catch (ZipException damage) {
            damaged(path, "is damaged: " + damage.getMessage() + ", after " + done + " decompressed bytes", policy);
        }
    }

    private static void damaged(Path path, String problem, FaultPolicy policy) throws IOException {
        policy.handle(Fault.CUT_SHORT, problem, () -> new MalformedFileException(path, -1, problem, REMEDY));
    }
}
