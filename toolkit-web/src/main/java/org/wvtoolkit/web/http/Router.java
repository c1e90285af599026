package org.wvtoolkit.web.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the handler of a request by method and path. Routes are added before the server starts; reading is
 * thread-safe then.
 */
public final class Router {
    private final List<Route> routes = new ArrayList<>();
    private @Nullable StaticFiles files;

    /**
     * A route.
     *
     * @param method GET or POST
     * @param template a path whose segments in braces match any segment: {@code /api/models/{model}/similar}
     * @param operation a name for batches and metrics
     * @param handler answers it
     */
    public record Route(String method, String template, String operation, Handler handler) {}

    /**
     * A route and the path parameters of a request.
     *
     * @param route the route
     * @param parameters by name
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
     * @param template see {@link Route}
     * @param operation a name, unique among all routes
     * @param handler answers it
     */
    public void add(String method, String template, String operation, Handler handler) {
        routes.add(new Route(method, template, operation, handler));
    }

    /**
     * Answers GET requests that no route matches with static files.
     *
     * @param newFiles the files
     */
    public void files(StaticFiles newFiles) {
        files = newFiles;
    }

    /**
     * All routes.
     *
     * @return in the order in which they were added
     */
    public List<Route> routes() {
        return List.copyOf(routes);
    }

    /**
     * The route of an operation.
     *
     * @param operation its name
     * @return the route, or empty
     */
    public Optional<Route> operation(String operation) {
        return routes.stream()
                .filter(route -> route.operation().equals(operation))
                .findFirst();
    }

    /** The route of a request; HEAD is answered as GET, without the body. */
    Match find(String method, String rawPath) throws ProblemException {
        String effective = method.equals("HEAD") ? "GET" : method;
        boolean exists = false;
        for (Route route : routes) {
            Map<String, String> parameters = match(route.template(), rawPath);
            if (parameters != null && route.method().equals(effective)) {
                return new Match(route, parameters);
            }
            exists |= parameters != null;
        }
        StaticFiles fallback = files;
        if (!exists && fallback != null && effective.equals("GET")) {
            return new Match(new Route("GET", rawPath, "page", request -> fallback.respond(rawPath)), Map.of());
        }
        throw exists
                ? new ProblemException(ProblemCode.METHOD_NOT_ALLOWED, "the method is not allowed here")
                : new ProblemException(
                        ProblemCode.NOT_FOUND, "there is nothing at this address; see /openapi.json for what there is");
    }

    private static @Nullable Map<String, String> match(String template, String rawPath) throws ProblemException {
        String[] wanted = template.split("/", -1);
        String[] given = rawPath.split("/", -1);
        if (wanted.length != given.length) {
            return null;
        }
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].startsWith("{")) {
                // A plus sign is an ordinary character in a path.
                parameters.put(
                        wanted[i].substring(1, wanted[i].length() - 1), Request.decode(given[i].replace("+", "%2B")));
            } else if (!wanted[i].equals(given[i])) {
                return null;
            }
        }
        return parameters;
    }
}
