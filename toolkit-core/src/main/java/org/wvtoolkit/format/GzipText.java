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
import org.wvtoolkit.progress.ProgressListener;

/**
 * Unpacks texts, once, into a temporary file: several threads can then read it at any place, which a packed one does not allow, and it need not
 * fit into memory.
 */
final class GzipText {
    private static final String REMEDY = "fetch or copy the file again";

    private GzipText() {}

    /** Opens a text, packed or not. */
    @SuppressWarnings("MustBeClosedChecker") // the temporary file is closed with the input
    static InputFile open(Path path, ProgressListener progress) throws IOException {
        if (!FileHead.of(path).compressed()) {
            return InputFile.open(path);
        }
        TemporaryFile content = TemporaryFiles.create(folder(path), String.valueOf(path.getFileName()));
        try {
            unpack(path, content.path(), progress);
            return InputFile.unpacked(path, content);
        } catch (Throwable failure) {
            content.close();
            throw failure;
        }
    }

    /** The file's own folder, or the system's for temporary files where nothing can be written there. */
    private static Path folder(Path path) {
        Path own = path.toAbsolutePath().getParent();
        return own != null && Files.isWritable(own) ? own : Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
    }

    private static void unpack(Path path, Path content, ProgressListener progress) throws IOException {
        progress.stage("unpacking", ProgressListener.Unit.BYTES, -1);
        try (InputStream in = new GZIPInputStream(Files.newInputStream(path), 1 << 18);
                OutputStream out = Files.newOutputStream(content)) {
            byte[] block = new byte[1 << 20];
            long done = 0;
            for (int count = read(path, in, block, done); count > 0; count = read(path, in, block, done)) {
                out.write(block, 0, count);
                done += count;
                progress.advanced(done, "");
            }
        }
    }

    private static int read(Path path, InputStream in, byte[] block, long done) throws IOException {
        try {
            return in.readNBytes(block, 0, block.length);
        } catch (EOFException cut) {
            throw new MalformedFileException(
                    path, -1, "the file ends inside what is packed, after " + done + " bytes unpacked", REMEDY);
        } catch (ZipException damaged) {
            throw new MalformedFileException(
                    path, -1, "is damaged: " + damaged.getMessage() + ", after " + done + " bytes unpacked", REMEDY);
        }
    }
}
