package org.wvtoolkit.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.cli.CommandRun.Place;
import org.wvtoolkit.cli.command.Commands;
import org.wvtoolkit.cli.terminal.ProcessContext;
import picocli.CommandLine;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** The JSON of every command has the form that {@code docs/json.md} documents. */
class JsonOutputTest {
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");

    /** Objects whose keys are names of options or metadata that a program added. */
    private static final Set<String> OPEN = Set.of("options", "text", "settings");

    /** Lines of the table in the page: command, form, keys. */
    private static final Pattern ROW = Pattern.compile("\\| `wv ([^`]+)` \\| (\\w+) \\| (.*) \\|");

    @TempDir
    private static Path folder;

    private static Place place = Place.home(Path.of(""));

    private static final Documented NOTHING = new Documented("object", Set.of(), Set.of());

    private record Documented(String form, Set<String> required, Set<String> optional) {}

    @BeforeAll
    static void makeFiles() throws IOException {
        place = Place.home(folder);
        Random random = new Random(1);
        String[] animals = {"cat", "dog", "horse", "cow", "sheep", "goat"};
        String[] colours = {"red", "green", "blue", "yellow"};
        StringBuilder text = new StringBuilder();
        StringBuilder labelled = new StringBuilder();
        for (int i = 0; i < 600; i++) {
            String colour = colours[random.nextInt(colours.length)];
            String animal = animals[random.nextInt(animals.length)];
            text.append("the ").append(colour).append(' ').append(animal).append(" sees the dog\n");
            labelled.append(i % 2 == 0 ? "a\tgood " : "b\tbad ").append(animal).append('\n');
        }
        write("corpus.txt", text.toString());
        write("labelled.tsv", labelled.toString());
        write("pairs.tsv", "cat\tdog\t9\nred\tblue\t8\ncow\tgreen\t1\nhorse\tgoat\t7\n");
        write("weat.txt", "x: cat dog\ny: cow goat\np: red green\nq: blue yellow\n");
        write("analogies.txt", ": family\ncat dog red blue\nred blue cat dog\n");
        write("vectors.txt", "2 2\na 1 2\nb 2 1\n");
        write("words.txt", "cat cat\ndog dog\nred red\nblue blue\ncow cow\n");
        run("train", "corpus.txt", "-o", "a", "--dimension", "4", "--min-count", "1", "-q");
        run("train", "corpus.txt", "-o", "b", "--dimension", "4", "--min-count", "1", "--seed", "2", "-q");
        run("train", "corpus.txt", "-o", "sparse", "--method", "ppmi", "--min-count", "1", "-q");
        run("classify", "train", "labelled.tsv", "-o", "classifier", "--min-count", "1", "--epochs", "1", "-q");
    }

    private static void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private static Object[] inFolder(String... arguments) {
        return List.of(arguments).stream()
                .map(argument -> argument.matches(".*\\.(txt|tsv|svg|hnsw)|a|b|sparse|classifier|out\\d+|.*=out\\d+")
                        ? folder.resolve(argument.matches("[a-z]+\\d*") ? argument + ".safetensors" : argument)
                        : argument)
                .toArray();
    }

    private static String run(String... arguments) {
        return place.run(inFolder(arguments)).done().out();
    }

    /** One command line per command that has the option {@code --format}. */
    private static Map<String, List<String>> lines() {
        Map<String, List<String>> lines = new LinkedHashMap<>();
        lines.put(
                "tune",
                List.of("tune", "corpus.txt", "--questions", "pairs.tsv", "--trials", "1", "-o", "tuned.txt", "-q"));
        lines.put("corpus check", List.of("corpus", "check", "corpus.txt", "--probe", "1s", "--method", "svd"));
        lines.put("corpus stats", List.of("corpus", "stats", "corpus.txt", "--top", "2"));
        lines.put("corpus encode", List.of("corpus", "encode", "corpus.txt", "-o", "out1"));
        lines.put("corpus phrases", List.of("corpus", "phrases", "corpus.txt", "--min-count", "1", "--threshold", "1"));
        lines.put("corpus tokenize", List.of("corpus", "tokenize", "words.txt"));
        lines.put("corpus sample", List.of("corpus", "sample", "--count", "1", "words.txt"));
        lines.put("corpus dedup", List.of("corpus", "dedup", "words.txt"));
        lines.put("corpus shuffle", List.of("corpus", "shuffle", "words.txt"));
        lines.put("plot words", List.of("plot", "words", "-m", "a", "cat", "dog", "cow", "-o", "out3.svg"));
        lines.put("corpus get", List.of("corpus", "get"));
        lines.put("similar", List.of("similar", "-m", "a", "cat", "--relations"));
        lines.put("analogy", List.of("analogy", "-m", "a", "cat", "dog", "red"));
        lines.put("similarity", List.of("similarity", "-m", "a", "cat", "dog", "red"));
        lines.put("odd-one-out", List.of("odd-one-out", "-m", "a", "cat", "dog", "red"));
        lines.put("distance", List.of("distance", "-m", "a", "red cat", "blue dog"));
        lines.put("vector", List.of("vector", "-m", "a", "cat"));
        lines.put("centroid", List.of("centroid", "-m", "a", "cat", "dog"));
        lines.put("why", List.of("why", "-m", "sparse", "cat", "cow"));
        lines.put("thesaurus", List.of("thesaurus", "cat"));
        lines.put("info", List.of("info", "-m", "a"));
        lines.put("check-model", List.of("check-model", "a"));
        lines.put("compress", List.of("compress", "-m", "a", "-o", "out2", "--precision", "int8"));
        lines.put("index", List.of("index", "-m", "b"));
        lines.put("align", List.of("align", "a", "b", "--dictionary", "words.txt"));
        lines.put("cluster", List.of("cluster", "-m", "a", "--clusters", "2"));
        lines.put("eval", List.of("eval", "-m", "a", "pairs.tsv", "--resamples", "100"));
        lines.put(
                "compare",
                List.of("compare", "a", "b", "--questions", "pairs.tsv", "--resamples", "100", "--near", "cat"));
        lines.put("stability", List.of("stability", "a", "b", "--words", "cat,dog"));
        lines.put("diff", List.of("diff", "a", "b"));
        lines.put("bias", List.of("bias", "-m", "a", "weat.txt"));
        lines.put(
                "classify tune",
                List.of("classify", "tune", "labelled.tsv", "--trials", "1", "-o", "tuned2.txt", "-q"));
        lines.put("classify test", List.of("classify", "test", "-m", "classifier", "labelled.tsv"));
        lines.put("classify predict", List.of("classify", "predict", "-m", "classifier", "words.txt"));
        return lines;
    }

    private static Set<String> commandsWithFormat() {
        Set<String> names = new TreeSet<>();
        for (String name : Commands.NAMES) {
            Object command = Commands.create(name, ProcessContext.ofProcess());
            collect(name, command instanceof CommandLine line ? line : new CommandLine(command), names);
        }
        return names;
    }

    private static void collect(String name, CommandLine command, Set<String> names) {
        if (command.getCommandSpec().findOption("--format") != null) {
            names.add(name);
        }
        command.getSubcommands().forEach((sub, line) -> collect(name + " " + sub, line, names));
    }

    /** Further forms of the output of a command. */
    private static List<List<String>> variants() {
        return List.of(
                List.of("similar", "-m", "a", "cat"),
                List.of("similar", "-m", "a", "--words-from", "words.txt"),
                List.of("similar", "-m", "wordnet:wup", "-n", "2", "cat"),
                List.of("similarity", "-m", "wordnet", "cat", "dog"),
                List.of("odd-one-out", "-m", "wordnet", "cat", "dog", "table"),
                List.of("distance", "-m", "a", "red cat", "blue dog", "--ways"),
                List.of("thesaurus", "cat", "dog"),
                List.of("thesaurus", "cat", "--relation", "hypernym"),
                List.of("thesaurus", "--path", "cat", "dog"),
                List.of("thesaurus", "--gaps", "-m", "a"),
                List.of("info", "-m", "sparse"),
                List.of("info", "-m", "vectors.txt"),
                List.of("info", "classifier"),
                List.of("info", "out1"),
                List.of("info", "b.safetensors.hnsw"),
                List.of("vector", "-m", "sparse", "cat"),
                List.of("eval", "-m", "a", "pairs.tsv", "analogies.txt", "--resamples", "100"),
                List.of("eval", "-m", "a", "--task", "classification", "labelled.tsv"),
                List.of("compare", "a", "sparse", "--questions", "analogies.txt", "--resamples", "100"),
                List.of("classify", "predict", "-m", "classifier", "words.txt", "--top", "2"),
                List.of("corpus", "split", "words.txt", "-o", "out4", "-o", "out5", "--shares", "0.5,0.5"));
    }

    private static JsonNode schemas() throws IOException {
        Path page = Path.of("..", "docs", "json-schema.json");
        return new ObjectMapper()
                .readTree(Files.readString(Files.exists(page) ? page : Path.of("docs", "json-schema.json")));
    }

    /** The schema of one definition. */
    private static JsonSchema schema(String definition) throws IOException {
        ObjectNode schema = schemas().deepCopy();
        schema.put("$ref", "#/$defs/" + definition);
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema);
    }

    private static void validate(String command, String json) throws IOException {
        JsonSchema schema = schema(command.replace(' ', '-'));
        ObjectMapper mapper = new ObjectMapper();
        boolean lines = documented().getOrDefault(command, NOTHING).form().equals("lines")
                || json.lines().count() > 1;
        for (String document : lines ? json.lines().toList() : List.of(json)) {
            checkKeys(document);
            assertEquals(Set.of(), schema.validate(mapper.readTree(document)), command + ": " + document);
        }
    }

    /** The command of a line: its first word, or the first two. */
    private static String command(List<String> line, Set<String> all) {
        String two = line.get(0) + " " + line.get(1);
        return all.contains(two) ? two : line.getFirst();
    }

    @Test
    @DisplayName("the output of every command conforms to its schema")
    void schemasOfOutput() throws IOException {
        Set<String> all = commandsWithFormat();
        List<List<String>> every = new ArrayList<>(lines().values());
        every.addAll(variants());
        Set<String> validated = new TreeSet<>();
        for (List<String> line : every) {
            List<String> arguments = new ArrayList<>(line);
            arguments.addAll(List.of("--format", "json"));
            String command = command(line, all);
            validate(command, run(arguments.toArray(String[]::new)));
            validated.add(command);
        }
        // Split writes files.
        validate("corpus split", Files.readString(folder.resolve("out4.safetensors")));
        assertEquals(all, validated);
    }

    @Test
    @DisplayName("at 40 columns, tables are wrapped at words")
    void narrowTables() {
        Place narrow = place.withEnvironment(Map.of("COLUMNS", "40", "WV_HOME", folder.toString()));
        List<String> wide = new ArrayList<>();
        lines().forEach((name, line) -> {
            if (!line.contains("-o") && !name.equals("index")) {
                List<String> arguments = new ArrayList<>(line);
                arguments.addAll(List.of("--format", "table"));
                narrow.run(inFolder(arguments.toArray(String[]::new))).done().outLines().stream()
                        .filter(text ->
                                text.length() > 40 && text.strip().contains(" ") && !name.matches("vector|centroid"))
                        .forEach(text -> wide.add(name + ": " + text));
            }
        });
        assertEquals(List.of(), wide);
    }

    @Test
    @DisplayName("there is a schema for every command, and the schemas permit no other keys")
    void strictSchemas() throws IOException {
        JsonNode definitions = schemas().get("$defs");
        Set<String> names = new TreeSet<>(Set.of("error", "failure", "hypernym"));
        commandsWithFormat().forEach(name -> names.add(name.replace(' ', '-')));
        Set<String> defined = new TreeSet<>();
        definitions.fieldNames().forEachRemaining(defined::add);
        assertEquals(names, defined);
        assertEquals(List.of(), lenient("", definitions));
        assertFalse(schema("distance")
                .validate(new ObjectMapper().readTree("{\"distance\": 1.0, \"more\": 1}"))
                .isEmpty());
    }

    /** The places of objects that permit keys without naming them, apart from options and metadata. */
    private static List<String> lenient(String place, JsonNode schema) {
        List<String> found = new ArrayList<>();
        JsonNode more = schema.get("additionalProperties");
        String name = place.substring(place.lastIndexOf('/') + 1);
        if (schema.path("type").asText().equals("object")
                && (more == null || !more.isBoolean() || more.asBoolean())
                && !OPEN.contains(name)) {
            found.add(place);
        }
        schema.fields().forEachRemaining(field -> {
            if (field.getValue().isContainerNode()) {
                found.addAll(lenient(place + "/" + field.getKey(), field.getValue()));
            }
        });
        if (schema.isArray()) {
            schema.forEach(element -> found.addAll(lenient(place, element)));
        }
        return found;
    }

    @Test
    @DisplayName("the page and the schemas name the same keys")
    void pageAndSchemas() throws IOException {
        JsonNode definitions = schemas().get("$defs");
        documented().forEach((command, keys) -> {
            JsonNode schema = definitions.get(command.replace(' ', '-'));
            Set<String> named = new TreeSet<>();
            Set<String> required = new TreeSet<>();
            for (JsonNode one : schema.has("oneOf") ? schema.get("oneOf") : List.of(schema)) {
                JsonNode object = one.path("items").has("properties") ? one.get("items") : one;
                if (!object.path("properties").has("error")) {
                    object.path("properties").fieldNames().forEachRemaining(named::add);
                    object.path("required").forEach(name -> required.add(name.asText()));
                }
            }
            if (!schema.has("oneOf") || !command.matches("thesaurus|distance")) {
                assertEquals(keys.required(), required, command);
                keys.optional().forEach(required::add);
                assertEquals(named, required, command);
            }
        });
    }

    /** The page of the documentation: the form and keys of each command. */
    private static Map<String, Documented> documented() throws IOException {
        Path page = Path.of("docs", "json.md");
        Map<String, Documented> commands = new TreeMap<>();
        for (String line :
                Files.readAllLines(Files.exists(page) ? page : Path.of("..").resolve(page))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                Set<String> required = new TreeSet<>();
                Set<String> optional = new TreeSet<>();
                Matcher key = Pattern.compile("`(\\w+)`(\\?)?").matcher(row.group(3));
                while (key.find()) {
                    (key.group(2) == null ? required : optional).add(key.group(1));
                }
                commands.put(row.group(1), new Documented(row.group(2), required, optional));
            }
        }
        return commands;
    }

    /** Checks that no key occurs twice in an object, and that keys are in snake case unless they are data. */
    private static void checkKeys(String json) {
        int depth = 0;
        int open = 0;
        try (JsonParser parser = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build()
                .createParser(ObjectReadContext.empty(), json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                switch (token) {
                    case START_OBJECT, START_ARRAY -> depth++;
                    case END_OBJECT, END_ARRAY -> {
                        depth--;
                        open = depth < open ? 0 : open;
                    }
                    case PROPERTY_NAME -> {
                        String name = parser.currentName();
                        assertTrue(open > 0 || KEY.matcher(name).matches(), name);
                        if (open == 0 && OPEN.contains(name)) {
                            open = depth + 1;
                        }
                    }
                    default -> {}
                }
            }
        }
    }

    @Test
    @DisplayName("every command with --format has a documented form")
    void documentation() throws IOException {
        Set<String> all = commandsWithFormat();
        assertEquals(all, new TreeSet<>(documented().keySet()));
        Set<String> run = new TreeSet<>(lines().keySet());
        // Split writes files.
        run.add("corpus split");
        assertEquals(all, run);
    }

    @Test
    @DisplayName("a failure is an error object with the unknown words")
    void errors() throws IOException {
        CommandRun failed = place.run(inFolder("similar", "-m", "a", "--format", "json", "dogg"));
        assertEquals(1, failed.code());
        validate("error", failed.out());
        assertTrue(failed.out().startsWith("{\"error\":{\"message\":\"\\\"dogg\\\" is not among"), failed.out());
        assertTrue(
                failed.out().contains("\"unknown_words\":[{\"word\":\"dogg\",\"suggestions\":[\"dog\""), failed.out());
        CommandRun missing = place.run("info", "-m", folder.resolve("none"), "--format=json");
        assertEquals(1, missing.code());
        assertTrue(missing.out().startsWith("{\"error\":{\"message\":"), missing.out());
    }

    @Test
    @DisplayName("a wrong line of a batch has an error in its place, and the exit code is 1 at the end")
    void batches() throws IOException {
        CommandRun run = place.with("cat\nzzz\ndog\n")
                .run(inFolder("similar", "-m", "a", "--format", "json", "--words-from", "-"));
        assertEquals(1, run.code());
        List<String> lines = run.outLines();
        assertEquals(3, lines.size());
        validate("similar", run.out());
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("{\"question\":[\"zzz\"],\"error\":")), run.out());
    }
}
