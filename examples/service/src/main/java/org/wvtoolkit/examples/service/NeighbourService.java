package org.wvtoolkit.examples.service;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.SharedEmbeddings;
import org.wvtoolkit.format.VectorFormats;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.query.Neighbour;
import org.wvtoolkit.query.Neighbours;
import org.wvtoolkit.query.Outcome;
import org.wvtoolkit.query.UnknownWord;
import org.wvtoolkit.text.model.ModelTokenizer;

/**
 * HTTP service that answers {@code GET /similar?text=good+coffee&n=5} with one neighbour per line: word, tab, score.
 * The model can be replaced while requests run. Thread-safe.
 */
public final class NeighbourService implements AutoCloseable {
    private final SharedEmbeddings shared;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    /**
     * Starts the service on the loopback interface.
     *
     * @param model a vector file in any supported format
     * @param port the port, or 0 for any free one
     * @throws IOException if the model cannot be read or the port is in use
     */
    public NeighbourService(Path model, int port) throws IOException {
        shared = new SharedEmbeddings(load(model));
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 256);
        } catch (IOException failure) {
            shared.close();
            throw failure;
        }
        server.createContext("/similar", this::similar);
        server.setExecutor(threads);
        server.start();
    }

    /** Reads a model into memory, so that its file can be replaced while it is in use. */
    private static Embeddings load(Path model) throws IOException {
        return VectorFormats.load(model, ProgressListener.NONE);
    }

    /**
     * Returns the port.
     *
     * @return the port that the service listens on
     */
    public int port() {
        return server.getAddress().getPort();
    }

    /**
     * Replaces the model. Requests that are being answered end with the old one.
     *
     * @param model a vector file in any supported format
     * @throws IOException if it cannot be read; the old model is then kept
     */
    public void replace(Path model) throws IOException {
        shared.replace(load(model));
    }

    private void similar(HttpExchange exchange) throws IOException {
        try (exchange; SharedEmbeddings.Lease lease = shared.lease()) {
            Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
            List<String> words = ModelTokenizer.of(lease.embeddings()).words(query.getOrDefault("text", ""));
            String count = query.getOrDefault("n", "10");
            if (words.isEmpty() || !count.matches("[1-9][0-9]{0,3}")) {
                send(exchange, 400, "text must have a word, and n must be 1 to 9999");
                return;
            }
            switch (Neighbours.of(lease.embeddings(), 1).similar(words, Integer.parseInt(count))) {
                case Outcome.Known<List<Neighbour>>(List<Neighbour> near) ->
                    send(
                            exchange,
                            200,
                            near.stream().map(n -> n.word() + "\t" + n.score()).collect(Collectors.joining("\n")));
                case Outcome.Unknown<List<Neighbour>>(List<UnknownWord> unknown) ->
                    send(exchange, 404, "unknown: " + unknown.getFirst().word());
                case Outcome.NoDirection<List<Neighbour>> _ -> send(exchange, 404, "the words have no direction");
            }
        }
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] utf8 = (text + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(status, utf8.length);
        exchange.getResponseBody().write(utf8);
    }

    /** Ends the service: waits for requests that are being answered, then closes the model. */
    @Override
    public void close() {
        server.stop(0);
        threads.close();
        shared.close();
    }

    /**
     * Runs the service until the process ends.
     *
     * @param arguments the model file and the port
     * @throws IOException if the service cannot start
     */
    public static void main(String[] arguments) throws IOException {
        NeighbourService service = new NeighbourService(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        System.out.println("listening on port " + service.port());
    }
}
