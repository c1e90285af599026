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
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.progress.ProgressListener;

/**
 * Fetches a file. What has come lies in {@code FILE.part} until all is there and verified, and is then renamed; so the file is whole or
 * not there. A download that breaks off goes on where it was, in the same run or a later one, if the server says that its file is
 * still the same (RFC 9110, sections 13 and 14); else it begins anew. A file that exists is never touched.
 *
 * <p>Confined to one thread, which may be interrupted; what has come then stays for the next run.
 */
public final class Download {
    private static final int BUFFER = 1 << 16;
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
    private final ProgressListener progress;

    private Download(CatalogueEntry entry, Path target, DownloadSettings settings, ProgressListener progress) {
        this.entry = entry;
        this.target = target;
        this.part = sibling(target, ".part");
        this.origin = sibling(target, ".part.origin");
        this.settings = settings;
        this.progress = progress;
    }

    private static Path sibling(Path target, String suffix) {
        return target.resolveSibling(target.getFileName() + suffix);
    }

    /** A failure that another attempt would meet again. */
    private static final class FinalFailure extends IOException {
        @Serial
        private static final long serialVersionUID = 1;

        FinalFailure(String message) {
            super(message);
        }
    }

    /**
     * Fetches a file and verifies it.
     *
     * @param entry what to fetch
     * @param target where to put it; its folder exists
     * @param settings how patient to be
     * @param progress told of bytes
     * @throws FileAlreadyExistsException if the target exists
     * @throws IOException if it cannot be fetched, is not what the catalogue says, or cannot be written; one line
     */
    public static void fetch(CatalogueEntry entry, Path target, DownloadSettings settings, ProgressListener progress)
            throws IOException {
        new Download(entry, target, settings, progress).run();
    }

    private void run() throws IOException {
        refuseToOverwrite();
        try (HttpClient client = HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        .connectTimeout(settings.connect())
                        .build();
                FileChannel file = open()) {
            try (FileLock lock = lock(file)) {
                fetchAll(client, file);
                progress.stage("verifying " + entry.name(), ProgressListener.Unit.BYTES, file.size());
                verify(file);
                file.force(true);
                // Still under the lock, and never over a file that has come into being meanwhile.
                Files.move(part, target);
                Files.deleteIfExists(origin);
                lock.release();
            } catch (FileAlreadyExistsException there) {
                refuseToOverwrite();
                throw there;
            } finally {
                client.shutdownNow();
            }
        }
    }

    private void refuseToOverwrite() throws IOException {
        if (Files.exists(target)) {
            throw new FileAlreadyExistsException(
                    target.toString(),
                    null,
                    "exists already and is left as it is; name another place, or delete it first");
        }
    }

    private FileChannel open() throws IOException {
        try {
            return FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (NoSuchFileException missing) {
            throw new IOException(part + ": its folder does not exist; make it first", missing);
        }
    }

    private FileLock lock(FileChannel file) throws IOException {
        try {
            FileLock lock = file.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException inThisProcess) {
            // Said below.
        }
        throw new IOException(part + ": another download of it is running; wait for that");
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
            withoutProgress = retry(new IOException("the file changed while it was fetched"), withoutProgress);
        }
    }

    /** Waits for the next attempt, or gives up. Returns how many attempts have brought nothing. */
    private int retry(IOException failure, int withoutProgress) throws IOException {
        int failed = withoutProgress + 1;
        String reason = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        if (failed >= settings.attempts()) {
            throw new IOException(
                    entry.address() + ": gave up after " + failed + " attempts (" + reason
                            + "); what has come is kept, run it again to go on",
                    failure);
        }
        progress.note(entry.name() + ": " + reason + "; trying again");
        try {
            TimeUnit.NANOSECONDS.sleep(settings.pause().toNanos() << (failed - 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted; what has come is kept, run it again to go on");
        }
        return failed;
    }

    /** One request. Returns whether all is there; false where a new beginning must be made. */
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
                throw new FinalFailure(entry.address() + ": has " + total + " bytes, the catalogue says "
                        + entry.bytes() + "; it was changed, or is not what it was");
            }
            if (!Files.exists(origin) || from == 0) {
                Files.writeString(origin, remembered(response));
            }
            progress.stage("fetching " + entry.name(), ProgressListener.Unit.BYTES, total);
            copy(body, file, from);
            if (total >= 0 && file.size() != total) {
                throw new IOException("it ended after " + file.size() + " of " + total + " bytes");
            }
            return true;
        }
    }

    private HttpResponse<InputStream> send(HttpClient client, HttpRequest request) throws IOException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted; what has come is kept, run it again to go on");
        }
    }

    /** Where the answer's bytes go; −1 where what is there must be thrown away first. */
    private long begin(HttpResponse<InputStream> response, FileChannel file, long have) throws IOException {
        return switch (response.statusCode()) {
            case OK -> {
                file.truncate(0);
                yield 0;
            }
            case PARTIAL -> {
                Matcher range = CONTENT_RANGE.matcher(
                        response.headers().firstValue("Content-Range").orElse(""));
                boolean goesOn = range.matches() && range.group(1).equals(Long.toString(have));
                if (!goesOn) {
                    file.truncate(0);
                }
                yield goesOn ? have : -1;
            }
            case RANGE_NOT_SATISFIABLE -> {
                file.truncate(0);
                yield -1;
            }
            default -> throw refused(response.statusCode());
        };
    }

    private IOException refused(int status) {
        String message = entry.address() + ": the server answers " + status;
        return status >= 500 || status == TOO_MANY_REQUESTS
                ? new IOException(message)
                : new FinalFailure(message + "; the address may have changed: correct it in the catalogue");
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
        long at = from;
        try (StallGuard guard = new StallGuard(body, settings.stall())) {
            while (true) {
                int read;
                try {
                    read = body.read(buffer);
                } catch (IOException broken) {
                    throw guard.explained(broken);
                }
                if (guard.hasStalled()) {
                    throw guard.explained(null);
                }
                if (read < 0) {
                    return;
                }
                guard.alive();
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
                while (bytes.hasRemaining()) {
                    at += file.write(bytes, at);
                }
                progress.advanced(at, "");
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedIOException("interrupted; what has come is kept, run it again to go on");
                }
            }
        }
    }

    /** What tells whether the server's file is still the one that was begun: the address, and a strong ETag or a date. */
    private static String remembered(HttpResponse<?> response, URI address) {
        Optional<String> strong = response.headers().firstValue("ETag").filter(tag -> !tag.startsWith("W/"));
        return address + "\n"
                + strong.or(() -> response.headers().firstValue("Last-Modified"))
                        .orElse("") + "\n";
    }

    private String remembered(HttpResponse<?> response) {
        return remembered(response, entry.address());
    }

    /** What to ask the server to compare; empty where nothing can be gone on with. */
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
            throw new IOException(entry.address() + ": came with another size than the " + entry.bytes()
                    + " bytes of the catalogue; nothing is kept, the file was changed or damaged");
        }
        if (entry.sha256().isEmpty()) {
            progress.note(entry.name() + ": has no SHA-256 in the catalogue, so only its size was checked; it is "
                    + sha256(file));
            return;
        }
        String found = sha256(file);
        if (!found.equals(entry.sha256())) {
            discard(file);
            throw new IOException(entry.address() + ": its SHA-256 is " + found + ", not " + entry.sha256()
                    + "; nothing is kept, the file was changed or damaged");
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
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        for (long at = 0; at < file.size(); ) {
            buffer.clear();
            at += file.read(buffer, at);
            digest.update(buffer.flip());
            progress.advanced(at, "");
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Closes a stream that yields nothing for too long, which ends a read that waits for it. */
    private static final class StallGuard implements AutoCloseable {
        private final long stallNanos;
        private final Thread thread;
        private volatile long last = System.nanoTime();
        private volatile boolean stalled;

        StallGuard(InputStream stream, Duration stall) {
            stallNanos = stall.toNanos();
            thread = Thread.ofPlatform().daemon().name("wv-stall-guard").start(() -> watch(stream));
        }

        private void watch(InputStream stream) {
            try {
                while (true) {
                    long left = stallNanos - (System.nanoTime() - last);
                    if (left <= 0) {
                        stalled = true;
                        stream.close();
                        return;
                    }
                    TimeUnit.NANOSECONDS.sleep(left);
                }
            } catch (InterruptedException | IOException over) {
                Thread.currentThread().interrupt();
            }
        }

        void alive() {
            last = System.nanoTime();
        }

        boolean hasStalled() {
            return stalled;
        }

        IOException explained(@Nullable IOException failure) {
            return stalled || failure == null
                    ? new IOException("nothing came for " + TimeUnit.NANOSECONDS.toSeconds(stallNanos) + " s", failure)
                    : failure;
        }

        @Override
        public void close() {
            thread.interrupt();
        }
    }
}
