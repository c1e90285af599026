package org.wvtoolkit.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.lang.foreign.Arena;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.query.Neighbour;
import org.wvtoolkit.query.Neighbours;
import org.wvtoolkit.text.stream.TextInput;
import org.wvtoolkit.vocabulary.VocabularyBuilder;
import org.wvtoolkit.web.http.HttpFront;
import org.wvtoolkit.web.http.Limits;
import org.wvtoolkit.web.http.Metrics;
import org.wvtoolkit.web.http.Router;

@DisplayName("WvServer")
@Timeout(120)
class WvServerTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private @Nullable WvServer server;
    private @Nullable Client client;

    private Client start(ServerOptions options) throws IOException {
        WvServer started = WvServer.start(options, ProgressListener.NONE);
        server = started;
        Client own = new Client(started);
        client = own;
        return own;
    }

    private Client start() throws IOException {
        return start(ServerOptions.of(model()));
    }

    private Path model() throws IOException {
        return Models.random(folder.resolve("m"), 8, 1, Models.words());
    }

    @AfterEach
    void stop() {
        if (client != null) {
            client.close();
        }
        if (server != null) {
            server.close();
        }
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        while (!condition.call()) {
            Thread.sleep(20);
        }
    }

    @Test
    @DisplayName("gives the answers of the library, also to concurrent requests")
    void answers() throws Exception {
        Client own = start();
        try (Embeddings embeddings = Embeddings.open(folder.resolve("m"));
                ExecutorService threads = Executors.newFixedThreadPool(16)) {
            Neighbours neighbours = Neighbours.of(embeddings);
            List<Future<Client.Answer>> answers = new ArrayList<>();
            for (String word : Models.words()) {
                answers.add(threads.submit(() -> own.get("api/models/m/similar?n=5&word=" + Client.encoded(word))));
            }
            for (int i = 0; i < answers.size(); i++) {
                List<Neighbour> expected =
                        neighbours.similar(List.of(Models.words().get(i)), 5).orElseThrow();
                List<Map<String, Object>> given = answers.get(i).get().list("neighbours");
                for (int j = 0; j < expected.size(); j++) {
                    assertEquals(expected.get(j).word(), given.get(j).get("word"));
                    assertEquals(
                            expected.get(j).score(),
                            ((Number) Objects.requireNonNull(given.get(j).get("score"))).doubleValue(),
                            1e-6);
                }
            }
        }
    }

    @Test
    @DisplayName("rejects invalid requests with a status, a code and the remedy")
    void refusals() throws IOException {
        Client own = start();
        problem(own.get("api/models/m/similar?word="), 400, "empty-query");
        problem(own.get("api/models/m/similar"), 400, "empty-query");
        problem(own.get("api/models/m/similar?word=king&n=0"), 400, "bad-parameter");
        problem(own.get("api/models/m/similar?word=king&n=many"), 400, "bad-parameter");
        problem(own.get("api/models/m/similar?word=king&text=a"), 400, "bad-parameter");
        problem(own.get("api/models/m/matrix?word=king"), 400, "bad-parameter");
        problem(own.get("api/models/m/axes?xPlus=king&xMinus=king"), 409, "no-direction");
        problem(own.get("api/models/m/why?one=king&other=queen"), 409, "not-sparse");
        problem(own.get("api/models/m/map?projection=tsne"), 400, "bad-parameter");
        problem(own.get("api/models/other/similar?word=king"), 404, "unknown-model");
        problem(own.get("api/models/m/nothing"), 404, "not-found");
        problem(own.get("api/../../etc/passwd"), 404, "not-found");
        problem(own.post("api/models/m/similar", ""), 405, "method-not-allowed");
        assertEquals(
                "POST",
                own.get("api/models/m/vectors")
                        .response()
                        .headers()
                        .firstValue("Allow")
                        .orElse(""));
        problem(own.get("api/concordance?word=king"), 409, "no-corpus");
        problem(own.post("api/models/m/vectors", "{"), 400, "bad-parameter");
        problem(own.post("api/models/m/vectors", "{\"words\":[]}"), 400, "bad-parameter");
        problem(own.post("api/batch", "{\"requests\":[{\"operation\":\"batch\"}]}"), 400, "bad-parameter");
        Client.Answer unknown = own.get("api/models/m/similar?word=kingg");
        for (String value : List.of("null", "true", "{}", "[null]", "[[\"king\"]]")) {
            String query = "{\"operation\":\"similar\",\"model\":\"m\",\"parameters\":{\"word\":" + value + "}}";
            problem(own.post("api/batch", "{\"requests\":[" + query + "]}"), 400, "bad-parameter");
        }
        problem(unknown, 404, "unknown-word");
        assertTrue(unknown.text().contains("\"nearest\":[\"king\""), unknown.text());
        String html = Client.encoded("<img src=x onerror=alert(1)>");
        assertEquals(200, own.get("api/models/m/word?word=" + html).status());
        assertEquals(
                "application/problem+json",
                own.get("nothing")
                        .response()
                        .headers()
                        .firstValue("Content-Type")
                        .orElse(""));
    }

    @Test
    @DisplayName("rejects addresses that are not percent-encoded UTF-8")
    void encoding() throws IOException {
        Client own = start();
        problem(own.get("api/models/m/similar?word=%FF%FE"), 400, "bad-parameter");
        problem(own.get("api/models/%C3/similar?word=king"), 400, "bad-parameter");
        assertTrue(own.get("api/models/m/similar?word=k%C3%B6nig").text().contains("könig"));
        String raw = exchange("GET /api/models/m/similar?word=k\u00F6nig HTTP/1.1".getBytes(StandardCharsets.UTF_8));
        assertTrue(raw.startsWith("HTTP/1.1 400") && raw.contains("encode its parameters"), raw);
    }

    /** Sends the first bytes of a request and its host, and returns the response. */
    private String exchange(byte[] begin) throws IOException {
        URI address = URI.create(Objects.requireNonNull(server).url());
        try (Socket socket = new Socket(address.getHost(), address.getPort());
                InputStream in = socket.getInputStream()) {
            socket.getOutputStream().write(begin);
            socket.getOutputStream()
                    .write("\r\nHost: localhost\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    @DisplayName("rejects wrong methods at every address with 405 and the allowed methods")
    void wrongMethods() throws IOException {
        Client own = start(ServerOptions.of(model()).withPage(null));
        List<String> addresses = new ArrayList<>(List.of("", "index.html", "main.js"));
        Map<?, ?> paths = (Map<?, ?>)
                Objects.requireNonNull(own.get("openapi.json").json().get("paths"));
        paths.keySet().forEach(path -> addresses.add(path.toString().substring(1)));
        for (String address : addresses) {
            Client.Answer answer = own.send(HttpRequest.newBuilder(
                            URI.create(Objects.requireNonNull(server).url() + address.replaceAll("\\{[a-z]+}", "m")))
                    .method("DELETE", HttpRequest.BodyPublishers.noBody()));
            problem(answer, 405, "method-not-allowed");
            String allowed = answer.response().headers().firstValue("Allow").orElse("");
            assertTrue(List.of("GET, HEAD", "POST").contains(allowed), address + ": " + allowed);
        }
        problem(own.post("nothing.js", ""), 404, "not-found");
    }

    @Test
    @DisplayName("documents that requests which are not valid HTTP are refused with HTML")
    void invalidHttp() throws IOException {
        Client own = start();
        String raw = exchange("GET /%zz HTTP/1.1".getBytes(StandardCharsets.US_ASCII));
        assertTrue(raw.startsWith("HTTP/1.1 400") && raw.contains("text/html"), raw);
        assertTrue(own.get("openapi.json").text().contains("(/%zz), are refused"));
    }

    @Test
    @DisplayName("shortens long words in messages without cutting a character")
    void longWords() throws IOException {
        Client own = start();
        // The 200th UTF-16 unit of the words is the first half of a pair.
        Client.Answer answer = own.get("api/models/m/similar?word=" + Client.encoded("q".repeat(199) + "\uD835\uDC00"));
        problem(answer, 404, "unknown-word");
        assertEquals(
                "not in the vocabulary: " + "q".repeat(199) + "…", answer.json().get("detail"));
    }

    @Test
    @DisplayName("reports no shared neighbours if only one of the models contains the word")
    void comparison() throws IOException {
        Path pair = Models.random(folder.resolve("pair"), 4, 1, List.of("yes", "no"));
        Client own = start(ServerOptions.of(model(), pair));
        Client.Answer answer = own.get("api/compare?model=m&model=pair&word=king");
        assertEquals(200, answer.status(), answer.text());
        assertEquals(List.of(), answer.json().get("shared"));
    }

    private static void problem(Client.Answer answer, int status, String code) {
        assertEquals(status, answer.status(), answer.text());
        assertEquals(code, answer.json().get("code"), answer.text());
        assertFalse(String.valueOf(answer.json().get("detail")).contains("\n"));
    }

    @Test
    @DisplayName("rejects addresses and bodies that exceed the limits")
    void limits() throws IOException {
        Client own = start();
        assertEquals(
                414,
                own.get("api/models/m/similar?word=" + "q".repeat(1_000_000)).status());
        assertEquals(413, own.post("api/models/m/vectors", "q".repeat(2 << 20)).status());
        assertEquals(200, own.get("health").status());
    }

    @Test
    @DisplayName("reads a body that exceeds the limit to its end, so that the client receives the response")
    void longBody() throws IOException {
        start();
        URI address = URI.create(Objects.requireNonNull(server).url());
        byte[] body = new byte[40 << 20];
        String head = "POST /api/batch HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: "
                + body.length + "\r\n\r\n";
        try (Socket socket = new Socket(address.getHost(), address.getPort());
                InputStream in = socket.getInputStream()) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body);
            assertEquals("HTTP/1.1 413", new String(in.readNBytes(12), StandardCharsets.US_ASCII));
        }
    }

    @Test
    @DisplayName("serves requests in the presence of slow and idle clients")
    void slowClients() throws Exception {
        Client own = start();
        URI address = URI.create(Objects.requireNonNull(server).url());
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                Socket socket = new Socket(address.getHost(), address.getPort());
                socket.getOutputStream().write("GET /hea".getBytes(StandardCharsets.US_ASCII));
                sockets.add(socket);
            }
            assertEquals(200, own.get("api/models/m/similar?word=king").status());
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    @Test
    @DisplayName("ends requests that exceed the time limit")
    void timeLimit() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        Router router = new Router();
        router.add("GET", "/slow", "slow", request -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException ended) {
                interrupted.countDown();
            }
            throw new InterruptedIOException("ended");
        });
        Limits limits = new Limits(1 << 15, 1 << 20, 4, 4, Duration.ofMillis(50));
        HttpFront front = HttpFront.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), null, router, limits, new Metrics());
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI slow = URI.create("http://127.0.0.1:" + front.address().getPort() + "/slow");
            HttpResponse<String> answer =
                    client.send(HttpRequest.newBuilder(slow).build(), HttpResponse.BodyHandlers.ofString());
            assertEquals(503, answer.statusCode());
            assertTrue(answer.body().contains("\"code\":\"timeout\""), answer.body());
            assertEquals("1", answer.headers().firstValue("Retry-After").orElse(""));
            assertTrue(interrupted.await(1, TimeUnit.MINUTES), "the handler is interrupted");
        } finally {
            front.close();
        }
    }

    @Test
    @DisplayName("requires the token if one is set")
    void token() throws IOException {
        String token = "0123456789abcdef";
        Client own = start(ServerOptions.of(model()).listening(InetAddress.ofLiteral("127.0.0.1"), 0, token));
        problem(own.get("api/models"), 401, "unauthorized");
        problem(own.get("api/models", "Authorization", "Bearer 0123456789abcdeF"), 401, "unauthorized");
        assertEquals(
                200, own.get("api/models", "Authorization", "Bearer " + token).status());
        assertThrows(
                IllegalArgumentException.class,
                () -> ServerOptions.of(folder.resolve("m")).listening(InetAddress.ofLiteral("0.0.0.0"), 0, null));
    }

    @Test
    @DisplayName("rejects pages of other sites and other names of the loopback address")
    void otherSites() throws IOException {
        Client own = start();
        problem(own.get("api/models", "Origin", "http://example.org"), 403, "forbidden");
        URI address = URI.create(Objects.requireNonNull(server).url());
        try (Socket socket = new Socket(address.getHost(), address.getPort());
                InputStream in = socket.getInputStream()) {
            socket.getOutputStream()
                    .write("GET /api/models HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String head = new String(in.readNBytes(12), StandardCharsets.US_ASCII);
            assertEquals("HTTP/1.1 403", head);
        }
        assertTrue(own.get("api/models")
                .response()
                .headers()
                .firstValue("Access-Control-Allow-Origin")
                .isEmpty());
    }

    @Test
    @DisplayName("serves a replaced file, and the previous version while the file is damaged or missing")
    void replaced() throws Exception {
        Client own = start();
        Path file = folder.resolve("m");
        Object first = own.get("api/models/m").json().get("version");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(100);
        }
        await(() -> own.get("api/models/m").json().containsKey("stale"));
        assertFalse(own.get("api/models/m").text().contains(folder.toString()));
        assertEquals(200, own.get("api/models/m/similar?word=king").status());
        Files.delete(file);
        await(() -> String.valueOf(own.get("api/models/m").json().get("stale")).contains("removed"));
        assertEquals(200, own.get("api/models/m/similar?word=king").status());
        List<String> words = new ArrayList<>(Models.words());
        words.add("fresh");
        Path other = Models.random(folder.resolve("other"), 8, 3, words);
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Future<Integer> failures = threads.submit(() -> {
                int failed = 0;
                for (int i = 0; i < 200; i++) {
                    failed += own.get("api/models/m/similar?word=king").status() == 200 ? 0 : 1;
                }
                return failed;
            });
            Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
            await(() -> own.get("api/models/m/similar?word=fresh").status() == 200);
            assertEquals(0, failures.get());
        }
        assertFalse(own.get("api/models/m").json().containsKey("stale"));
        assertFalse(Objects.equals(first, own.get("api/models/m").json().get("version")));
    }

    @Test
    @DisplayName("computes the map in the background and stores it beside the model")
    void map() throws Exception {
        Client own = start();
        problem(own.get("api/models/m/map/points"), 409, "map-not-ready");
        await(() -> "ready".equals(own.get("api/models/m/map").json().get("state")));
        Client.Answer points = own.get("api/models/m/map/points");
        assertEquals(8L * Models.words().size(), points.body().length);
        assertTrue(Files.exists(folder.resolve("m.umap")));
        String tag = points.response().headers().firstValue("ETag").orElseThrow();
        assertEquals(
                304, own.get("api/models/m/map/points", "If-None-Match", tag).status());
    }

    @Test
    @DisplayName("serves models of one dimension and of two words")
    void smallModels() throws Exception {
        Path line = Models.random(folder.resolve("line"), 1, 1, Models.words());
        Path pair = Models.random(folder.resolve("pair"), 4, 1, List.of("yes", "no"));
        Client own = start(ServerOptions.of(line, pair));
        for (String id : List.of("line", "pair")) {
            String word = id.equals("pair") ? "yes" : "king";
            for (String query : List.of(
                    "similar?word=" + word, "word?word=" + word, "clusters?k=5", "complete?prefix=", "lexical-files")) {
                Client.Answer answer = own.get("api/models/" + id + "/" + query);
                assertEquals(200, answer.status(), id + " " + query + " " + answer.text());
            }
            for (String projection : List.of("umap", "pca")) {
                String map = "api/models/" + id + "/map?projection=" + projection;
                await(() -> !"computing".equals(own.get(map).json().get("state")));
                assertEquals("ready", own.get(map).json().get("state"), map);
            }
        }
        assertEquals(
                200, own.get("api/models/line/analogy?a=man&b=king&c=woman").status());
    }

    @Test
    @DisplayName("has no clusters of a model without words")
    void emptyModel() throws IOException {
        Path file = folder.resolve("empty");
        try (Arena arena = Arena.ofConfined()) {
            DenseEmbeddings.of(
                            VocabularyBuilder.of(List.of(), new long[0]),
                            FloatMatrix.allocate(arena, 0, 3),
                            ModelMetadata.EMPTY)
                    .save(file);
        }
        Client.Answer clusters = start(ServerOptions.of(file)).get("api/models/empty/clusters?k=5");
        assertEquals(200, clusters.status(), clusters.text());
        assertEquals(List.of(), clusters.list("clusters"));
    }

    @Test
    @DisplayName("finds a word and a pair of words in a corpus")
    void concordance() throws Exception {
        Path corpus = folder.resolve("text");
        Files.writeString(corpus, "the king and the queen\nthe king alone\nnothing here\n".repeat(50));
        Client own = start(ServerOptions.of(model()).withCorpus(List.of(TextInput.path(corpus)), folder));
        await(() -> "ready".equals(own.get("api/concordance?word=king").json().get("state")));
        Client.Answer one = own.get("api/concordance?word=king&limit=7");
        assertEquals(100, one.json().get("total"));
        assertEquals(7, one.list("lines").size());
        Client.Answer both = own.get("api/concordance?word=king&word=queen&limit=1000");
        assertEquals(50, both.json().get("total"));
        assertEquals(
                List.of("the", "king", "and", "the", "queen"),
                both.list("lines").getFirst().get("tokens"));
        assertEquals(List.of(1, 4), both.list("lines").getFirst().get("matches"));
        assertEquals(0, own.get("api/concordance?word=cat").json().get("total"));
    }

    @Test
    @DisplayName("rejects a port in use; two servers can serve one model")
    void twoServers() throws IOException {
        start();
        int port = URI.create(Objects.requireNonNull(server).url()).getPort();
        IOException inUse = assertThrows(
                IOException.class,
                () -> WvServer.start(
                                ServerOptions.of(folder.resolve("m"))
                                        .listening(InetAddress.ofLiteral("127.0.0.1"), port, null),
                                ProgressListener.NONE)
                        .close());
        assertTrue(String.valueOf(inUse.getMessage()).contains("choose another port"), inUse.getMessage());
        try (WvServer second = WvServer.start(ServerOptions.of(folder.resolve("m")), ProgressListener.NONE);
                Client other = new Client(second)) {
            assertEquals(200, other.get("health").status());
        }
    }

    @Test
    @DisplayName("counts requests and finishes running ones on closing")
    void metricsAndClosing() throws Exception {
        Client own = start();
        own.get("api/models/m/similar?word=king");
        own.get("api/models/m/similar?word=kingg");
        String metrics = own.get("metrics").text();
        assertTrue(metrics.contains("wv_requests_total{operation=\"similar\",status=\"200\"} 1"), metrics);
        assertTrue(metrics.contains("wv_requests_total{operation=\"similar\",status=\"404\"} 1"), metrics);
        assertTrue(metrics.contains("wv_request_duration_seconds_count{operation=\"similar\"} 2"), metrics);
        WvServer closed = Objects.requireNonNull(server);
        URI address = URI.create(closed.url());
        // The missing rest of the body keeps the request running, so the operation itself can be a short one.
        String body = "{\"requests\":[{\"operation\":\"similar\",\"model\":\"m\",\"parameters\":{\"word\":\"king\"}}]}";
        try (ExecutorService threads = Executors.newSingleThreadExecutor();
                Socket client = new Socket(address.getHost(), address.getPort())) {
            client.getOutputStream()
                    .write(("POST /api/batch HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length()
                                    + "\r\n\r\n" + body.substring(0, 5))
                            .getBytes(StandardCharsets.US_ASCII));
            // A request for metrics may be counted for a moment after its response, so one value is not enough.
            for (int seen = 0; seen < 5; ) {
                seen = own.get("metrics").text().contains("wv_requests_in_flight 2") ? seen + 1 : 0;
            }
            Future<?> closing = threads.submit(closed::close);
            client.getOutputStream().write(body.substring(5).getBytes(StandardCharsets.US_ASCII));
            byte[] status = client.getInputStream().readNBytes("HTTP/1.1 200".length());
            assertEquals("HTTP/1.1 200", new String(status, StandardCharsets.US_ASCII));
            closing.get();
        }
    }

    @Test
    @DisplayName("warms up without counting the requests, and closes during the warm-up")
    void warmUp() throws IOException {
        Client own = start();
        Objects.requireNonNull(server).warmUp();
        assertEquals(200, own.get("api/models/m/similar?word=king").status());
        String metrics = own.get("metrics").text();
        assertTrue(metrics.contains("wv_requests_total{operation=\"similar\",status=\"200\"} 1"), metrics);
    }

    @Test
    @DisplayName("serves the page's files and no others")
    void page() throws IOException {
        Client own = start(ServerOptions.of(model()).withPage(null));
        Client.Answer index = own.get("");
        assertEquals(200, index.status());
        assertTrue(index.response()
                .headers()
                .firstValue("Content-Security-Policy")
                .orElse("")
                .contains("default-src 'none'"));
        assertEquals(200, own.get("lib/d3.min.js").status());
        for (String path : List.of("../openapi.json", "..%2fopenapi.json", "page", "lib/", "a//b.js", "x.html")) {
            assertEquals(404, own.get(path).status(), path);
        }
    }
}
