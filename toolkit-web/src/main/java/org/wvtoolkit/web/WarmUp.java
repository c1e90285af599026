package org.wvtoolkit.web;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.web.http.HttpFront;
import org.wvtoolkit.web.http.Limits;
import org.wvtoolkit.web.http.Metrics;
import org.wvtoolkit.web.http.Router;
import org.wvtoolkit.web.model.ModelCatalogue;

/**
 * Requests that a server sends to itself after the start, so that the query path is compiled to
 * machine code when clients arrive. Without them, the slowest requests of the first ten seconds take
 * about ten times as long.
 *
 * <p>The requests use a second listener on a free port of the loopback address, which exists for at
 * most {@value #MAX_SECONDS} s, requires a random token, and has metrics of its own.
 */
final class WarmUp {
    private static final int MAX_SECONDS = 3;
    private static final int CONNECTIONS = 16;
    private static final int ROUNDS = 250;
    private static final int TOKEN_BYTES = 16;
    private static final int READ_MILLIS = 2_000;

    /** Distance of the queried words in the vocabulary, a prime, so that they differ. */
    private static final int STRIDE = 7_919;

    private final ModelCatalogue models;
    private final Router router;
    private volatile boolean stopped;

    WarmUp(ModelCatalogue models, Router router) {
        this.models = models;
        this.router = router;
    }

    /** Starts the requests on a thread of its own. */
    void start() {
        Thread.ofPlatform().daemon().name("wv-warm-up").start(this::run);
    }

    /** Ends the requests after the current round. */
    void stop() {
        stopped = true;
    }

    private void run() {
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        String token = HexFormat.of().formatHex(random);
        InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (HttpFront front = HttpFront.start(free, token, router, Limits.defaults(), new Metrics())) {
            ask(front.address(), token);
        } catch (IOException notWarm) {
            // The first requests are slower; nothing else depends on the warm-up.
        }
    }

    private void ask(InetSocketAddress address, String token) throws IOException {
        long end = System.nanoTime() + Duration.ofSeconds(MAX_SECONDS).toNanos();
        List<Socket> sockets = new ArrayList<>();
        List<InputStream> answers = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                Socket socket = new Socket(address.getAddress(), address.getPort());
                socket.setSoTimeout(READ_MILLIS);
                socket.setTcpNoDelay(true);
                sockets.add(socket);
                answers.add(new BufferedInputStream(socket.getInputStream()));
            }
            List<String> ids = models.ids();
            for (int round = 0; round < ROUNDS && !stopped && System.nanoTime() - end < 0; round++) {
                String id = ids.get(round % ids.size());
                for (int i = 0; i < CONNECTIONS; i++) {
                    String head = "GET /api/models/" + encoded(id) + "/similar?n=10&word="
                            + encoded(word(id, (long) round * CONNECTIONS + i)) + " HTTP/1.1\r\nHost: localhost\r\n"
                            + "Authorization: Bearer " + token + "\r\n\r\n";
                    sockets.get(i).getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                }
                for (InputStream answer : answers) {
                    skipAnswer(answer);
                }
            }
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }

    private String word(String id, long number) {
        Optional<ModelCatalogue.Lease> lease = models.lease(id);
        if (lease.isEmpty()) {
            return "";
        }
        try (ModelCatalogue.Lease held = lease.get()) {
            Vocabulary words = held.model().vocabulary();
            return words.size() == 0 ? "" : words.word((int) (number * STRIDE % words.size()));
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Reads the head and as many bytes of body as it announces. */
    private static void skipAnswer(InputStream answer) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = answer.read();
            if (next < 0) {
                throw new EOFException("the connection ended within a response");
            }
            head.append((char) next);
        }
        for (String line : head.toString().toLowerCase(Locale.ROOT).lines().toList()) {
            if (line.startsWith("content-length:")) {
                answer.skipNBytes(
                        Long.parseLong(line.substring(line.indexOf(':') + 1).strip()));
            }
        }
    }
}
