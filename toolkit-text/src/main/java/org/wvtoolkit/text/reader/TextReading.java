package org.wvtoolkit.text.reader;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.text.format.ReadingOptions;
import org.wvtoolkit.text.format.ReadingTally;
import org.wvtoolkit.text.stream.InputFiles;
import org.wvtoolkit.text.stream.ObservedStream;
import org.wvtoolkit.text.stream.PackedTexts;
import org.wvtoolkit.text.stream.RawStream;
import org.wvtoolkit.text.stream.TextInput;
import org.wvtoolkit.text.stream.TextObserver;
import org.wvtoolkit.text.stream.UnreadableTextException;

/**
 * Reads all inputs in order: opens, decompresses, decodes and hashes the files and divides their
 * text into blocks.
 *
 * <p>Thread contract: {@link #run} is executed by one thread; results may be read after that thread
 * has ended.
 */
public final class TextReading {
    private static final long PROGRESS_NANOS = 50_000_000;
    private static final int MAX_NOTES = 10;

    private final List<InputFiles.Group> groups;
    private final ReadingOptions options;
    private final List<String> notes;
    private final MessageDigest hash = sha256Digest();
    private final long totalBytes;
    private final boolean manyFiles;
    private final List<ReadingTally> tallies = new ArrayList<>();

    private TextObserver observer = TextObserver.NONE;
    private long rawBytesBefore;
    private long bytes;
    private long malformed;
    private long lastProgress = System.nanoTime();

    private TextReading(List<InputFiles.Group> groups, ReadingOptions options, List<String> notes) {
        this.groups = groups;
        this.options = options;
        this.notes = notes;
        long total = 0;
        int files = 0;
        for (InputFiles.Group group : groups) {
            files += group.files().size();
            for (InputFiles.Item file : group.files()) {
                total = total < 0 || file.size() < 0 ? -1 : total + file.size();
            }
        }
        totalBytes = total;
        manyFiles = files > 1;
    }

    /**
     * Creates a reading. Lists all files but opens none.
     *
     * @param inputs the inputs, in order
     * @param options the reading options
     * @return the reading
     * @throws IOException if a file is missing, or a folder cannot be read
     */
    public static TextReading of(List<TextInput> inputs, ReadingOptions options) throws IOException {
        List<String> notes = new ArrayList<>();
        List<InputFiles.Group> groups = new ArrayList<>();
        for (TextInput input : inputs) {
            groups.add(InputFiles.scan(input, notes));
        }
        return new TextReading(groups, options, notes);
    }

    /**
     * Sets the observer of the text of every file.
     *
     * @param newObserver called while {@link #run} reads
     */
    public void observe(TextObserver newObserver) {
        observer = newObserver;
    }

    /** Returns the text of a file, observed unless its encoding is only known to the workers. */
    private InputStream observed(String where, OpenedText opened) {
        if (opened.layout().isInEncodingOfItsOwn()) {
            observer.begin(where);
            observer.end();
            return opened.text();
        }
        return observer.equals(TextObserver.NONE) ? opened.text() : new ObservedStream(opened.text(), where, observer);
    }

    /**
     * Returns the total size of all files, compressed or not.
     *
     * @return the size in bytes, or −1 if an input is a stream
     */
    public long totalBytes() {
        return totalBytes;
    }

    /**
     * Reads all inputs and submits blocks until the end of the text.
     *
     * @param queue receives the blocks and the end of the text
     * @param threads the maximum number of decompression threads, at least 1
     * @param progress receives progress in bytes of the files, on this thread
     * @throws IOException if an input cannot be read
     * @throws InterruptedException if the thread is interrupted
     */
    public void run(BlockQueue queue, int threads, ProgressListener progress) throws IOException, InterruptedException {
        BlockCutter cutter = new BlockCutter(queue);
        for (InputFiles.Group group : groups) {
            long before = bytes;
            for (InputFiles.Item file : group.files()) {
                read(group, file, threads, cutter, progress);
            }
            if (group.isFolder() && bytes == before) {
                throw UnreadableTextException.of(
                        ((TextInput.AtPath) group.input()).path().toString(),
                        "the folder contains no text",
                        "name a folder with text files; hidden and binary files are skipped",
                        null);
            }
        }
        cutter.finish();
        progress.advanced(totalBytes < 0 ? rawBytesBefore : totalBytes, "");
    }

    private void read(
            InputFiles.Group group, InputFiles.Item file, int threads, BlockCutter cutter, ProgressListener progress)
            throws IOException, InterruptedException {
        Path path = file.path();
        if (path == null) {
            // The caller closes the stream.
            InputStream stream = ((TextInput.OfStream) group.input()).stream();
            read(group, file, new RawStream(stream, file.where(), -1), threads, cutter, progress);
            return;
        }
        try (InputStream in = open(path)) {
            read(group, file, new RawStream(in, file.where(), file.size()), threads, cutter, progress);
        }
    }

    private static InputStream open(Path path) throws IOException {
        try {
            return Files.newInputStream(path); // supports interruption, unlike FileInputStream
        } catch (IOException e) {
            throw InputFiles.unreadable(path, e);
        }
    }

    private void read(
            InputFiles.Group group,
            InputFiles.Item file,
            RawStream raw,
            int threads,
            BlockCutter cutter,
            ProgressListener progress)
            throws IOException, InterruptedException {
        String detail = manyFiles ? file.where() : "";
        BlockCutter.Heartbeat heartbeat = () -> report(progress, rawBytesBefore + raw.count(), detail);
        PackedTexts texts = new PackedTexts(raw, file.where(), threads, notes::add);
        boolean any = texts.forEach((where, plain, head) -> {
            OpenedText opened = OpenedText.open(plain, head, where, options, hash);
            if (opened == null) {
                return false;
            }
            tallies.add(opened.tally());
            cutter.text(observed(where, opened), opened.layout(), where, opened.tally(), heartbeat);
            bytes += opened.bytes();
            malformed += opened.malformed();
            return true;
        });
        if (!any) {
            if (!group.isFolder()) {
                throw UnreadableTextException.of(
                        file.where(),
                        texts.isArchive()
                                ? noText(texts.firstObstacle())
                                : texts.unsupportedFormat() == null
                                        ? "not text: there are NUL bytes in it"
                                        : "is " + texts.unsupportedFormat() + ", which is not supported",
                        texts.unsupportedFormat() == null
                                ? "name a text file; UTF-16 is read if it begins with a byte order mark"
                                : "extract its text, or compress it with gzip, bzip2, xz, zstd or lz4",
                        null);
            }
            if (!texts.isArchive()) {
                String format = texts.unsupportedFormat();
                notes.add("skipped " + file.where() + ", which is " + (format == null ? "not text" : format));
            }
        }
        rawBytesBefore += raw.count();
    }

    private static String noText(@Nullable String obstacle) {
        return "there is no text in it" + (obstacle == null ? "" : " but " + obstacle);
    }

    /** Reports progress at a limited rate. */
    private void report(ProgressListener progress, long rawBytes, String detail) {
        long now = System.nanoTime();
        if (now - lastProgress >= PROGRESS_NANOS) {
            lastProgress = now;
            progress.advanced(totalBytes < 0 ? rawBytes : Math.min(rawBytes, totalBytes), detail);
        }
    }

    /**
     * Returns the size of the text.
     *
     * @return the number of decompressed bytes, including byte order marks
     */
    public long bytes() {
        return bytes;
    }

    /**
     * Returns the number of malformed sequences in texts of other encodings than UTF-8. The workers
     * count the others.
     *
     * @return the number of sequences replaced by U+FFFD
     */
    public long malformed() {
        return malformed;
    }

    /**
     * Returns the hash of all decompressed text in reading order. Must be called at most once.
     *
     * @return the SHA-256 in lower-case hexadecimal
     */
    public String sha256() {
        return HexFormat.of().formatHex(hash.digest());
    }

    /**
     * Returns notes for the user about skipped files: the first ones, and the number of the others.
     *
     * @return the notes, one line each
     */
    public List<String> notes() {
        List<String> notes = new ArrayList<>(this.notes);
        tallies.forEach(tally -> notes.addAll(tally.notes()));
        if (notes.size() <= MAX_NOTES) {
            return List.copyOf(notes);
        }
        List<String> few = new ArrayList<>(notes.subList(0, MAX_NOTES));
        few.add("and " + (notes.size() - MAX_NOTES) + " more such notes");
        return List.copyOf(few);
    }

    private static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
