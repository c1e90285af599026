package org.wvtoolkit.web.http;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer.
 *
 * @param status HTTP status
 * @param mediaType of the body
 * @param body not modified
 * @param headers further headers by name
 */
@SuppressWarnings("ArrayRecordComponent") // handed from a handler to the connection, never compared
public record Response(int status, String mediaType, byte[] body, Map<String, String> headers) {
    /** The media type of JSON answers. */
    public static final String JSON = "application/json";

    /** The media type of problems (RFC 9457). */
    public static final String PROBLEM = "application/problem+json";

    /** Copies the headers. */
    public Response {
        headers = Map.copyOf(headers);
    }

    /**
     * A JSON answer.
     *
     * @param json the value
     * @return an answer of status 200
     */
    public static Response json(Json json) {
        return new Response(200, JSON, json.toBytes(), Map.of());
    }

    /**
     * A failed request.
     *
     * @param problem what is wrong
     * @return the answer
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
     * The same with another header.
     *
     * @param name of the header
     * @param value of the header
     * @return a new answer
     */
    public Response with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Response(status, mediaType, body, more);
    }
}
