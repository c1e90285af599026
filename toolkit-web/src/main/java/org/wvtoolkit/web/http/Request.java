package org.wvtoolkit.web.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request: parameters of the address and of its query, and the body.
 *
 * <p>Immutable.
 */
public final class Request {
    private final Map<String, String> pathParameters;
    private final Map<String, List<String>> query;
    private final Function<String, Optional<String>> headers;
    private final byte[] body;

    Request(
            Map<String, String> pathParameters,
            Map<String, List<String>> query,
            Function<String, Optional<String>> headers,
            byte[] body) {
        this.pathParameters = Map.copyOf(pathParameters);
        this.query = query;
        this.headers = headers;
        this.body = body;
    }

    /**
     * A request without address, for operations that are called by others.
     *
     * @param pathParameters by name
     * @param query by name
     * @return the request
     */
    public static Request internal(Map<String, String> pathParameters, Map<String, List<String>> query) {
        return new Request(pathParameters, query, name -> Optional.empty(), new byte[0]);
    }

    /**
     * Splits a query of an address.
     *
     * @param raw percent-encoded, without the question mark, or null
     * @return values by name, in order
     * @throws ProblemException if it is not percent-encoded UTF-8
     */
    static Map<String, List<String>> parseQuery(@Nullable String raw) throws ProblemException {
        Map<String, List<String>> query = new LinkedHashMap<>();
        if (raw == null || raw.isEmpty()) {
            return query;
        }
        for (String pair : raw.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                query.computeIfAbsent(name, key -> new ArrayList<>())
                        .add(equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return query;
    }

    static String decode(String encoded) throws ProblemException {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new ProblemException(
                    ProblemCode.BAD_PARAMETER, "the address is not percent-encoded UTF-8; encode it");
        }
    }

    /**
     * A parameter of the path.
     *
     * @param name one of the route's
     * @return its value
     */
    public String path(String name) {
        String value = pathParameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route has no parameter " + name);
        }
        return value;
    }

    /**
     * All values of a query parameter.
     *
     * @param name of the parameter
     * @return in order; empty without one
     */
    public List<String> all(String name) {
        return query.getOrDefault(name, List.of());
    }

    /**
     * The words of a query parameter.
     *
     * @param name of the parameter
     * @return in order, at least one, none of them blank
     * @throws ProblemException if there is none or one is blank
     */
    public List<String> words(String name) throws ProblemException {
        List<String> words = all(name);
        if (words.isEmpty() || words.stream().anyMatch(String::isBlank)) {
            throw ProblemException.emptyQuery(name);
        }
        return words;
    }

    /**
     * The value of a query parameter that comes once.
     *
     * @param name of the parameter
     * @return the value, or empty
     * @throws ProblemException if it comes more than once
     */
    public Optional<String> optional(String name) throws ProblemException {
        List<String> values = all(name);
        if (values.size() > 1) {
            throw ProblemException.badParameter(name, "is given " + values.size() + " times; give it once");
        }
        return values.stream().findFirst();
    }

    /**
     * A word that must be given once.
     *
     * @param name of the parameter
     * @return the word, not blank
     * @throws ProblemException if it is missing, blank or given more than once
     */
    public String word(String name) throws ProblemException {
        return optional(name).filter(value -> !value.isBlank()).orElseThrow(() -> ProblemException.emptyQuery(name));
    }

    /**
     * An integer.
     *
     * @param name of the parameter
     * @param otherwise the value without the parameter
     * @param least the smallest value
     * @param most the largest value
     * @return the value
     * @throws ProblemException if it is no integer or out of range
     */
    public int integer(String name, int otherwise, int least, int most) throws ProblemException {
        Optional<String> given = optional(name);
        if (given.isEmpty()) {
            return otherwise;
        }
        try {
            int value = Integer.parseInt(given.get());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException notOne) {
            // Refused below, with the range.
        }
        throw ProblemException.badParameter(name, "must be an integer from " + least + " to " + most);
    }

    /**
     * A header.
     *
     * @param name in any case
     * @return its first value, or empty
     */
    public Optional<String> header(String name) {
        return headers.apply(name);
    }

    /**
     * The body as a JSON object.
     *
     * @return its properties
     * @throws ProblemException if it is not a JSON object
     */
    @SuppressWarnings("unchecked") // the parser makes no other maps
    public Map<String, Object> jsonObject() throws ProblemException {
        if (Json.parse(body) instanceof Map<?, ?> object) {
            return (Map<String, Object>) object;
        }
        throw new ProblemException(ProblemCode.BAD_PARAMETER, "the request body must be a JSON object");
    }

    /**
     * A list of strings of a JSON object.
     *
     * @param object the object
     * @param name of the property
     * @param most the largest number of elements
     * @return at least one string
     * @throws ProblemException if it is missing, empty, too long or holds something else
     */
    public static List<String> strings(Map<String, Object> object, String name, int most) throws ProblemException {
        if (!(object.get(name) instanceof List<?> list) || list.isEmpty() || list.size() > most) {
            throw ProblemException.badParameter(name, "must be an array of 1 to " + most + " strings");
        }
        List<String> strings = new ArrayList<>();
        for (Object element : list) {
            if (!(element instanceof String text)) {
                throw ProblemException.badParameter(name, "must be an array of 1 to " + most + " strings");
            }
            strings.add(text);
        }
        return strings;
    }
}
