package org.wvtoolkit.download;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.progress.ProgressListener;

/** Downloads from a server with broken connections, stalls and wrong headers, simulated with a plain socket. */
class DownloadTest {
    private static final Duration STALL = Duration.ofHours(1);
    private static final DownloadSettings SETTINGS =
            new DownloadSettings(Duration.ofMinutes(10), STALL, 3, Duration.ofMillis(1));

    @TempDir
    Path folder;

    private final byte[] content = new byte[300_000];
    private final Deque<Response> responses = new ArrayDeque<>();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private ServerSocket server;

    DownloadTest() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        new Random(1).nextBytes(content);
    }

    /** Response of the server to one request. */
    private interface Response {
        void send(String request, OutputStream out) throws IOException, InterruptedException;
    }

    @BeforeEach
    void serve() {
        Thread.ofPlatform().daemon().start(() -> {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    respond(socket);
                } catch (IOException | InterruptedException broken) {
                    // Only this connection is affected; continue with the next one.
                }
            }
        });
    }

    private void respond(Socket socket) throws IOException, InterruptedException {
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder request = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            request.append(line).append('\n');
        }
        requests.add(request.toString());
        Response next;
        synchronized (responses) {
            next = responses.size() > 1 ? responses.pop() : responses.getFirst();
        }
        next.send(request.toString(), socket.getOutputStream());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private static void head(OutputStream out, String status, String... fields) throws IOException {
        out.write(("HTTP/1.1 " + status + "\r\nConnection: close\r\n" + String.join("\r\n", fields) + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
    }

    /** Returns a response that ends after {@code end} bytes but announces the complete file. */
    private Response upTo(int end, String tag) {
        return (request, out) -> {
            int from = from(request, tag);
            if (from > 0) {
                head(
                        out,
                        "206 Partial Content",
                        "Content-Range: bytes " + from + "-" + (content.length - 1) + "/" + content.length,
                        "Content-Length: " + (content.length - from),
                        "ETag: " + tag);
            } else {
                head(out, "200 OK", "Content-Length: " + content.length, "ETag: " + tag);
            }
            out.write(content, from, Math.max(0, end - from));
            out.flush();
        };
    }

    private static int from(String request, String tag) {
        int at = request.indexOf("Range: bytes=");
        if (at < 0 || !request.contains("If-Range: " + tag)) {
            return 0;
        }
        int begin = at + "Range: bytes=".length();
        return Integer.parseInt(request.substring(begin, request.indexOf('-', begin)));
    }

    private void responses(Response... all) {
        responses.addAll(List.of(all));
    }

    private String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private CatalogueEntry entry(long bytes, String sha256) {
        URI address =
                URI.create("http://" + server.getInetAddress().getHostAddress() + ":" + server.getLocalPort() + "/f");
        return new CatalogueEntry("corpus", "f", address, bytes, sha256, "free", "a test");
    }

    private Path fetch(CatalogueEntry entry) throws IOException {
        Path target = folder.resolve("f");
        Download.fetch(entry, target, SETTINGS, ProgressListener.NONE);
        assertArrayEquals(content, Files.readAllBytes(target));
        assertEquals(List.of("f"), names());
        return target;
    }

    private String fails(CatalogueEntry entry) {
        IOException failure = assertThrows(IOException.class, () -> fetch(entry));
        assertFalse(Files.exists(folder.resolve("f")));
        return String.valueOf(failure.getMessage());
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @Test
    @DisplayName("A complete file is downloaded with one request")
    void completeFile() throws IOException {
        responses(upTo(content.length, "\"a\""));
        fetch(entry(content.length, sha256()));
        assertEquals(1, requests.size());
    }

    @Test
    @DisplayName("An interrupted download resumes at the last byte")
    void resume() throws IOException {
        responses(upTo(100_000, "\"a\""), upTo(200_000, "\"a\""), upTo(content.length, "\"a\""));
        fetch(entry(-1, sha256()));
        assertEquals(3, requests.size());
        assertTrue(requests.get(1).contains("Range: bytes="), requests.get(1));
        assertTrue(requests.get(1).contains("If-Range: \"a\""), requests.get(1));
    }

    @Test
    @DisplayName("A later run resumes a failed download")
    void resumeInLaterRun() throws IOException {
        responses(upTo(100_000, "\"a\""), upTo(0, "\"a\""));
        String message = fails(entry(-1, sha256()));
        assertTrue(message.contains("gave up after 3 attempts"), message);
        assertTrue(message.contains("run the download again to resume"), message);
        assertEquals(List.of("f.part", "f.part.origin"), names());
        int before = requests.size();
        responses.clear();
        responses(upTo(content.length, "\"a\""));
        fetch(entry(-1, sha256()));
        assertEquals(before + 1, requests.size());
        assertTrue(requests.getLast().contains("Range: bytes="), requests.getLast());
    }

    @Test
    @DisplayName("A download restarts if the file on the server has changed")
    void changedFile() throws IOException {
        responses(upTo(100_000, "\"a\""), upTo(content.length, "\"b\""));
        fetch(entry(-1, sha256()));
        assertEquals(2, requests.size());
    }

    @Test
    @DisplayName("A stalled connection is closed and the download resumes")
    void stall() throws IOException {
        ManualClock clock = new ManualClock();
        CountDownLatch received = new CountDownLatch(1);
        CountDownLatch retried = new CountDownLatch(1);
        List<String> notes = Collections.synchronizedList(new ArrayList<>());
        responses(
                (request, out) -> {
                    upTo(50_000, "\"a\"").send(request, out);
                    received.await();
                    clock.advance(STALL);
                    // Keep the connection open until the client has given it up.
                    retried.await();
                },
                upTo(content.length, "\"a\""));
        ProgressListener progress = new ProgressListener() {
            @Override
            public void stage(String name, Unit unit, long total) {}

            @Override
            public void advanced(long done, String detail) {
                if (done == 50_000) {
                    received.countDown();
                }
            }

            @Override
            public void note(String message) {
                notes.add(message);
                retried.countDown();
            }
        };
        Path target = folder.resolve("f");
        Download.fetch(entry(-1, sha256()), target, SETTINGS, clock, progress);
        assertArrayEquals(content, Files.readAllBytes(target));
        assertEquals(2, requests.size());
        assertEquals(List.of("corpus: no data received for 3600 s; retrying"), notes);
    }

    /** Clock that advances on request only. */
    private static final class ManualClock implements Download.Clock {
        private long now;

        @Override
        public synchronized long nanoTime() {
            return now;
        }

        @Override
        public synchronized void sleep(long nanos) throws InterruptedException {
            long end = now + nanos;
            while (now < end) {
                wait();
            }
        }

        synchronized void advance(Duration time) {
            now += time.toNanos();
            notifyAll();
        }
    }

    @Test
    @DisplayName("A Content-Length above the number of bytes sent is detected")
    void contentLengthTooLarge() {
        responses((request, out) -> {
            head(out, "200 OK", "Content-Length: " + 2 * content.length);
            out.write(content);
        });
        String message = fails(entry(-1, sha256()));
        assertTrue(message.contains("gave up after 3 attempts"), message);
    }

    @Test
    @DisplayName("A Content-Length below the number of bytes sent is detected by the SHA-256")
    void contentLengthTooSmall() throws IOException {
        responses((request, out) -> {
            head(out, "200 OK", "Content-Length: 1000");
            out.write(content);
        });
        String message = fails(entry(-1, sha256()));
        assertTrue(message.contains("the SHA-256 is ") && message.contains("has been deleted"), message);
        assertEquals(List.of(), names());
    }

    @Test
    @DisplayName("A size that differs from the catalogue fails without a retry")
    void sizeDiffersFromCatalogue() {
        responses(upTo(content.length, "\"a\""));
        String message = fails(entry(7, ""));
        assertTrue(message.contains("the server has 300000 bytes, the catalogue 7"), message);
        assertEquals(1, requests.size());
    }

    @Test
    @DisplayName("A file with a wrong SHA-256 is deleted")
    void wrongHash() throws IOException {
        responses(upTo(content.length, "\"a\""));
        String message = fails(entry(-1, "0".repeat(64)));
        assertTrue(message.contains("the SHA-256 is " + sha256() + ", not 000"), message);
        assertEquals(List.of(), names());
    }

    @Test
    @DisplayName("A wrong Content-Range restarts the download")
    void wrongContentRange() throws IOException {
        responses(
                upTo(100_000, "\"a\""),
                (request, out) -> {
                    head(out, "206 Partial Content", "Content-Range: bytes 5-99/100", "Content-Length: 95");
                    out.write(content, 5, 95);
                },
                upTo(content.length, "\"a\""));
        fetch(entry(-1, sha256()));
        assertEquals(3, requests.size());
    }

    @Test
    @DisplayName("Status 404 is not retried")
    void notFound() {
        responses((request, out) -> head(out, "404 Not Found", "Content-Length: 0"));
        String message = fails(entry(-1, ""));
        assertTrue(message.contains("the server returned HTTP status 404; if the address has changed"), message);
        assertEquals(1, requests.size());
    }

    @Test
    @DisplayName("Status 503 is retried")
    void serverError() throws IOException {
        responses(
                (request, out) -> head(out, "503 Service Unavailable", "Content-Length: 0"),
                upTo(content.length, "\"a\""));
        fetch(entry(-1, sha256()));
        assertEquals(2, requests.size());
    }

    @Test
    @DisplayName("Downloads of one file at the same time create it once and leave no other files")
    void sameFile() throws Exception {
        responses(upTo(content.length, "\"a\""));
        for (int round = 0; round < 12; round++) {
            Path target = folder.resolve("f");
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                threads.add(Thread.ofPlatform().start(() -> {
                    try {
                        Download.fetch(entry(-1, sha256()), target, SETTINGS, ProgressListener.NONE);
                    } catch (IOException refused) {
                        // Another download is active or has completed the file.
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertEquals(List.of("f"), names());
            assertArrayEquals(content, Files.readAllBytes(target));
            Files.delete(target);
        }
    }

    @Test
    @DisplayName("An existing file is not modified")
    void existingFile() throws IOException {
        Path target = Files.writeString(folder.resolve("f"), "mine");
        responses(upTo(content.length, "\"a\""));
        assertThrows(
                FileAlreadyExistsException.class,
                () -> Download.fetch(entry(-1, ""), target, SETTINGS, ProgressListener.NONE));
        assertEquals("mine", Files.readString(target));
        assertEquals(List.of(), requests);
    }
}
