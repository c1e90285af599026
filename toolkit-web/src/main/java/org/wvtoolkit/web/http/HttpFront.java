package org.wvtoolkit.web.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Listening HTTP server based on {@link HttpServer} of the JDK.
 *
 * <p>Each connection is read and written on a virtual thread, so a slow or idle client does not
 * block a platform thread. Handlers run on a bounded pool of platform threads, because they compute
 * and virtual threads are not preempted. A handler that exceeds the time limit is interrupted.
 *
 * <p>Thread-safe.
 *
 * <p>Not part of the public API.
 */
public final class HttpFront implements AutoCloseable {
    /** Maximum time in seconds for sending the head and the body of a request. */
    private static final String REQUEST_SECONDS = "20";

    /** Maximum time in seconds for reading a response. */
    private static final String RESPONSE_SECONDS = "120";

    /** Time in seconds after which an idle connection is closed. */
    private static final String IDLE_SECONDS = "60";

    /**
     * Maximum size of a request head in bytes. Longer heads are rejected without a response;
     * shorter ones that exceed the limits receive a status.
     */
    private static final String HEAD_BYTES = Integer.toString(2 << 20);

    private static final int BACKLOG = 1024;

    /** Number of bytes that are read and discarded after the limit of a request body. */
    private static final long MAX_DISCARDED = 64 << 20;

    static {
        // The server of the JDK is configured by these properties only, which it reads once.
        Map.of(
                        "sun.net.httpserver.nodelay", "true",
                        "sun.net.httpserver.maxReqTime", REQUEST_SECONDS,
                        "sun.net.httpserver.maxRspTime", RESPONSE_SECONDS,
                        "sun.net.httpserver.idleInterval", IDLE_SECONDS,
                        "sun.net.httpserver.maxIdleConnections", "4096",
                        "sun.net.httpserver.maxReqHeaderSize", HEAD_BYTES)
                .forEach((name, value) -> {
                    if (System.getProperty(name) == null) {
                        System.setProperty(name, value);
                    }
                });
    }

    private final HttpServer server;
    private final Router router;
    private final Limits limits;
    private final Access access;
    private final Metrics metrics;
    private final ExecutorService connections = Executors.newVirtualThreadPerTaskExecutor();
    private final ThreadPoolExecutor handlers;
    private final AtomicInteger present = new AtomicInteger();
    private volatile boolean draining;

    private HttpFront(HttpServer server, Router router, Limits limits, Access access, Metrics metrics) {
        this.server = server;
        this.router = router;
        this.limits = limits;
        this.access = access;
        this.metrics = metrics;
        AtomicInteger number = new AtomicInteger();
        handlers = new ThreadPoolExecutor(
                limits.concurrent(),
                limits.concurrent(),
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(limits.queued()),
                work -> Thread.ofPlatform()
                        .daemon()
                        .name("wv-request-" + number.incrementAndGet())
                        .unstarted(work));
        handlers.allowCoreThreadTimeOut(true);
        metrics.gauge("requests_in_flight", "Requests in progress.", present::get);
    }

    /**
     * Starts a server.
     *
     * @param address address to bind to; port 0 selects a free port
     * @param token token that every request must contain, or null for none; required unless the
     *     address is loopback
     * @param router router to the handlers
     * @param limits limits for clients
     * @param metrics metrics that count the requests
     * @return the running server; the caller closes it
     * @throws IOException if the port is in use or the address does not belong to this machine
     * @throws IllegalArgumentException if the address is not loopback and there is no token
     */
    public static HttpFront start(
            InetSocketAddress address, @Nullable String token, Router router, Limits limits, Metrics metrics)
            throws IOException {
        InetAddress host = address.getAddress();
        if (host == null) {
            throw new IOException(address.getHostString() + ": unknown host; use an address of this machine");
        }
        if (!host.isLoopbackAddress() && token == null) {
            throw new IllegalArgumentException("an address that is not loopback requires a token");
        }
        HttpServer server;
        try {
            server = HttpServer.create(address, BACKLOG);
        } catch (BindException failure) {
            throw new IOException(
                    host.getHostAddress() + ":" + address.getPort() + ": cannot listen: " + failure.getMessage()
                            + "; choose another port or address",
                    failure);
        }
        HttpFront front = new HttpFront(server, router, limits, new Access(token, host), metrics);
        server.setExecutor(front.connections);
        server.createContext("/", front::exchange);
        server.start();
        return front;
    }

    /**
     * Returns the address of the server.
     *
     * @return the address with the actual port
     */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    /**
     * Returns the URL of the server.
     *
     * @return URL with the actual port, such as {@code http://127.0.0.1:8080/}
     */
    public String url() {
        InetSocketAddress address = address();
        return "http://" + Access.urlHost(address.getAddress()) + ":" + address.getPort() + "/";
    }

    /**
     * Returns whether the server is shutting down.
     *
     * @return true once {@link #close} has begun
     */
    public boolean isDraining() {
        return draining;
    }

    private void exchange(HttpExchange exchange) {
        long begin = System.nanoTime();
        present.incrementAndGet();
        try (exchange) {
            Router.@Nullable Match match = null;
            Response response;
            try {
                check(exchange);
                match = router.find(
                        exchange.getRequestMethod(), exchange.getRequestURI().getRawPath());
                response = answer(match, exchange);
            } catch (ProblemException problem) {
                response = refusal(problem, exchange);
            }
            write(exchange, response);
            metrics.record(
                    match == null ? "none" : match.route().operation(), response.status(), System.nanoTime() - begin);
        } catch (IOException clientHasGone) {
            metrics.record("aborted", 0, System.nanoTime() - begin);
        } finally {
            present.decrementAndGet();
        }
    }

    private Response refusal(ProblemException problem, HttpExchange exchange) {
        Response response = Response.problem(problem);
        return problem.code() == ProblemCode.METHOD_NOT_ALLOWED
                ? response.with("Allow", router.allowed(exchange.getRequestURI().getRawPath()))
                : response;
    }

    private void check(HttpExchange exchange) throws ProblemException {
        if (draining) {
            exchange.getResponseHeaders().set("Connection", "close");
            throw new ProblemException(ProblemCode.BUSY, "the server is shutting down");
        }
        Headers headers = exchange.getRequestHeaders();
        access.check(name -> header(headers, name));
        if (exchange.getRequestURI().toString().length() > limits.addressBytes()) {
            throw new ProblemException(
                    ProblemCode.URI_TOO_LONG,
                    "the address exceeds " + limits.addressBytes() + " bytes; send fewer words");
        }
    }

    private static Optional<String> header(Headers headers, String name) {
        return Optional.ofNullable(headers.getFirst(name));
    }

    private Response answer(Router.Match match, HttpExchange exchange) throws ProblemException, IOException {
        Headers headers = exchange.getRequestHeaders();
        // The body is read before a thread of the pool is used, because a client may send it
        // slowly.
        byte[] body = exchange.getRequestMethod().equals("POST") ? body(exchange) : new byte[0];
        Request request = new Request(
                match.parameters(),
                Request.parseQuery(exchange.getRequestURI().getRawQuery()),
                name -> header(headers, name),
                body);
        Future<Response> future;
        try {
            future = handlers.submit(() -> match.route().handler().handle(request));
        } catch (RejectedExecutionException full) {
            throw new ProblemException(ProblemCode.BUSY, "too many requests; try again later");
        }
        try {
            return future.get(limits.time().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            future.cancel(true);
            throw new ProblemException(
                    ProblemCode.TIMEOUT,
                    "the request took longer than " + limits.time().toSeconds() + " s; try again later");
        } catch (InterruptedException interrupted) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException failure) {
            return failed(failure.getCause());
        }
    }

    /** Creates the response to an internal error without details, which may contain file names. */
    private static Response failed(@Nullable Throwable cause) throws ProblemException {
        if (cause instanceof ProblemException problem) {
            throw problem;
        }
        if (cause instanceof UncheckedIOException unchecked && unchecked.getCause() instanceof InterruptedIOException) {
            throw new ProblemException(ProblemCode.TIMEOUT, "the request was interrupted");
        }
        if (cause instanceof RejectedExecutionException) {
            throw new ProblemException(ProblemCode.BUSY, "too many computations are waiting; try again later");
        }
        throw new ProblemException(
                ProblemCode.INTERNAL,
                "internal error ("
                        + (cause == null ? "unknown" : cause.getClass().getSimpleName())
                        + "); please report the request that caused it");
    }

    private byte[] body(HttpExchange exchange) throws ProblemException, IOException {
        InputStream in = exchange.getRequestBody();
        byte[] body = in.readNBytes(limits.bodyBytes());
        if (in.read() >= 0) {
            // Without this, the connection would be reset while the client is sending, and most
            // clients would report the reset instead of the response.
            discard(in);
            throw new ProblemException(
                    ProblemCode.TOO_LARGE, "the request body exceeds " + limits.bodyBytes() + " bytes; split it");
        }
        return body;
    }

    private static void discard(InputStream in) throws IOException {
        byte[] block = new byte[1 << 14];
        int read = 0;
        for (long discarded = 0; read >= 0 && discarded < MAX_DISCARDED; discarded += read) {
            read = in.read(block);
        }
    }

    private static void write(HttpExchange exchange, Response response) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", response.mediaType());
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cache-Control", "no-cache");
        response.headers().forEach(headers::set);
        byte[] body = response.body();
        if (exchange.getRequestMethod().equals("HEAD") || body.length == 0) {
            headers.set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(response.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(response.status(), body.length);
        exchange.getResponseBody().write(body);
    }

    /**
     * Rejects new requests, waits for running ones, then stops listening.
     *
     * @param most maximum time to wait
     */
    public void drain(Duration most) {
        draining = true;
        long end = System.nanoTime() + most.toNanos();
        try {
            while (present.get() > 0 && System.nanoTime() - end < 0) {
                Thread.sleep(5);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        server.stop(0);
        handlers.shutdownNow();
        connections.shutdownNow();
    }

    /** Waits up to ten seconds for running requests, then stops. Repeated calls have no effect. */
    @Override
    public void close() {
        drain(Duration.ofSeconds(10));
    }
}
