package org.wvtoolkit.cli.output;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** Writes the {@code error} object of a command or of one query of many. */
public final class ErrorOutput {
    private ErrorOutput() {}

    /**
     * Writes an object with the error on a line of its own, without flushing.
     *
     * @param question the query that failed; empty for a command as a whole
     * @param message one line
     * @param unknown similar spellings by unknown word
     * @param out receives the text
     * @throws IOException if it cannot be written
     */
    public static void write(List<String> question, String message, Map<String, List<String>> unknown, Writer out)
            throws IOException {
        try (JsonGenerator json = JsonGenerators.generator(out)) {
            json.writeStartObject();
            if (!question.isEmpty()) {
                json.writeArrayPropertyStart("question");
                question.forEach(json::writeString);
                json.writeEndArray();
            }
            json.writeObjectPropertyStart("error");
            json.writeStringProperty("message", message);
            json.writeArrayPropertyStart("unknown_words");
            unknown.forEach((word, suggestions) -> {
                json.writeStartObject();
                json.writeStringProperty("word", word);
                json.writeArrayPropertyStart("suggestions");
                suggestions.forEach(json::writeString);
                json.writeEndArray();
                json.writeEndObject();
            });
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndObject();
        }
        out.write('\n');
    }
}
