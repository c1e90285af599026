package org.wvtoolkit.tuning;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Trials in a file, one JSON object a line, each written when it is over, so that a search that was killed can go on. The first
 * line says what is searched, and how, in {@code "search"}; a line that was being written when the process was killed is left
 * out.
 *
 * <p>Not for several threads or processes at once.
 */
public final class TrialFile {
    private static final JsonFactory JSON = JsonFactory.builder().build();
    private static final String SEARCH = "search";

    private final Path path;
    private final List<Trial> trials;

    private TrialFile(Path path, List<Trial> trials) {
        this.path = path;
        this.trials = trials;
    }

    /**
     * Begins a file, in place of one that is there.
     *
     * @param path where
     * @param search describes all that decides what is tried
     * @return the file, with no trials
     * @throws IOException if it cannot be written
     */
    public static TrialFile begin(Path path, String search) throws IOException {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
            json.writeStartObject();
            json.writeStringProperty(SEARCH, search);
            json.writeEndObject();
        }
        Files.writeString(path, line + "\n");
        return new TrialFile(path, List.of());
    }

    /**
     * Opens a file to go on.
     *
     * @param path where
     * @param search describes all that decides what is tried; must be what the file was begun with
     * @return the file with its trials
     * @throws IOException if it cannot be read, was begun for another search, or has a line that is no trial; one line that
     *     says which
     */
    public static TrialFile resume(Path path, String search) throws IOException {
        String text = Files.readString(path, StandardCharsets.UTF_8);
        int end = text.lastIndexOf('\n') + 1;
        List<String> lines = text.substring(0, end).lines().toList();
        String begun = begun(path, lines);
        if (!begun.equals(search)) {
            throw new IOException(path + ": was begun for another search (" + begun + "), not for this (" + search
                    + "); give the same options, or begin anew");
        }
        List<Trial> trials = trials(path, lines);
        if (end < text.length()) {
            Files.writeString(path, text.substring(0, end), StandardCharsets.UTF_8);
        }
        return new TrialFile(path, trials);
    }

    /**
     * Reads the trials of any search.
     *
     * @param path where
     * @return in order, without one that was being written when the process was killed
     * @throws IOException if it cannot be read or has a line that is no trial; one line that says which
     */
    public static List<Trial> read(Path path) throws IOException {
        String text;
        try {
            text = Files.readString(path, StandardCharsets.UTF_8);
        } catch (CharacterCodingException wrong) {
            throw new IOException(path + ": holds no trials of wv tune, which are text", wrong);
        }
        List<String> lines =
                text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
        begun(path, lines);
        return trials(path, lines);
    }

    /** What is searched, by the first line. */
    private static String begun(Path path, List<String> lines) throws IOException {
        if (lines.isEmpty()) {
            throw new IOException(path + ": has no trials; begin anew");
        }
        return read(path, 1, lines.getFirst()).getOrDefault(SEARCH, "").toString();
    }

    private static List<Trial> trials(Path path, List<String> lines) throws IOException {
        List<Trial> trials = new ArrayList<>();
        for (int line = 2; line <= lines.size(); line++) {
            trials.add(trial(path, line, read(path, line, lines.get(line - 1)), trials.size()));
        }
        return trials;
    }

    /**
     * The trials that were there when the file was opened.
     *
     * @return in order
     */
    public List<Trial> trials() {
        return List.copyOf(trials);
    }

    /**
     * Adds a trial.
     *
     * @param trial what was tried
     * @throws IOException if it cannot be written
     */
    public void add(Trial trial) throws IOException {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
            json.writeStartObject();
            json.writeNumberProperty("trial", trial.number());
            json.writeObjectPropertyStart("settings");
            trial.settings().forEach(json::writeStringProperty);
            json.writeEndObject();
            json.writeNumberProperty("share", trial.share());
            if (Double.isNaN(trial.cost())) {
                json.writeNullProperty("cost");
            } else {
                json.writeNumberProperty("cost", trial.cost());
            }
            json.writeEndObject();
        }
        Files.writeString(path, line + "\n", StandardOpenOption.APPEND);
    }

    private static Trial trial(Path path, int line, SequencedMap<String, Object> values, int number)
            throws IOException {
        if (values.get("trial") instanceof Number found
                && found.intValue() == number
                && values.get("share") instanceof Number share
                && share.doubleValue() > 0
                && share.doubleValue() <= 1
                && values.get("cost") instanceof Number cost
                && values.get("settings") instanceof SequencedMap<?, ?> settings) {
            SequencedMap<String, String> byName = new LinkedHashMap<>();
            settings.forEach((name, value) -> byName.put(name.toString(), value.toString()));
            return new Trial(number, byName, share.doubleValue(), cost.doubleValue());
        }
        throw malformed(path, line, "is not trial " + number);
    }

    private static IOException malformed(Path path, int line, String what) {
        return new IOException(path + ", line " + line + ": " + what + "; mend or delete the line and all below it");
    }

    /** An object of numbers, strings, nulls (which are NaN) and one object of strings. */
    private static SequencedMap<String, Object> read(Path path, int line, String text) throws IOException {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw malformed(path, line, "is no JSON object");
            }
            SequencedMap<String, Object> values = object(parser, true);
            if (parser.nextToken() != null) {
                throw malformed(path, line, "has more than one JSON object");
            }
            return values;
        } catch (JacksonException | IllegalArgumentException wrong) {
            throw malformed(path, line, "cannot be read as JSON");
        }
    }

    private static SequencedMap<String, Object> object(JsonParser parser, boolean mayNest) {
        SequencedMap<String, Object> values = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if (token == JsonToken.VALUE_STRING) {
                values.put(name, parser.getString());
            } else if (token == JsonToken.VALUE_NULL) {
                values.put(name, Double.NaN);
            } else if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
                values.put(name, parser.getDoubleValue());
            } else if (token == JsonToken.START_OBJECT && mayNest) {
                values.put(name, object(parser, false));
            } else {
                throw new IllegalArgumentException("neither string nor number");
            }
        }
        if (parser.currentToken() != JsonToken.END_OBJECT) {
            throw new IllegalArgumentException("no end");
        }
        return values;
    }
}
