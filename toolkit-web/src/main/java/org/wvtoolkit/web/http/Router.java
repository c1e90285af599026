package org.wvtoolkit.web.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Map from method and path to handlers. Routes are added before the server starts; afterwards the
 * router is thread-safe.
 *
 * <p>Not part of the public API.
 */
public final class Router {
    /** Methods of an address that is read. */
    private static final String READING = "GET, HEAD";

    private final List<Route> routes = new ArrayList<>();
    private @Nullable StaticFiles files;

    /**
     * A route.
     *
     * @param method GET or POST
     * @param template path whose segments in braces match any segment: {@code
     *     /api/models/{model}/similar}
     * @param operation name for batches and metrics
     * @param handler handler of the requests
     */
    public record Route(String method, String template, String operation, Handler handler) {}

    /**
     * A route and the path parameters of a request.
     *
     * @param route the route
     * @param parameters path parameters by name
     */
    record Match(Route route, Map<String, String> parameters) {
        Match {
            parameters = Map.copyOf(parameters);
        }
    }

    /**
     * Adds a route.
     *
     * @param method GET or POST
     * @param template path template; see {@link Route}
     * @param operation name, unique among all routes
     * @param handler handler of the requests
     */
    public void add(String method, String template, String operation, Handler handler) {
        routes.add(new Route(method, template, operation, handler));
    }

    /**
     * Sets the static files that answer GET requests without a route.
     *
     * @param newFiles the files
     */
    public void files(StaticFiles newFiles) {
        files = newFiles;
    }

    /**
     * Returns all routes.
     *
     * @return the routes, in the order in which they were added
     */
    public List<Route> routes() {
        return List.copyOf(routes);
    }

    /**
     * Returns the route of an operation.
     *
     * @param operation name of the operation
     * @return the route, or empty
     */
    public Optional<Route> operation(String operation) {
        return routes.stream()
                .filter(route -> route.operation().equals(operation))
                .findFirst();
    }

    /** Finds the route of a request. HEAD uses the route of GET; the body is not sent. */
    Match find(String method, String rawPath) throws ProblemException {
        String effective = method.equals("HEAD") ? "GET" : method;
        boolean routed = false;
        for (Route route : routes) {
            Map<String, String> parameters = match(route.template(), rawPath);
            if (parameters != null && route.method().equals(effective)) {
                return new Match(route, parameters);
            }
            routed |= parameters != null;
        }
        StaticFiles fallback = files;
        if (!routed && fallback != null && effective.equals("GET")) {
            return new Match(new Route("GET", rawPath, "page", request -> fallback.respond(rawPath)), Map.of());
        }
        String allowed = allowed(rawPath);
        throw allowed.isEmpty()
                ? new ProblemException(
                        ProblemCode.NOT_FOUND, "nothing exists at this address; /openapi.json lists the addresses")
                : new ProblemException(
                        ProblemCode.METHOD_NOT_ALLOWED, "the method is not allowed at this address; use " + allowed);
    }

    /** Returns the methods of the routes or the file at a path, separated by commas; empty if there is none. */
    String allowed(String rawPath) {
        String routed = routes.stream()
                .filter(route -> matches(route.template(), rawPath))
                .map(route -> route.method().equals("GET") ? READING : route.method())
                .distinct()
                .collect(Collectors.joining(", "));
        StaticFiles fallback = files;
        return routed.isEmpty() && fallback != null && fallback.exists(rawPath) ? READING : routed;
    }

    private static boolean matches(String template, String rawPath) {
        String[] wanted = template.split("/", -1);
        String[] given = rawPath.split("/", -1);
        return wanted.length == given.length
                && IntStream.range(0, wanted.length)
                        .allMatch(i -> wanted[i].startsWith("{") || wanted[i].equals(given[i]));
    }

    private static @Nullable Map<String, String> match(String template, String rawPath) throws ProblemException {
        if (!matches(template, rawPath)) {
            return null;
        }
        String[] wanted = template.split("/", -1);
        String[] given = rawPath.split("/", -1);
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].startsWith("{")) {
                // A plus sign is an ordinary character in a path.
                parameters.put(
                        wanted[i].substring(1, wanted[i].length() - 1), Request.decode(given[i].replace("+", "%2B")));
            }
        }
        return parameters;
    }
}
