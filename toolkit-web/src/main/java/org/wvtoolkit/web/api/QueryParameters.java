package org.wvtoolkit.web.api;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.web.http.Handler;
import org.wvtoolkit.web.http.Json;
import org.wvtoolkit.web.http.ProblemException;

/**
 * Names of the query parameters of each operation, as the OpenAPI document lists them. Immutable and
 * thread-safe.
 */
final class QueryParameters {
    private final Map<String, List<String>> byOperation = new HashMap<>();

    /**
     * Reads the names.
     *
     * @param openApi the OpenAPI document
     * @throws IllegalArgumentException if it is not a JSON object with paths
     */
    QueryParameters(byte[] openApi) {
        try {
            for (Object path : object(object(Json.parse(openApi)).get("paths")).values()) {
                object(path).values().forEach(this::add);
            }
        } catch (ProblemException malformed) {
            throw new IllegalArgumentException("not an OpenAPI document", malformed);
        }
    }

    private void add(@Nullable Object operation) {
        // Parameters without a name refer to the model in the path.
        List<String> names = object(operation).get("parameters") instanceof List<?> parameters
                ? parameters.stream()
                        .filter(parameter -> object(parameter).get("name") instanceof String)
                        .map(parameter -> String.valueOf(object(parameter).get("name")))
                        .toList()
                : List.of();
        byOperation.put(String.valueOf(object(operation).get("operationId")), names);
    }

    private static Map<?, ?> object(@Nullable Object value) {
        if (value instanceof Map<?, ?> object) {
            return object;
        }
        throw new IllegalArgumentException("not a JSON object: " + value);
    }

    /**
     * Returns a handler that rejects parameters that the operation does not have. They would have no
     * effect, which hides misspelled names.
     *
     * @param operation the operation
     * @param handler handler of the other requests
     * @return the handler
     * @throws IllegalArgumentException if the document does not describe the operation
     */
    Handler checked(String operation, Handler handler) {
        List<String> names = byOperation.get(operation);
        if (names == null) {
            throw new IllegalArgumentException("the OpenAPI document has no operation " + operation);
        }
        String known = names.isEmpty() ? "this address has no parameters" : "use " + String.join(", ", names);
        return request -> {
            for (String name : request.parameterNames()) {
                if (!names.contains(name)) {
                    throw ProblemException.badParameter(name, "is not a parameter of this address; " + known);
                }
            }
            return handler.handle(request);
        };
    }
}
