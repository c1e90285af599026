package org.wvtoolkit.web.api;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.web.http.ProblemCode;
import org.wvtoolkit.web.http.ProblemException;
import org.wvtoolkit.web.http.Request;
import org.wvtoolkit.web.http.Response;
import org.wvtoolkit.web.http.Router;

/**
 * Operation that runs several queries of one request concurrently, so that queries to the same
 * model share passes over its vectors.
 */
final class BatchOperation {
    private static final int MAX_QUERIES = 1000;
    private static final int THREADS = 32;

    private final Router router;

    BatchOperation(Router router) {
        this.router = router;
    }

    /** A query of a batch with its request. */
    private record Item(Router.Route route, Request request) {}

    Response handle(Request request) throws ProblemException {
        if (!(request.jsonObject().get("requests") instanceof List<?> list)
                || list.isEmpty()
                || list.size() > MAX_QUERIES) {
            throw ProblemException.badParameter("requests", "must be an array of 1 to " + MAX_QUERIES + " queries");
        }
        List<Item> items = new ArrayList<>();
        for (Object one : list) {
            items.add(item(one, items.size()));
        }
        List<Response> responses = run(items);
        return Response.json(out -> {
            out.writeStartObject();
            out.writeArrayPropertyStart("responses");
            for (Response response : responses) {
                out.writeStartObject();
                out.writeNumberProperty("status", response.status());
                out.writeName("body");
                out.writeRawValue(new String(response.body(), StandardCharsets.UTF_8));
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private Item item(Object one, int number) throws ProblemException {
        String name = "requests[" + number + "]";
        if (!(one instanceof Map<?, ?> object) || !(object.get("operation") instanceof String operation)) {
            throw ProblemException.badParameter(name, "must be an object with the property operation");
        }
        Router.Route route = router.operation(operation)
                .filter(found -> found.method().equals("GET")
                        && found.template().startsWith("/api/")
                        && !found.operation().equals("mapPoints"))
                .orElseThrow(() -> ProblemException.badParameter(
                        name + ".operation", "must be a GET operation below /api; see /openapi.json"));
        Map<String, List<String>> query = new LinkedHashMap<>();
        if (object.get("parameters") instanceof Map<?, ?> parameters) {
            for (Map.Entry<?, ?> parameter : parameters.entrySet()) {
                query.put(String.valueOf(parameter.getKey()), values(parameter.getValue(), name));
            }
        }
        Map<String, String> path = new HashMap<>();
        if (route.template().contains("{model}")) {
            if (!(object.get("model") instanceof String model)) {
                throw ProblemException.badParameter(name + ".model", "must be the id of a model");
            }
            path.put("model", model);
        }
        return new Item(route, Request.internal(path, query));
    }

    private static List<String> values(@Nullable Object value, String name) throws ProblemException {
        List<String> values = new ArrayList<>();
        // Unlike List.of, the list may contain null, which the check rejects.
        for (Object one : value instanceof List<?> list ? list : Collections.singletonList(value)) {
            if (!(one instanceof String || one instanceof Number)) {
                throw ProblemException.badParameter(
                        name + ".parameters", "must contain strings, numbers or arrays of them");
            }
            values.add(one.toString());
        }
        return values;
    }

    private static List<Response> run(List<Item> items) throws ProblemException {
        List<Response> responses = new ArrayList<>();
        // Closing waits for all threads; an interrupt of this thread interrupts them first.
        try (ExecutorService threads = Executors.newFixedThreadPool(
                Math.min(THREADS, items.size()),
                work -> Thread.ofPlatform().daemon().name("wv-batch").unstarted(work))) {
            List<Future<Response>> futures = new ArrayList<>();
            for (Item item : items) {
                futures.add(threads.submit(() -> answer(item)));
            }
            try {
                for (Future<Response> future : futures) {
                    responses.add(future.get());
                }
            } catch (InterruptedException interrupted) {
                threads.shutdownNow();
                Thread.currentThread().interrupt();
                throw new ProblemException(ProblemCode.TIMEOUT, "the batch took too long; send fewer queries");
            } catch (ExecutionException failure) {
                threads.shutdownNow();
                throw new IllegalStateException(failure.getCause());
            }
        }
        return responses;
    }

    private static Response answer(Item item) throws Exception {
        try {
            return item.route().handler().handle(item.request());
        } catch (ProblemException problem) {
            return Response.problem(problem);
        }
    }
}
