package org.wvtoolkit.web.http;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON value that can be serialized. Strings are plain text: markup characters are not interpreted,
 * and the page escapes them.
 *
 * <p>Not part of the public API.
 */
@FunctionalInterface
public interface Json {
    /** Shared factory; thread-safe. */
    JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(64).build())
            .build();

    /**
     * Writes the value.
     *
     * @param out generator, positioned where a value may be written
     */
    void write(JsonGenerator out);

    /**
     * Returns the value as UTF-8.
     *
     * @return the bytes
     */
    default byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            write(out);
        }
        return bytes.toByteArray();
    }

    /**
     * Writes an array of strings as a property.
     *
     * @param out inside an object
     * @param name name of the property
     * @param values the strings
     */
    static void strings(JsonGenerator out, String name, Collection<String> values) {
        out.writeArrayPropertyStart(name);
        values.forEach(out::writeString);
        out.writeEndArray();
    }

    /**
     * Writes an array of integers as a property.
     *
     * @param out inside an object
     * @param name name of the property
     * @param values the integers
     */
    static void integers(JsonGenerator out, String name, int... values) {
        out.writeName(name);
        out.writeArray(values, 0, values.length);
    }

    /**
     * Parses a document to maps, lists, strings, numbers, booleans and nulls.
     *
     * @param utf8 the document
     * @return the value
     * @throws ProblemException if it is not JSON
     */
    static @Nullable Object parse(byte[] utf8) throws ProblemException {
        try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), utf8)) {
            in.nextToken();
            Object value = value(in);
            if (in.nextToken() != null) {
                throw new ProblemException(
                        ProblemCode.BAD_PARAMETER, "the request body continues after the JSON value; send one value");
            }
            return value;
        } catch (JacksonException malformed) {
            throw new ProblemException(
                    ProblemCode.BAD_PARAMETER,
                    "the request body is not JSON (" + malformed.getOriginalMessage() + "); send UTF-8 JSON");
        }
    }

    private static @Nullable Object value(JsonParser in) throws ProblemException {
        return switch (in.currentToken()) {
            case START_OBJECT -> object(in);
            case START_ARRAY -> array(in);
            case VALUE_STRING -> in.getString();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> in.getNumberValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case null, default ->
                throw new ProblemException(ProblemCode.BAD_PARAMETER, "the request body is empty; send JSON");
        };
    }

    private static Map<String, @Nullable Object> object(JsonParser in) throws ProblemException {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            in.nextToken();
            object.put(name, value(in));
        }
        return object;
    }

    private static List<@Nullable Object> array(JsonParser in) throws ProblemException {
        List<@Nullable Object> array = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(in));
        }
        return array;
    }
}
