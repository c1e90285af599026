package org.wvtoolkit.web.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.wvtoolkit.projection.PlanePoints;
import org.wvtoolkit.web.http.Json;
import org.wvtoolkit.web.http.ProblemCode;
import org.wvtoolkit.web.http.ProblemException;
import org.wvtoolkit.web.http.Request;
import org.wvtoolkit.web.http.Response;
import org.wvtoolkit.web.model.LoadedModel;
import org.wvtoolkit.web.model.ModelCatalogue;
import org.wvtoolkit.web.model.Thesaurus;
import org.wvtoolkit.web.model.WordClusters.Cluster;
import org.wvtoolkit.web.model.WordClusters.Clustering;
import org.wvtoolkit.web.model.WordMap;

/** Operations on the map of a model and its colours. */
final class MapOperations {
    private static final ValueLayout.OfFloat LITTLE_ENDIAN =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final ModelCatalogue models;
    private final Thesaurus thesaurus;

    MapOperations(ModelCatalogue models, Thesaurus thesaurus) {
        this.models = models;
        this.thesaurus = thesaurus;
    }

    private WordMap map(Request request, LoadedModel model) throws ProblemException {
        String label = request.optional("projection").orElse(WordMap.Kind.UMAP.label());
        WordMap.Kind kind = Arrays.stream(WordMap.Kind.values())
                .filter(one -> one.label().equals(label))
                .findFirst()
                .orElseThrow(() -> ProblemException.badParameter("projection", "must be umap or pca"));
        return WordMap.of(model, models.path(model.id()), kind);
    }

    Response state(Request request, LoadedModel model) throws ProblemException {
        WordMap map = map(request, model);
        WordMap.Status status = map.status();
        Optional<PlanePoints> points = map.points();
        return Response.json(out -> {
            out.writeStartObject();
            out.writeStringProperty("state", status.state().name().toLowerCase(Locale.ROOT));
            out.writeStringProperty("projection", map.kind().label());
            out.writeStringProperty("modelVersion", model.version());
            out.writeStringProperty("stage", status.stage());
            out.writeNumberProperty("progress", status.progress());
            points.ifPresent(ready -> {
                out.writeStringProperty("version", status.version());
                out.writeNumberProperty("count", ready.size());
                if (!Double.isNaN(ready.explained())) {
                    out.writeNumberProperty("explained", ready.explained());
                }
            });
            if (!status.problem().isEmpty()) {
                out.writeStringProperty("problem", "the map could not be computed (" + status.problem() + ")");
            }
            out.writeEndObject();
        });
    }

    Response points(Request request, LoadedModel model) throws ProblemException {
        WordMap map = map(request, model);
        PlanePoints points = map.points()
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.MAP_NOT_READY, "the map is being computed; poll its state until it is ready"));
        String tag = '"' + map.status().version() + '"';
        if (request.header("If-None-Match").filter(tag::equals).isPresent()) {
            return new Response(304, "application/octet-stream", new byte[0], Map.of("ETag", tag));
        }
        byte[] bytes = new byte[2 * Float.BYTES * points.size()];
        float[] values = WordMap.interleaved(points);
        MemorySegment.copy(values, 0, MemorySegment.ofArray(bytes), LITTLE_ENDIAN, 0, values.length);
        return new Response(200, "application/octet-stream", bytes, Map.of("ETag", tag));
    }

    Response clusters(Request request, LoadedModel model) throws ProblemException {
        int count = request.integer("k", 24, 2, 200);
        Clustering clustering = WordMap.clusters(model, count);
        return Response.json(out -> {
            out.writeStartObject();
            out.writeStringProperty("version", model.version());
            out.writeNumberProperty("k", clustering.clusters().size());
            out.writeArrayPropertyStart("clusters");
            for (int i = 0; i < clustering.clusters().size(); i++) {
                Cluster cluster = clustering.clusters().get(i);
                out.writeStartObject();
                out.writeNumberProperty("cluster", i);
                out.writeNumberProperty("size", cluster.size());
                Json.strings(
                        out,
                        "words",
                        cluster.central().stream().map(model.vocabulary()::word).toList());
                out.writeEndObject();
            }
            out.writeEndArray();
            Json.integers(out, "assignment", clustering.assignment());
            out.writeEndObject();
        });
    }

    Response lexicalFiles(Request request, LoadedModel model) {
        Thesaurus.LexicalFiles files = model.derive("lexical files", Thesaurus.LexicalFiles.class, () -> {
            try {
                return thesaurus.lexicalFiles(model.vocabulary(), WordMap.size(model));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
        return Response.json(out -> {
            out.writeStartObject();
            out.writeStringProperty("version", model.version());
            Json.strings(out, "files", files.files());
            Json.integers(out, "assignment", files.assignment());
            out.writeEndObject();
        });
    }
}
