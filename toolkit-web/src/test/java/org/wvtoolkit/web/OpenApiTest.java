package org.wvtoolkit.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.web.api.Api;
import org.wvtoolkit.web.http.Metrics;
import org.wvtoolkit.web.http.Router;
import org.wvtoolkit.web.model.ModelCatalogue;
import org.wvtoolkit.web.model.Thesaurus;
import org.wvtoolkit.web.model.WordnetSource;

@DisplayName("The OpenAPI document")
class OpenApiTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path folder;

    private static @Nullable WvServer server;
    private static @Nullable Client client;
    private static Map<String, Object> document = Map.of();

    @BeforeAll
    static void start() throws IOException {
        Path one = Models.random(folder.resolve("a"), 8, 1, Models.words());
        Path other = Models.random(folder.resolve("b"), 6, 2, Models.words());
        WvServer started = WvServer.start(ServerOptions.of(one, other), ProgressListener.NONE);
        server = started;
        Client own = new Client(started);
        client = own;
        document = own.get("openapi.json").json();
    }

    @AfterAll
    static void stop() {
        if (client != null) {
            client.close();
        }
        if (server != null) {
            server.close();
        }
    }

    private static Client client() {
        return Objects.requireNonNull(client);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(@Nullable Object value) {
        return (Map<String, Object>) Objects.requireNonNull(value);
    }

    @Test
    @DisplayName("describes exactly the implemented operations")
    void operations() throws IOException {
        Set<String> described = new TreeSet<>();
        object(document.get("paths"))
                .forEach((path, item) -> object(item)
                        .forEach((method, operation) -> described.add(
                                method + " " + path + " " + object(operation).get("operationId"))));
        Router router = new Router();
        try (ModelCatalogue models = ModelCatalogue.load(List.of(folder.resolve("a")), ProgressListener.NONE)) {
            byte[] openApi = client().get("openapi.json").body();
            new Api(models, new Thesaurus(WordnetSource.english()), null, new Metrics(), () -> false, openApi)
                    .addTo(router);
        }
        Set<String> implemented = new TreeSet<>();
        router.routes()
                .forEach(route -> implemented.add(route.method().toLowerCase(java.util.Locale.ROOT) + " "
                        + route.template() + " " + route.operation()));
        assertEquals(described, implemented);
    }

    /** Sends one successful request for each operation, without a corpus and with dense models. */
    private static Map<String, Client.Answer> answers() {
        Map<String, Client.Answer> answers = new LinkedHashMap<>();
        String model = "api/models/a";
        answers.put("listModels", client().get("api/models"));
        answers.put("modelInfo", client().get(model));
        answers.put("vocabulary", client().get(model + "/vocabulary?limit=5&offset=2"));
        answers.put("complete", client().get(model + "/complete?prefix=wo"));
        answers.put("word", client().get(model + "/word?word=dog&n=4"));
        answers.put("similar", client().get(model + "/similar?word=king&word=woman&minus=man&n=3"));
        answers.put("analogy", client().get(model + "/analogy?a=man&b=king&c=woman&n=3"));
        answers.put("similarity", client().get(model + "/similarity?one=dog&other=cat&other=animal"));
        answers.put("oddOneOut", client().get(model + "/odd-one-out?word=dog&word=cat&word=paris"));
        answers.put("matrix", client().get(model + "/matrix?word=dog&word=cat&word=paris"));
        answers.put(
                "axes", client().get(model + "/axes?xPlus=king&xMinus=queen&yPlus=man&yMinus=woman&word=dog&word=dgo"));
        answers.put("clusters", client().get(model + "/clusters?k=3"));
        answers.put("lexicalFiles", client().get(model + "/lexical-files"));
        answers.put("map", client().get(model + "/map?projection=pca"));
        answers.put("vectors", client().post(model + "/vectors", "{\"words\":[\"dog\",\"dgo\"]}"));
        answers.put("textVectors", client().post(model + "/text-vectors", "{\"texts\":[\"dog cat\",\"zz\"]}"));
        answers.put("compareWord", client().get("api/compare?model=a&model=b&word=dog&n=3"));
        answers.put("compareDifferences", client().get("api/compare/differences?one=a&other=b&n=3"));
        answers.put("senses", client().get("api/wordnet/senses?word=dog"));
        answers.put("wordnetGraph", client().get("api/wordnet/graph?word=dog&model=a&n=5&limit=12"));
        answers.put(
                "batch",
                client().post(
                                "api/batch",
                                "{\"requests\":[{\"operation\":\"similar\",\"model\":\"a\","
                                        + "\"parameters\":{\"word\":\"dog\"}}]}"));
        answers.put("health", client().get("health"));
        return answers;
    }

    @Test
    @DisplayName("describes the actual responses")
    void schemas() {
        Map<String, Map<String, Object>> operations = new LinkedHashMap<>();
        object(document.get("paths"))
                .values()
                .forEach(item -> object(item)
                        .values()
                        .forEach(operation -> operations.put(
                                String.valueOf(object(operation).get("operationId")), object(operation))));
        answers().forEach((operation, answer) -> {
            assertEquals(200, answer.status(), operation + ": " + answer.text());
            Map<String, Object> ok = object(
                    object(Objects.requireNonNull(operations.get(operation)).get("responses"))
                            .get("200"));
            Map<String, Object> schema = object(
                    object(object(ok.get("content")).get("application/json")).get("schema"));
            List<String> faults = new ArrayList<>();
            check(schema, answer.value(), operation, faults);
            assertEquals(List.of(), faults);
        });
        List<String> faults = new ArrayList<>();
        check(
                Map.of("$ref", "#/components/schemas/Problem"),
                client().get("api/models/a/similar?word=dgo").value(),
                "problem",
                faults);
        assertEquals(List.of(), faults);
        assertFalse(operations.isEmpty());
    }

    @Test
    @DisplayName("lists the parameters that operations read")
    void parameters() {
        String text = client().get("openapi.json").text();
        for (String name :
                List.of("word", "minus", "restrict", "minCount", "xPlus", "yMinus", "projection", "window")) {
            assertTrue(text.contains("\"name\": \"" + name + "\""), name);
        }
    }

    @Test
    @DisplayName("Parameters that the document does not list are rejected, also in batches")
    void unknownParameters() {
        List<String> addresses = List.of(
                "api/models?limit=1",
                "api/models/a/similar?word=dog&N=3",
                "api/models/a/map/points?projection=pca&model=a",
                "api/compare?model=a&model=b&words=dog");
        for (String address : addresses) {
            Client.Answer answer = client().get(address);
            assertEquals(400, answer.status(), address);
            assertTrue(answer.text().contains("is not a parameter of this address"), answer.text());
        }
        String batch = client().post(
                        "api/batch",
                        "{\"requests\":[{\"operation\":\"similar\",\"model\":\"a\","
                                + "\"parameters\":{\"word\":\"dog\",\"N\":3}}]}")
                .text();
        assertTrue(batch.contains("N: is not a parameter of this address; use word, minus"), batch);
    }

    /** Checks a value against the part of JSON Schema that the document uses. */
    private static void check(Map<String, Object> schema, @Nullable Object value, String at, List<String> faults) {
        Object reference = schema.get("$ref");
        if (reference != null) {
            Map<String, Object> resolved = document;
            for (String part : reference.toString().substring(2).split("/", -1)) {
                resolved = object(resolved.get(part));
            }
            check(resolved, value, at, faults);
            return;
        }
        Object type = schema.get("type");
        if (type instanceof List<?> types) {
            if (value == null && types.contains("null")) {
                return;
            }
            type = types.getFirst();
        }
        switch (String.valueOf(type)) {
            case "object" -> checkObject(schema, value, at, faults);
            case "array" -> {
                if (!(value instanceof List<?> list)) {
                    faults.add(at + " is not an array: " + value);
                    return;
                }
                for (Object element : list) {
                    check(object(schema.get("items")), element, at + "[]", faults);
                }
            }
            case "string" -> expect(value instanceof String, at, value, faults);
            case "boolean" -> expect(value instanceof Boolean, at, value, faults);
            case "integer" -> expect(value instanceof Integer || value instanceof Long, at, value, faults);
            case "number" -> expect(value instanceof Number, at, value, faults);
            default -> faults.add(at + " has the unknown type " + type);
        }
        if (schema.get("enum") instanceof List<?> allowed && !allowed.contains(value)) {
            faults.add(at + " is none of " + allowed + ": " + value);
        }
    }

    private static void expect(boolean fits, String at, @Nullable Object value, List<String> faults) {
        if (!fits) {
            faults.add(at + " has another type: " + value);
        }
    }

    private static void checkObject(
            Map<String, Object> schema, @Nullable Object value, String at, List<String> faults) {
        if (!(value instanceof Map<?, ?>)) {
            faults.add(at + " is not an object: " + value);
            return;
        }
        Map<String, Object> object = object(value);
        for (Object required : (List<?>) schema.getOrDefault("required", List.of())) {
            if (!object.containsKey(required)) {
                faults.add(at + " lacks " + required);
            }
        }
        if (!schema.containsKey("properties")) {
            return;
        }
        Map<String, Object> properties = object(schema.get("properties"));
        object.forEach((name, property) -> {
            if (properties.containsKey(name)) {
                check(object(properties.get(name)), property, at + "." + name, faults);
            } else {
                faults.add(at + " has the undescribed property " + name);
            }
        });
    }
}
