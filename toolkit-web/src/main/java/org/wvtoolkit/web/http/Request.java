package org.wvtoolkit.web.http;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * HTTP request: path parameters, query parameters and body.
 *
 * <p>Immutable.
 *
 * <p>Not part of the public API.
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
     * Creates a request without address, for operations that other operations call.
     *
     * @param pathParameters path parameters by name
     * @param query query parameters by name
     * @return the request
     */
    public static Request internal(Map<String, String> pathParameters, Map<String, List<String>> query) {
        return new Request(pathParameters, query, name -> Optional.empty(), new byte[0]);
    }

    /**
     * Parses the query of a URL.
     *
     * @param raw percent-encoded query without the question mark, or null
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
            // The server reads other characters than ASCII as ISO 8859-1, which would change them.
            if (encoded.chars().allMatch(c -> c < 0x80)) {
                String bytes = URLDecoder.decode(encoded, StandardCharsets.ISO_8859_1);
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)))
                        .toString();
            }
        } catch (IllegalArgumentException | CharacterCodingException malformed) {
            // Rejected below.
        }
        throw new ProblemException(
                ProblemCode.BAD_PARAMETER,
                "the address is not percent-encoded UTF-8; encode its parameters, as URL libraries do");
    }

    /**
     * Returns a path parameter.
     *
     * @param name name of a parameter of the route
     * @return the value
     */
    public String path(String name) {
        String value = pathParameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route has no parameter " + name);
        }
        return value;
    }

    /**
     * Returns the names of the query parameters.
     *
     * @return the names, in order, without repetitions
     */
    public Set<String> parameterNames() {
        return Collections.unmodifiableSet(query.keySet());
    }

    /**
     * Returns all values of a query parameter.
     *
     * @param name name of the parameter
     * @return the values in order; empty if the parameter is missing
     */
    public List<String> all(String name) {
        return query.getOrDefault(name, List.of());
    }

    /**
     * Returns the words of a query parameter.
     *
     * @param name name of the parameter
     * @return at least one word, in order, none of them blank
     * @throws ProblemException if the parameter is missing or a word is blank
     */
    public List<String> words(String name) throws ProblemException {
        List<String> words = all(name);
        if (words.isEmpty() || words.stream().anyMatch(String::isBlank)) {
            throw ProblemException.emptyQuery(name);
        }
        return words;
    }

    /**
     * Returns the value of a query parameter that may occur at most once.
     *
     * @param name name of the parameter
     * @return the value, or empty
     * @throws ProblemException if the parameter occurs more than once
     */
    public Optional<String> optional(String name) throws ProblemException {
        List<String> values = all(name);
        if (values.size() > 1) {
            throw ProblemException.badParameter(name, "occurs " + values.size() + " times; use it once");
        }
        return values.stream().findFirst();
    }

    /**
     * Returns a query parameter that must occur once and contain a word.
     *
     * @param name name of the parameter
     * @return the word, not blank
     * @throws ProblemException if the parameter is missing, blank or occurs more than once
     */
    public String word(String name) throws ProblemException {
        return optional(name).filter(value -> !value.isBlank()).orElseThrow(() -> ProblemException.emptyQuery(name));
    }

    /**
     * Returns an integer query parameter.
     *
     * @param name name of the parameter
     * @param otherwise value if the parameter is missing
     * @param least minimum value
     * @param most maximum value
     * @return the value
     * @throws ProblemException if the value is not an integer or out of range
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
            // The check below rejects it and reports the range.
        }
        throw ProblemException.badParameter(name, "must be an integer from " + least + " to " + most);
    }

    /**
     * Returns a header.
     *
     * @param name name of the header, in any case
     * @return the first value, or empty
     */
    public Optional<String> header(String name) {
        return headers.apply(name);
    }

    /**
     * Parses the body as a JSON object.
     *
     * @return the properties
     * @throws ProblemException if it is not a JSON object
     */
    @SuppressWarnings("unchecked") // the parser creates no other maps
    public Map<String, Object> jsonObject() throws ProblemException {
        if (Json.parse(body) instanceof Map<?, ?> object) {
            return (Map<String, Object>) object;
        }
        throw new ProblemException(ProblemCode.BAD_PARAMETER, "the request body must be a JSON object");
    }

    /**
     * Returns a property that is a list of strings.
     *
     * @param object the object
     * @param name name of the property
     * @param most maximum number of elements
     * @return at least one string
     * @throws ProblemException if it is missing, empty, too long or contains other values
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
