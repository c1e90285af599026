package org.wvtoolkit.web.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request that cannot be answered, with what the client is told. Holds no path of the machine. */
public final class ProblemException extends Exception {
    private static final long serialVersionUID = 1;

    private final ProblemCode code;
    private final @Nullable String parameter;
    private final transient List<UnknownItem> unknown;

    /**
     * A word that the model lacks.
     *
     * @param word as it was asked for
     * @param nearest known words of similar spelling, the nearest first
     */
    public record UnknownItem(String word, List<String> nearest) {
        /** Copies the list. */
        public UnknownItem {
            nearest = List.copyOf(nearest);
        }
    }

    private ProblemException(ProblemCode code, String detail, @Nullable String parameter, List<UnknownItem> unknown) {
        // Expected outcomes of bad requests: neither suppressed exceptions nor a stack trace are used.
        super(detail, null, false, false);
        this.code = code;
        this.parameter = parameter;
        this.unknown = List.copyOf(unknown);
    }

    /**
     * A problem.
     *
     * @param code the reason
     * @param detail one line: what is wrong and what to do
     */
    public ProblemException(ProblemCode code, String detail) {
        this(code, detail, null, List.of());
    }

    /**
     * A problem with a parameter.
     *
     * @param parameter its name
     * @param detail one line: what is wrong and what to do
     * @return the exception
     */
    public static ProblemException badParameter(String parameter, String detail) {
        return new ProblemException(ProblemCode.BAD_PARAMETER, parameter + ": " + detail, parameter, List.of());
    }

    /**
     * A query without words.
     *
     * @param parameter the parameter that should hold words
     * @return the exception
     */
    public static ProblemException emptyQuery(String parameter) {
        return new ProblemException(
                ProblemCode.EMPTY_QUERY, parameter + ": contains no word; give at least one", parameter, List.of());
    }

    /**
     * Words that the model lacks.
     *
     * @param unknown each unknown word once, at least one
     * @return the exception
     */
    public static ProblemException unknownWords(List<UnknownItem> unknown) {
        String words = String.join(", ", unknown.stream().map(UnknownItem::word).toList());
        String detail = "not in the vocabulary: " + (words.length() > 200 ? words.substring(0, 200) + "…" : words);
        return new ProblemException(ProblemCode.UNKNOWN_WORD, detail, null, unknown);
    }

    /**
     * The reason.
     *
     * @return the code
     */
    public ProblemCode code() {
        return code;
    }

    /**
     * The problem as an answer.
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
