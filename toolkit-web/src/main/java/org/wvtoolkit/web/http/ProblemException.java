package org.wvtoolkit.web.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Exception for a request that cannot be answered, with the problem details for the client.
 * Contains no paths of the machine.
 *
 * <p>Not part of the public API.
 */
public final class ProblemException extends Exception {
    private static final long serialVersionUID = 1;

    /** Maximum length of the words in a detail. */
    private static final int MAX_DETAIL = 200;

    private final ProblemCode code;
    private final @Nullable String parameter;
    private final transient List<UnknownItem> unknown;

    /**
     * A word that the model does not contain.
     *
     * @param word the word as requested
     * @param nearest known words of similar spelling, most similar first
     */
    public record UnknownItem(String word, List<String> nearest) {
        /** Copies the list. */
        public UnknownItem {
            nearest = List.copyOf(nearest);
        }
    }

    private ProblemException(ProblemCode code, String detail, @Nullable String parameter, List<UnknownItem> unknown) {
        // These exceptions are expected outcomes of invalid requests: suppressed exceptions and
        // stack traces are not used.
        super(detail, null, false, false);
        this.code = code;
        this.parameter = parameter;
        this.unknown = List.copyOf(unknown);
    }

    /**
     * Creates a problem.
     *
     * @param code the reason
     * @param detail one line: the problem and the remedy
     */
    public ProblemException(ProblemCode code, String detail) {
        this(code, detail, null, List.of());
    }

    /**
     * Creates a problem with a parameter.
     *
     * @param parameter name of the parameter
     * @param detail one line: the problem and the remedy
     * @return the exception
     */
    public static ProblemException badParameter(String parameter, String detail) {
        return new ProblemException(ProblemCode.BAD_PARAMETER, parameter + ": " + detail, parameter, List.of());
    }

    /**
     * Creates the problem of a query without words.
     *
     * @param parameter name of the parameter that should contain words
     * @return the exception
     */
    public static ProblemException emptyQuery(String parameter) {
        return new ProblemException(
                ProblemCode.EMPTY_QUERY, parameter + ": contains no word; specify at least one", parameter, List.of());
    }

    /**
     * Creates the problem of words that the model does not contain.
     *
     * @param unknown the unknown words, distinct, at least one
     * @return the exception
     */
    public static ProblemException unknownWords(List<UnknownItem> unknown) {
        String words = String.join(", ", unknown.stream().map(UnknownItem::word).toList());
        String detail = "not in the vocabulary: " + shortened(words);
        return new ProblemException(ProblemCode.UNKNOWN_WORD, detail, null, unknown);
    }

    private static String shortened(String words) {
        if (words.length() <= MAX_DETAIL) {
            return words;
        }
        // Half of a surrogate pair is not valid Unicode.
        boolean splitsPair = Character.isHighSurrogate(words.charAt(MAX_DETAIL - 1));
        return words.substring(0, splitsPair ? MAX_DETAIL - 1 : MAX_DETAIL) + "…";
    }

    /**
     * Returns the reason.
     *
     * @return the code
     */
    public ProblemCode code() {
        return code;
    }

    /**
     * Returns the problem as a JSON object.
     *
     * @return an object of the schema Problem
     */
    public Json toJson() {
        return out -> {
            out.writeStartObject();
            out.writeNumberProperty("status", code.status());
            out.writeStringProperty("code", code.label());
            out.writeStringProperty("detail", String.valueOf(getMessage()));
            if (parameter != null) {
                out.writeStringProperty("parameter", parameter);
            }
            if (!unknown.isEmpty()) {
                writeUnknown(out, unknown);
            }
            out.writeEndObject();
        };
    }

    /**
     * Writes the property {@code unknown}.
     *
     * @param out inside an object
     * @param unknown the words
     */
    public static void writeUnknown(tools.jackson.core.JsonGenerator out, List<UnknownItem> unknown) {
        out.writeArrayPropertyStart("unknown");
        for (UnknownItem item : unknown) {
            out.writeStartObject();
            out.writeStringProperty("word", item.word());
            Json.strings(out, "nearest", item.nearest());
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
