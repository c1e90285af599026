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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.progress.ProgressListener;

/** Downloads from a server that breaks off, stalls, lies and changes its mind. A plain socket, since no honest server would do so. */
class DownloadTest {
    private static final DownloadSettings QUICK =
            new DownloadSettings(Duration.ofSeconds(20), Duration.ofMillis(400), 3, Duration.ofMillis(1));

    @TempDir
    Path folder;

    private final byte[] content = new byte[300_000];
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private ServerSocket server;

    DownloadTest() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        new Random(1).nextBytes(content);
    }

    /** What the server does with one request. */
    private interface Answer {
        void give(String request, OutputStream out) throws IOException, InterruptedException;
    }

    @BeforeEach
    void serve() {
        Thread.ofPlatform().daemon().start(() -> {
            while (!server.isClosed()) {
                try (Socket socket = server.accept()) {
                    answer(socket);
                } catch (IOException | InterruptedException over) {
                    // Of one connection; the next one is served all the same.
                }
            }
        });
    }

    private void answer(Socket socket) throws IOException, InterruptedException {
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder request = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            request.append(line).append('\n');
        }
        requests.add(request.toString());
        Answer next;
        synchronized (answers) {
            next = answers.size() > 1 ? answers.pop() : answers.getFirst();
        }
        next.give(request.toString(), socket.getOutputStream());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private static void head(OutputStream out, String status, String... fields) throws IOException {
        out.write(("HTTP/1.1 " + status + "\r\nConnection: close\r\n" + String.join("\r\n", fields) + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
    }

    /** Sends the file to a place, however much it promises. */
    private Answer upTo(int end, String tag) {
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

    private void answers(Answer... all) {
        answers.addAll(List.of(all));
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
        Download.fetch(entry, target, QUICK, ProgressListener.NONE);
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
    void aFileComesWhole() throws IOException {
        answers(upTo(content.length, "\"a\""));
        fetch(entry(content.length, sha256()));
        assertEquals(1, requests.size());
    }

    @Test
    void whatBreaksOffGoesOnWhereItWas() throws IOException {
        answers(upTo(100_000, "\"a\""), upTo(200_000, "\"a\""), upTo(content.length, "\"a\""));
        fetch(entry(-1, sha256()));
        assertEquals(3, requests.size());
        assertTrue(requests.get(1).contains("Range: bytes="), requests.get(1));
        assertTrue(requests.get(1).contains("If-Range: \"a\""), requests.get(1));
    }

    @Test
    void aLaterRunGoesOn() throws IOException {
        answers(upTo(100_000, "\"a\""), upTo(0, "\"a\""));
        String message = fails(entry(-1, sha256()));
        assertTrue(message.contains("gave up after 3 attempts") && message.contains("run it again to go on"), message);
        assertEquals(List.of("f.part", "f.part.origin"), names());
        int before = requests.size();
        answers.clear();
        answers(upTo(content.length, "\"a\""));
        fetch(entry(-1, sha256()));
        assertEquals(before + 1, requests.size());
        assertTrue(requests.getLast().contains("Range: bytes="), requests.getLast());
    }

    @Test
    void aFileThatChangedMeanwhileBeginsAnew() throws IOException {
        answers(upTo(100_000, "\"a\""), upTo(content.length, "\"b\""));
        fetch(entry(-1, sha256()));
        assertEquals(2, requests.size());
    }

    @Test
    void aServerThatStallsIsLeft() throws IOException {
        answers(
                (request, out) -> {
                    upTo(50_000, "\"a\"").give(request, out);
                    Thread.sleep(3_000);
                },
                upTo(content.length, "\"a\""));
        long begin = System.nanoTime();
        // The server answers one at a time: the second attempt waits for the first to be over.
        fetch(entry(-1, sha256()));
        assertTrue(System.nanoTime() - begin < Duration.ofSeconds(20).toNanos());
        assertEquals(2, requests.size());
    }

    @Test
    void aPromiseOfMoreThanThereIsIsNoticed() {
        answers((request, out) -> {
            head(out, "200 OK", "Content-Length: " + 2 * content.length);
            out.write(content);
        });
        String message = fails(entry(-1, sha256()));
        assertTrue(message.contains("gave up after 3 attempts"), message);
    }

    @Test
    void aPromiseOfLessThanThereIsIsNoticed() throws IOException {
        answers((request, out) -> {
            head(out, "200 OK", "Content-Length: 1000");
            out.write(content);
        });
        String message = fails(entry(-1, sha256()));
        assertTrue(message.contains("its SHA-256 is ") && message.contains("nothing is kept"), message);
        assertEquals(List.of(), names());
    }

    @Test
    void anotherSizeThanTheCataloguesIsRefusedAtOnce() {
        answers(upTo(content.length, "\"a\""));
        String message = fails(entry(7, ""));
        assertTrue(message.contains("has 300000 bytes, the catalogue says 7"), message);
        assertEquals(1, requests.size());
    }

    @Test
    void aWrongHashLeavesNothing() throws IOException {
        answers(upTo(content.length, "\"a\""));
        String message = fails(entry(-1, "0".repeat(64)));
        assertTrue(message.contains("its SHA-256 is " + sha256() + ", not 000"), message);
        assertEquals(List.of(), names());
    }

    @Test
    void aLieAboutTheRangeIsNotBelieved() throws IOException {
        answers(
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
    void aMissingPageIsNotTriedAgain() {
        answers((request, out) -> head(out, "404 Not Found", "Content-Length: 0"));
        String message = fails(entry(-1, ""));
        assertTrue(message.contains("answers 404; the address may have changed"), message);
        assertEquals(1, requests.size());
    }

    @Test
    void aTroubledServerIsTriedAgain() throws IOException {
        answers(
                (request, out) -> head(out, "503 Service Unavailable", "Content-Length: 0"),
                upTo(content.length, "\"a\""));
        fetch(entry(-1, sha256()));
        assertEquals(2, requests.size());
    }

    @Test
    void aFileThatExistsIsNotTouched() throws IOException {
        Path target = Files.writeString(folder.resolve("f"), "mine");
        answers(upTo(content.length, "\"a\""));
        assertThrows(
                FileAlreadyExistsException.class,
                () -> Download.fetch(entry(-1, ""), target, QUICK, ProgressListener.NONE));
        assertEquals("mine", Files.readString(target));
        assertEquals(List.of(), requests);
    }
}
