package org.wvtoolkit.tuning;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * File of trials with one JSON object per line. Each trial is written when it is finished, so that
 * a killed search can continue. The first line has the settings of the search in the property
 * {@code "search"}, an object of strings. An incomplete last line is ignored.
 *
 * <p>Not thread-safe, and not for concurrent use by several processes.
 */
public final class TrialFile {
    private static final JsonFactory JSON = JsonFactory.builder().build();
    private static final String SEARCH = "search";

    private final Path path;
    private final SequencedMap<String, String> search;
    private final List<Trial> trials;

    /** Whether the file has the line with the settings of this search. */
    private boolean begun;

    private TrialFile(Path path, SequencedMap<String, String> search, List<Trial> trials, boolean begun) {
        this.path = path;
        this.search = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(search));
        this.trials = trials;
        this.begun = begun;
    }

    /**
     * Begins a search. The file is written with the first trial, which replaces an existing file, so that a search
     * that fails before leaves no file and keeps an existing one.
     *
     * @param path the file
     * @param search all settings that determine the trials, by name
     * @return the file, without trials
     * @throws IOException if it cannot be written
     */
    public static TrialFile begin(Path path, SequencedMap<String, String> search) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        boolean exists = Files.exists(path);
        if (Files.isDirectory(path) || !Files.isWritable(exists || folder == null ? path : folder)) {
            throw new IOException(path + ": cannot be written; check the folder and its permissions");
        }
        return new TrialFile(path, search, List.of(), false);
    }

    private static String firstLine(SequencedMap<String, String> search) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
            json.writeStartObject();
            json.writeObjectPropertyStart(SEARCH);
            search.forEach(json::writeStringProperty);
            json.writeEndObject();
            json.writeEndObject();
        }
        return line + "\n";
    }

    /**
     * Opens a file to continue a search. The caller compares the settings of the search.
     *
     * @param path the file
     * @return the file with its trials
     * @throws IOException if the file cannot be read or contains an invalid line; the message is
     *     one line
     */
    public static TrialFile resume(Path path) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        int end = completeLines(bytes);
        List<String> lines = lines(path, bytes, end);
        SequencedMap<String, String> search = begun(path, lines);
        List<Trial> trials = trials(path, lines);
        if (end < bytes.length) {
            // An incomplete last line of an interrupted run. Truncation cannot lose the other lines.
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
                channel.truncate(end);
            }
        }
        return new TrialFile(path, search, trials, true);
    }

    /**
     * Reads the trials of any search.
     *
     * @param path the file
     * @return the trials in order, without an incomplete last line
     * @throws IOException if the file cannot be read or contains an invalid line; the message is
     *     one line
     */
    public static List<Trial> read(Path path) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        int end = completeLines(bytes);
        List<String> lines = lines(path, bytes, end);
        begun(path, lines);
        return trials(path, lines);
    }

    /** Returns the length of the lines without an incomplete last line. */
    private static int completeLines(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    private static List<String> lines(Path path, byte[] bytes, int end) throws IOException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, end))
                    .toString()
                    .lines()
                    .toList();
        } catch (CharacterCodingException wrong) {
            throw new IOException(path + ": is not a file of trials: not UTF-8 text", wrong);
        }
    }

    /** Returns the settings of the search in the first line. */
    private static SequencedMap<String, String> begun(Path path, List<String> lines) throws IOException {
        if (lines.isEmpty()) {
            throw new IOException(path + ": contains no trials; start a new search");
        }
        if (read(path, 1, lines.getFirst()).get(SEARCH) instanceof SequencedMap<?, ?> settings) {
            SequencedMap<String, String> byName = new LinkedHashMap<>();
            settings.forEach((name, value) -> byName.put(name.toString(), value.toString()));
            return byName;
        }
        throw new IOException(path + ", line 1: does not describe a search; start a new search");
    }

    private static List<Trial> trials(Path path, List<String> lines) throws IOException {
        List<Trial> trials = new ArrayList<>();
        for (int line = 2; line <= lines.size(); line++) {
            trials.add(trial(path, line, read(path, line, lines.get(line - 1)), trials.size()));
        }
        return trials;
    }

    /**
     * Returns the settings with which the search began.
     *
     * @return the settings by name, unmodifiable
     */
    public SequencedMap<String, String> search() {
        return search;
    }

    /**
     * Returns the trials that the file contained when it was opened.
     *
     * @return the trials in order
     */
    public List<Trial> trials() {
        return List.copyOf(trials);
    }

    /**
     * Appends a trial.
     *
     * @param trial the finished trial
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
        if (begun) {
            write(path, line + "\n", StandardOpenOption.APPEND);
        } else {
            write(
                    path,
                    firstLine(search) + line + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING);
            begun = true;
        }
    }

    private static void write(Path path, String line, OpenOption... options) throws IOException {
        Set<OpenOption> all = new HashSet<>(List.of(options));
        all.add(StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(path, all)) {
            ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (FileSystemException named) {
            throw named;
        } catch (IOException failure) {
            throw new IOException(
                    path + ": cannot be written: " + failure.getMessage() + "; free disk space or choose another path",
                    failure);
        }
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
        return new IOException(
                path + ", line " + line + ": " + what + "; correct the line, or delete it and all lines below");
    }

    /** Parses an object of numbers, strings, nulls (NaN) and one object of strings. */
    private static SequencedMap<String, Object> read(Path path, int line, String text) throws IOException {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw malformed(path, line, "is not a JSON object");
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
