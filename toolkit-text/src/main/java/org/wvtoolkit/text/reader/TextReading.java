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
 * One reading of all inputs, in order: opens, decompresses, decodes and hashes them and cuts their text into blocks.
 *
 * <p>{@link #run} belongs to one thread; what the reading found may be asked for once that thread has ended.
 */
public final class TextReading {
    private static final long PROGRESS_NANOS = 50_000_000;
    private static final int MOST_NOTES = 10;

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
     * Prepares a reading: looks for all files, opens none.
     *
     * @param inputs what is to be read, in order
     * @param options how text is found in it
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
     * Has somebody look at the text of every file.
     *
     * @param newObserver called while {@link #run} reads
     */
    public void observe(TextObserver newObserver) {
        observer = newObserver;
    }

    private InputStream observed(String where, InputStream text) {
        return observer.equals(TextObserver.NONE) ? text : new ObservedStream(text, where, observer);
    }

    /**
     * How much there is to read.
     *
     * @return bytes of all files as they lie there, compressed or not, or −1 if there is a stream among them
     */
    public long totalBytes() {
        return totalBytes;
    }

    /**
     * Reads everything and hands out blocks until the text is at its end.
     *
     * @param queue takes the blocks, and hears of the end
     * @param threads how many threads a compression may use that can use several, at least 1
     * @param progress told of bytes as they lie in the files, on this thread
     * @throws IOException if something cannot be read
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
                        "the folder holds no text",
                        "name a folder with text files in it; hidden and binary ones are passed over",
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
            // The stream belongs to whoever gave it; closing is not ours.
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
            return Files.newInputStream(path); // answers to interruption, which FileInputStream does not
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
        BlockCutter.Heartbeat heartbeat = () -> tell(progress, rawBytesBefore + raw.count(), detail);
        PackedTexts texts = new PackedTexts(raw, file.where(), threads, notes::add);
        boolean any = texts.forEach((where, plain, head) -> {
            OpenedText opened = OpenedText.open(plain, head, where, options, hash);
            if (opened == null) {
                return false;
            }
            tallies.add(opened.tally());
            cutter.text(observed(where, opened.text()), opened.layout(), where, opened.tally(), heartbeat);
            bytes += opened.bytes();
            malformed += opened.malformed();
            return true;
        });
        if (!any) {
            if (!group.isFolder()) {
                throw UnreadableTextException.of(
                        file.where(),
                        texts.isArchive() ? noText(texts.firstObstacle()) : "not text: there are NUL bytes in it",
                        "name a text file; UTF-16 is read if it begins with a byte order mark",
                        null);
            }
            if (!texts.isArchive()) {
                notes.add("passed over " + file.where() + ", which is not text");
            }
        }
        rawBytesBefore += raw.count();
    }

    private static String noText(@Nullable String obstacle) {
        return "there is no text in it" + (obstacle == null ? "" : " but " + obstacle);
    }

    /** Some tens of times a second at most. */
    private void tell(ProgressListener progress, long rawBytes, String detail) {
        long now = System.nanoTime();
        if (now - lastProgress >= PROGRESS_NANOS) {
            lastProgress = now;
            progress.advanced(totalBytes < 0 ? rawBytes : Math.min(rawBytes, totalBytes), detail);
        }
    }

    /**
     * How much text there was.
     *
     * @return bytes, decompressed, byte order marks included
     */
    public long bytes() {
        return bytes;
    }

    /**
     * What was malformed in texts of other encodings than UTF-8; the workers count the rest.
     *
     * @return sequences replaced by U+FFFD
     */
    public long malformed() {
        return malformed;
    }

    /**
     * The hash of all text in the order it was read, decompressed, one file after another. To be asked for once.
     *
     * @return SHA-256, in lower-case hexadecimal
     */
    public String sha256() {
        return HexFormat.of().formatHex(hash.digest());
    }

    /**
     * What a person should know: what was passed over; the first few, and how many more.
     *
     * @return lines, each without its end
     */
    public List<String> notes() {
        List<String> notes = new ArrayList<>(this.notes);
        tallies.forEach(tally -> notes.addAll(tally.notes()));
        if (notes.size() <= MOST_NOTES) {
            return List.copyOf(notes);
        }
        List<String> few = new ArrayList<>(notes.subList(0, MOST_NOTES));
        few.add("and " + (notes.size() - MOST_NOTES) + " more such notes");
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
