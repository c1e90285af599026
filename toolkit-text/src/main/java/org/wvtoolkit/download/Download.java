package org.wvtoolkit.download;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.Serial;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.progress.ProgressListener;

/**
 * Downloads a file over HTTP. Received bytes are written to {@code FILE.part}, which is renamed
 * after the download is complete and verified, so the target is either complete or absent.
 *
 * <p>An interrupted download is resumed in the same run or a later one if the server confirms that
 * its file is unchanged (RFC 9110, sections 13 and 14). Otherwise it restarts. Existing files are
 * never modified.
 *
 * <p>Not thread-safe. The calling thread may be interrupted; the received bytes are then kept for
 * the next run.
 */
public final class Download {
    private static final int BUFFER = 1 << 16;
    private static final String INTERRUPTED =
            "interrupted; the received part is kept, run the download again to resume";
    private static final int OK = 200;
    private static final int PARTIAL = 206;
    private static final int RANGE_NOT_SATISFIABLE = 416;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-\\d+/(\\d+|\\*)");

    private final CatalogueEntry entry;
    private final Path target;
    private final Path part;
    private final Path origin;
    private final DownloadSettings settings;
    private final Clock clock;
    private final ProgressListener progress;

    private Download(
            CatalogueEntry entry, Path target, DownloadSettings settings, Clock clock, ProgressListener progress) {
        this.entry = entry;
        this.target = target;
        this.part = sibling(target, ".part");
        this.origin = sibling(target, ".part.origin");
        this.settings = settings;
        this.clock = clock;
        this.progress = progress;
    }

    private static Path sibling(Path target, String suffix) {
        return target.resolveSibling(target.getFileName() + suffix);
    }

    /** Source of time, which tests replace. Implementations are thread-safe. */
    interface Clock {
        /** The clock of the system. */
        Clock SYSTEM = new Clock() {
            @Override
            public long nanoTime() {
                return System.nanoTime();
            }

            @Override
            public void sleep(long nanos) throws InterruptedException {
                TimeUnit.NANOSECONDS.sleep(nanos);
            }
        };

        /** Returns the time since an arbitrary origin in nanoseconds. */
        long nanoTime();

        /** Blocks for a time in nanoseconds. */
        void sleep(long nanos) throws InterruptedException;
    }

    /** Failure that a retry cannot fix. */
    private static final class FinalFailure extends IOException {
        @Serial
        private static final long serialVersionUID = 1;

        FinalFailure(String message) {
            super(message);
        }
    }

    /**
     * Downloads and verifies a file.
     *
     * @param entry the corpus to download
     * @param target the file to create, in an existing folder
     * @param settings timeouts and retries
     * @param progress receives progress in bytes
     * @throws FileAlreadyExistsException if the target exists
     * @throws IOException if the file cannot be downloaded, does not match the catalogue, or cannot
     *     be written; the message is one line
     */
    public static void fetch(CatalogueEntry entry, Path target, DownloadSettings settings, ProgressListener progress)
            throws IOException {
        fetch(entry, target, settings, Clock.SYSTEM, progress);
    }

    /** Downloads and verifies a file, with a clock for the time limit on received data. */
    static void fetch(
            CatalogueEntry entry, Path target, DownloadSettings settings, Clock clock, ProgressListener progress)
            throws IOException {
        new Download(entry, target, settings, clock, progress).run();
    }

    private void run() throws IOException {
        refuseToOverwrite();
        try (HttpClient client = HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        .connectTimeout(settings.connect())
                        .build();
                FileChannel file = open()) {
            try (FileLock lock = lock(file)) {
                refuseCompleted();
                fetchAll(client, file);
                progress.stage("verifying " + entry.name(), ProgressListener.Unit.BYTES, file.size());
                verify(file);
                file.force(true);
                // Rename while holding the lock; the move fails if the target has been created in the
                // meantime.
                Files.move(part, target);
                Files.deleteIfExists(origin);
                lock.release();
            } catch (FileAlreadyExistsException exists) {
                refuseToOverwrite();
                throw exists;
            } finally {
                client.shutdownNow();
            }
        }
    }

    private void refuseToOverwrite() throws IOException {
        if (Files.exists(target)) {
            throw new FileAlreadyExistsException(
                    target.toString(), null, "already exists; choose another name or delete the file first");
        }
    }

    /**
     * Rejects a target that another download has completed since the first check. The locked file may be the target
     * itself, so it is not changed; a part that this download created is deleted.
     */
    private void refuseCompleted() throws IOException {
        if (Files.exists(target)) {
            Files.deleteIfExists(part);
            Files.deleteIfExists(origin);
            refuseToOverwrite();
        }
    }

    private FileChannel open() throws IOException {
        try {
            return FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (NoSuchFileException missing) {
            throw new IOException(part + ": the folder does not exist; create it first", missing);
        }
    }

    private FileLock lock(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException inThisProcess) {
            // Reported below.
        }
        throw new IOException(part + ": locked by another download of this file; wait until that ends");
    }

    private void fetchAll(HttpClient client, FileChannel file) throws IOException {
        int withoutProgress = 0;
        while (true) {
            long before = file.size();
            try {
                if (attempt(client, file)) {
                    return;
                }
            } catch (FinalFailure failure) {
                throw failure;
            } catch (InterruptedIOException interrupted) {
                if (Thread.currentThread().isInterrupted()) {
                    throw interrupted;
                }
                withoutProgress = retry(interrupted, file.size() > before ? 0 : withoutProgress);
                continue;
            } catch (IOException failure) {
                withoutProgress = retry(failure, file.size() > before ? 0 : withoutProgress);
                continue;
            }
            withoutProgress = retry(new IOException("the file on the server has changed"), withoutProgress);
        }
    }

    /** Waits before the next attempt or gives up. Returns the number of consecutive attempts without progress. */
    private int retry(IOException failure, int withoutProgress) throws IOException {
        int failed = withoutProgress + 1;
        String reason = Objects.requireNonNullElse(failure.getMessage(), "the connection was closed");
        if (failed >= settings.attempts()) {
            throw new IOException(
                    entry.address() + ": gave up after " + failed + " attempts (" + reason
                            + "); the received part is kept, run the download again to resume",
                    failure);
        }
        progress.note(entry.name() + ": " + reason + "; retrying");
        try {
            TimeUnit.NANOSECONDS.sleep(settings.pause().toNanos() << (failed - 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(INTERRUPTED);
        }
        return failed;
    }

    /**
     * Sends one request and stores its content. Returns true if the file is complete, false if the
     * download must restart.
     */
    private boolean attempt(HttpClient client, FileChannel file) throws IOException {
        String validator = validator();
        if (validator.isEmpty() && file.size() > 0) {
            file.truncate(0);
        }
        long have = file.size();
        HttpRequest.Builder request = HttpRequest.newBuilder(entry.address())
                .timeout(settings.connect())
                .GET();
        if (have > 0) {
            request.header("Range", "bytes=" + have + "-").header("If-Range", validator);
        }
        HttpResponse<InputStream> response = send(client, request.build());
        try (InputStream body = response.body()) {
            long from = begin(response, file, have);
            if (from < 0) {
                return false;
            }
            long total = total(response, from);
            if (total >= 0 && entry.bytes() >= 0 && total != entry.bytes()) {
                throw new FinalFailure(entry.address() + ": the server has " + total + " bytes, the catalogue "
                        + entry.bytes() + "; correct the catalogue if the corpus was updated");
            }
            if (!Files.exists(origin) || from == 0) {
                record(originRecord(response));
            }
            progress.stage("downloading " + entry.name(), ProgressListener.Unit.BYTES, total);
            copy(body, file, from);
            if (total >= 0 && file.size() != total) {
                throw new IOException("the connection ended after " + file.size() + " of " + total + " bytes");
            }
            return true;
        }
    }

    private void record(String version) throws IOException {
        try {
            Files.writeString(origin, version);
        } catch (IOException full) {
            throw cannotWrite(full);
        }
    }

    /** Further attempts do not help if the disk is full. */
    private FinalFailure cannotWrite(IOException failure) {
        return new FinalFailure(target + ": cannot be written: " + failure.getMessage()
                + "; free disk space and run the download again, which resumes it");
    }

    private HttpResponse<InputStream> send(HttpClient client, HttpRequest request) throws IOException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(INTERRUPTED);
        }
    }

    /** Returns the file position of the first byte of the response, or −1 if the download must restart. */
    private long begin(HttpResponse<InputStream> response, FileChannel file, long have) throws IOException {
        return switch (response.statusCode()) {
            case OK -> {
                file.truncate(0);
                yield 0;
            }
            case PARTIAL -> {
                Matcher range = CONTENT_RANGE.matcher(
                        response.headers().firstValue("Content-Range").orElse(""));
                boolean resumes = range.matches() && range.group(1).equals(Long.toString(have));
                if (!resumes) {
                    file.truncate(0);
                }
                yield resumes ? have : -1;
            }
            case RANGE_NOT_SATISFIABLE -> {
                file.truncate(0);
                yield -1;
            }
            default -> throw httpFailure(response.statusCode());
        };
    }

    private IOException httpFailure(int status) {
        String message = entry.address() + ": the server returned HTTP status " + status;
        return status >= 500 || status == TOO_MANY_REQUESTS
                ? new IOException(message)
                : new FinalFailure(message + "; if the address has changed, correct it in the catalogue");
    }

    private static long total(HttpResponse<InputStream> response, long from) {
        Matcher range = CONTENT_RANGE.matcher(
                response.headers().firstValue("Content-Range").orElse(""));
        if (from > 0 && range.matches() && !range.group(2).equals("*")) {
            return number(range.group(2));
        }
        long length = response.headers().firstValueAsLong("Content-Length").orElse(-1);
        return length < 0 ? -1 : from + length;
    }

    private static long number(String digits) {
        return digits.length() > 18 ? -1 : Long.parseLong(digits);
    }

    private void copy(InputStream body, FileChannel file, long from) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long position = from;
        try (StallGuard guard = new StallGuard(body, settings.stall(), clock)) {
            while (true) {
                int read;
                try {
                    read = body.read(buffer);
                } catch (IOException broken) {
                    throw guard.asStall(broken);
                }
                if (guard.hasStalled()) {
                    throw guard.asStall(null);
                }
                if (read < 0) {
                    return;
                }
                guard.received();
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
                try {
                    while (bytes.hasRemaining()) {
                        position += file.write(bytes, position);
                    }
                } catch (ClosedByInterruptException interrupted) {
                    throw interrupted;
                } catch (IOException full) {
                    throw cannotWrite(full);
                }
                progress.advanced(position, "");
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedIOException(INTERRUPTED);
                }
            }
        }
    }

    /**
     * Returns the record that identifies the version of the server's file: the address, and a
     * strong ETag or a date.
     */
    private static String originRecord(HttpResponse<?> response, URI address) {
        Optional<String> strong = response.headers().firstValue("ETag").filter(tag -> !tag.startsWith("W/"));
        return address + "\n"
                + strong.or(() -> response.headers().firstValue("Last-Modified"))
                        .orElse("") + "\n";
    }

    private String originRecord(HttpResponse<?> response) {
        return originRecord(response, entry.address());
    }

    /** Returns the validator of the If-Range header, or an empty string if the download cannot be resumed. */
    private String validator() throws IOException {
        if (!Files.exists(origin)) {
            return "";
        }
        var lines = Files.readAllLines(origin);
        return lines.size() == 2 && lines.get(0).equals(entry.address().toString()) ? lines.get(1) : "";
    }

    private void verify(FileChannel file) throws IOException {
        if (entry.bytes() >= 0 && file.size() != entry.bytes()) {
            discard(file);
            throw new IOException(entry.address() + ": the size differs from the " + entry.bytes()
                    + " bytes of the catalogue; the file was changed or damaged and has been deleted");
        }
        if (entry.sha256().isEmpty()) {
            progress.note(entry.name() + ": no SHA-256 in the catalogue, so only the size was checked; the SHA-256 is "
                    + sha256(file));
            return;
        }
        String found = sha256(file);
        if (!found.equals(entry.sha256())) {
            discard(file);
            throw new IOException(entry.address() + ": the SHA-256 is " + found + ", not " + entry.sha256()
                    + "; the file was changed or damaged and has been deleted");
        }
    }

    private void discard(FileChannel file) throws IOException {
        file.truncate(0);
        Files.deleteIfExists(part);
        Files.deleteIfExists(origin);
    }

    private String sha256(FileChannel file) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing, although every Java platform must provide it", e);
        }
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        for (long position = 0; position < file.size(); ) {
            buffer.clear();
            position += file.read(buffer, position);
            digest.update(buffer.flip());
            progress.advanced(position, "");
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Timeout guard that closes a stream, and so ends a blocked read, if no bytes arrive for a given time. */
    private static final class StallGuard implements AutoCloseable {
        private final long stallNanos;
        private final Thread thread;
        private final Clock clock;
        private volatile long last;
        private volatile boolean stalled;

        StallGuard(InputStream stream, Duration stall, Clock clock) {
            stallNanos = stall.toNanos();
            this.clock = clock;
            last = clock.nanoTime();
            thread = Thread.ofPlatform().daemon().name("wv-stall-guard").start(() -> watch(stream));
        }

        private void watch(InputStream stream) {
            try {
                while (true) {
                    long left = stallNanos - (clock.nanoTime() - last);
                    if (left <= 0) {
                        stalled = true;
                        stream.close();
                        return;
                    }
                    clock.sleep(left);
                }
            } catch (InterruptedException | IOException over) {
                Thread.currentThread().interrupt();
            }
        }

        void received() {
            last = clock.nanoTime();
        }

        boolean hasStalled() {
            return stalled;
        }

        IOException asStall(@Nullable IOException failure) {
            return stalled || failure == null
                    ? new IOException(
                            "no data received for " + TimeUnit.NANOSECONDS.toSeconds(stallNanos) + " s", failure)
                    : failure;
        }

        @Override
        public void close() {
            thread.interrupt();
        }
    }
}
