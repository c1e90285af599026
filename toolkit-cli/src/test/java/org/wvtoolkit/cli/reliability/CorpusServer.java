package org.wvtoolkit.cli.reliability;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves a text slowly over HTTP on the loopback interface, so that downloads can be interrupted. */
final class CorpusServer implements AutoCloseable {
    private static final byte[] TEXT = "a corpus to download\n".repeat(10_000).getBytes(StandardCharsets.UTF_8);
    private static final int PIECE = 1 << 14;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    CorpusServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", CorpusServer::serve);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/sample.txt";
    }

    private static void serve(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, TEXT.length);
        try (OutputStream out = exchange.getResponseBody()) {
            for (int at = 0; at < TEXT.length; at += PIECE) {
                out.write(TEXT, at, Math.min(PIECE, TEXT.length - at));
                out.flush();
                Thread.sleep(5);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
