package org.wvtoolkit.web.http;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * HTTP response.
 *
 * <p>Not part of the public API.
 *
 * @param status HTTP status
 * @param mediaType of the body
 * @param body body, which must not be modified
 * @param headers further headers by name
 */
@SuppressWarnings("ArrayRecordComponent") // passed from a handler to the connection, never compared
public record Response(int status, String mediaType, byte[] body, Map<String, String> headers) {
    /** Media type of JSON responses. */
    public static final String JSON = "application/json";

    /** Media type of problem responses (RFC 9457). */
    public static final String PROBLEM = "application/problem+json";

    /** Copies the headers. */
    public Response {
        headers = Map.copyOf(headers);
    }

    /**
     * Creates a JSON response.
     *
     * @param json the value
     * @return a response with status 200
     */
    public static Response json(Json json) {
        return new Response(200, JSON, json.toBytes(), Map.of());
    }

    /**
     * Creates the response to a failed request.
     *
     * @param problem the problem
     * @return the response
     */
    public static Response problem(ProblemException problem) {
        Response response =
                new Response(problem.code().status(), PROBLEM, problem.toJson().toBytes(), Map.of());
        return switch (problem.code()) {
            case UNAUTHORIZED -> response.with("WWW-Authenticate", "Bearer");
            case BUSY, TIMEOUT -> response.with("Retry-After", "1");
            default -> response;
        };
    }

    /**
     * Returns a copy with an additional header.
     *
     * @param name name of the header
     * @param value value of the header
     * @return a new response
     */
    public Response with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Response(status, mediaType, body, more);
    }
}
