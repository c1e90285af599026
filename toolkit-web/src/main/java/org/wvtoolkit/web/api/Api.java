package org.wvtoolkit.web.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.web.http.Handler;
import org.wvtoolkit.web.http.Json;
import org.wvtoolkit.web.http.Metrics;
import org.wvtoolkit.web.http.ProblemCode;
import org.wvtoolkit.web.http.ProblemException;
import org.wvtoolkit.web.http.Request;
import org.wvtoolkit.web.http.Response;
import org.wvtoolkit.web.http.Router;
import org.wvtoolkit.web.model.Concordance;
import org.wvtoolkit.web.model.LoadedModel;
import org.wvtoolkit.web.model.ModelCatalogue;
import org.wvtoolkit.web.model.Thesaurus;

/** Registry of the operations described in {@code openapi.json}, one line per operation. */
public final class Api {
    /** Maximum number of models in a comparison. */
    private static final int MAX_MODELS = 10;

    private final ModelCatalogue models;
    private final Thesaurus thesaurus;
    private final @Nullable Concordance concordance;
    private final Metrics metrics;
    private final BooleanSupplier draining;
    private final byte[] openApi;

    /**
     * Creates the operations of a server.
     *
     * @param models the models; closed by the caller
     * @param thesaurus the wordnet; closed by the caller
     * @param concordance the corpus, or null for none; closed by the caller
     * @param metrics metrics for {@code /metrics}
     * @param draining supplier of whether the server is shutting down
     * @param openApi the OpenAPI document
     */
    public Api(
            ModelCatalogue models,
            Thesaurus thesaurus,
            @Nullable Concordance concordance,
            Metrics metrics,
            BooleanSupplier draining,
            byte[] openApi) {
        this.models = models;
        this.thesaurus = thesaurus;
        this.concordance = concordance;
        this.metrics = metrics;
        this.draining = draining;
        this.openApi = openApi.clone();
    }

    /**
     * Adds all operations.
     *
     * @param router receives one route per operation
     */
    public void addTo(Router router) {
        QueryParameters parameters = new QueryParameters(openApi);
        Registry api = (method, path, operation, handler) ->
                router.add(method, path, operation, parameters.checked(operation, handler));
        MapOperations maps = new MapOperations(models, thesaurus);
        ThesaurusOperations senses = new ThesaurusOperations(thesaurus);
        String model = "/api/models/{model}";
        api.add("GET", "/api/models", "listModels", request -> list());
        api.add("GET", model, "modelInfo", request -> {
            String id = existing(request.path("model"));
            return Response.json(ModelOperations.one(models, id));
        });
        api.add("GET", model + "/vocabulary", "vocabulary", of(ModelOperations::vocabulary));
        api.add("GET", model + "/complete", "complete", of(ModelOperations::complete));
        api.add("GET", model + "/word", "word", of(senses::card));
        api.add("GET", model + "/similar", "similar", of(QueryOperations::similar));
        api.add("GET", model + "/analogy", "analogy", of(QueryOperations::analogy));
        api.add("GET", model + "/similarity", "similarity", of(QueryOperations::similarity));
        api.add("GET", model + "/odd-one-out", "oddOneOut", of(QueryOperations::oddOneOut));
        api.add("GET", model + "/matrix", "matrix", of(QueryOperations::matrix));
        api.add("GET", model + "/axes", "axes", of(QueryOperations::axes));
        api.add("GET", model + "/clusters", "clusters", of(maps::clusters));
        api.add("GET", model + "/lexical-files", "lexicalFiles", of(maps::lexicalFiles));
        api.add("GET", model + "/map", "map", of(maps::state));
        api.add("GET", model + "/map/points", "mapPoints", of(maps::points));
        api.add("GET", model + "/why", "why", of(VectorOperations::why));
        api.add("POST", model + "/vectors", "vectors", of(VectorOperations::vectors));
        api.add("POST", model + "/text-vectors", "textVectors", of(VectorOperations::textVectors));
        api.add("GET", "/api/compare", "compareWord", this::compareWord);
        api.add("GET", "/api/compare/differences", "compareDifferences", this::compareDifferences);
        api.add("GET", "/api/concordance", "concordance", this::concordance);
        api.add("GET", "/api/wordnet/senses", "senses", senses::senses);
        api.add("GET", "/api/wordnet/graph", "wordnetGraph", request -> {
            Optional<String> id = request.optional("model");
            if (id.isEmpty()) {
                return senses.graph(request, null);
            }
            try (ModelCatalogue.Lease lease = lease(id.get())) {
                return senses.graph(request, lease.model());
            }
        });
        api.add("POST", "/api/batch", "batch", new BatchOperation(router)::handle);
        router.add("GET", "/health", "health", request -> health());
        router.add(
                "GET",
                "/metrics",
                "metrics",
                request -> new Response(
                        200,
                        "text/plain; version=0.0.4; charset=utf-8",
                        metrics.text().getBytes(StandardCharsets.UTF_8),
                        Map.of()));
        router.add("GET", "/openapi.json", "openapi", request -> new Response(200, Response.JSON, openApi, Map.of()));
    }

    /** Adds a route whose query parameters are checked. */
    @FunctionalInterface
    private interface Registry {
        void add(String method, String path, String operation, Handler handler);
    }

    /**
     * Adds an index of the interface at {@code /}, for servers that have no page there.
     *
     * @param router receives the route
     */
    public static void addIndexTo(Router router) {
        router.add(
                "GET",
                "/",
                "index",
                request -> Response.json(out -> {
                    out.writeStartObject();
                    out.writeStringProperty("openapi", "/openapi.json");
                    out.writeStringProperty("models", "/api/models");
                    out.writeStringProperty("health", "/health");
                    out.writeStringProperty("metrics", "/metrics");
                    out.writeEndObject();
                }));
    }

    private Response list() {
        return ModelOperations.list(models, concordance != null, thesaurus);
    }

    private String existing(String id) throws ProblemException {
        if (models.status(id).isEmpty()) {
            throw new ProblemException(ProblemCode.UNKNOWN_MODEL, "no model has this id; /api/models lists the models");
        }
        return id;
    }

    private ModelCatalogue.Lease lease(String id) throws ProblemException {
        return models.lease(existing(id))
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.MODEL_UNAVAILABLE, "the model cannot be served; see /api/models for the reason"));
    }

    private Handler of(ModelHandler handler) {
        return request -> {
            try (ModelCatalogue.Lease lease = lease(request.path("model"))) {
                return handler.handle(request, lease.model());
            }
        };
    }

    private Response compareWord(Request request) throws ProblemException, IOException {
        List<String> ids = request.all("model");
        if (ids.size() < 2 || ids.size() > MAX_MODELS) {
            throw ProblemException.badParameter("model", "must be 2 to " + MAX_MODELS + " model ids");
        }
        return leasing(ids, held -> CompareOperations.word(request, held));
    }

    private Response compareDifferences(Request request) throws ProblemException, IOException {
        List<String> ids = List.of(request.word("one"), request.word("other"));
        return leasing(ids, held -> CompareOperations.differences(request, held.getFirst(), held.getLast()));
    }

    /** Handler of requests to several models. */
    @FunctionalInterface
    private interface ModelsHandler {
        Response handle(List<LoadedModel> models) throws ProblemException, IOException;
    }

    private Response leasing(List<String> ids, ModelsHandler handler) throws ProblemException, IOException {
        List<ModelCatalogue.Lease> leases = new ArrayList<>();
        try {
            for (String id : ids) {
                leases.add(lease(id));
            }
            return handler.handle(
                    leases.stream().map(ModelCatalogue.Lease::model).toList());
        } finally {
            leases.forEach(ModelCatalogue.Lease::close);
        }
    }

    private Response concordance(Request request) throws ProblemException {
        Concordance corpus = concordance;
        if (corpus == null) {
            throw new ProblemException(
                    ProblemCode.NO_CORPUS, "the server was started without a corpus; start it with one");
        }
        if (corpus.problem().isPresent()) {
            throw new ProblemException(
                    ProblemCode.NO_CORPUS,
                    "the corpus could not be read (" + corpus.problem().get() + "); check the file");
        }
        List<String> typed = request.words("word");
        List<String> words = new ArrayList<>();
        try (ModelCatalogue.Lease lease = lease(models.ids().getFirst())) {
            for (String one : typed) {
                words.add(Words.single(lease.model(), "word", one));
            }
        }
        if (words.size() > 2) {
            throw ProblemException.badParameter("word", "must be one or two words");
        }
        boolean ready = corpus.isReady();
        Concordance.Lines lines = corpus.find(
                words,
                request.integer("window", 10, 1, 100),
                request.integer("context", 12, 1, 50),
                request.integer("limit", 20, 1, 1000));
        return Response.json(out -> {
            out.writeStartObject();
            Json.strings(out, "words", words);
            out.writeNumberProperty("total", lines.total());
            out.writeStringProperty("state", ready ? "ready" : "reading");
            out.writeArrayPropertyStart("lines");
            for (Concordance.Line line : lines.lines()) {
                out.writeStartObject();
                Json.strings(out, "tokens", line.tokens());
                Json.integers(
                        out,
                        "matches",
                        line.matches().stream().mapToInt(Integer::intValue).toArray());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private Response health() {
        boolean ready = models.ids().stream()
                .anyMatch(id ->
                        models.status(id).map(ModelCatalogue.Status::ready).orElse(false));
        boolean up = ready && !draining.getAsBoolean();
        Response response = Response.json(out -> {
            out.writeStartObject();
            out.writeStringProperty("status", up ? "up" : "degraded");
            ModelOperations.writeStates(out, models);
            out.writeEndObject();
        });
        return up ? response : new Response(503, response.mediaType(), response.body(), Map.of());
    }
}
