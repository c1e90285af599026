package org.wvtoolkit.web.api;

import java.util.Optional;
import org.wvtoolkit.vocabulary.Vocabulary;
import org.wvtoolkit.web.http.Json;
import org.wvtoolkit.web.http.ProblemException;
import org.wvtoolkit.web.http.Request;
import org.wvtoolkit.web.http.Response;
import org.wvtoolkit.web.model.Completion;
import org.wvtoolkit.web.model.LoadedModel;
import org.wvtoolkit.web.model.ModelCatalogue;
import org.wvtoolkit.web.model.ModelDescription;
import org.wvtoolkit.web.model.Thesaurus;
import tools.jackson.core.JsonGenerator;

/** Operations that list the models and their words. */
final class ModelOperations {
    private static final int MAX_WORDS = 100_000;

    private ModelOperations() {}

    static void writeModel(JsonGenerator out, ModelCatalogue.Status status, Optional<LoadedModel> loaded) {
        out.writeStartObject();
        out.writeStringProperty("id", status.id());
        out.writeStringProperty("state", loaded.isPresent() ? "ready" : "unavailable");
        String problem = status.problem();
        if (problem != null) {
            out.writeStringProperty(loaded.isPresent() ? "stale" : "problem", problem);
        }
        loaded.ifPresent(model -> {
            out.writeStringProperty("version", model.version());
            ModelDescription.write(out, model);
        });
        out.writeEndObject();
    }

    static Response vocabulary(Request request, LoadedModel model) throws ProblemException {
        int offset = request.integer("offset", 0, 0, Integer.MAX_VALUE);
        int limit = request.integer("limit", 1000, 1, MAX_WORDS);
        Vocabulary vocabulary = model.vocabulary();
        int from = Math.min(offset, vocabulary.size());
        int to = (int) Math.min(vocabulary.size(), (long) from + limit);
        return Response.json(out -> {
            out.writeStartObject();
            out.writeStringProperty("version", model.version());
            out.writeNumberProperty("offset", from);
            out.writeNumberProperty("total", vocabulary.size());
            out.writeArrayPropertyStart("words");
            for (int id = from; id < to; id++) {
                out.writeString(vocabulary.word(id));
            }
            out.writeEndArray();
            out.writeArrayPropertyStart("counts");
            for (int id = from; id < to; id++) {
                out.writeNumber(vocabulary.count(id));
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    static Response complete(Request request, LoadedModel model) throws ProblemException {
        String prefix = request.optional("prefix").orElse("").stripLeading();
        int limit = request.integer("limit", 10, 1, 100);
        Vocabulary vocabulary = model.vocabulary();
        return Response.json(out -> {
            out.writeStartObject();
            out.writeArrayPropertyStart("completions");
            for (int id : Completion.complete(model, prefix, limit)) {
                out.writeStartObject();
                out.writeNumberProperty("id", id);
                out.writeStringProperty("word", vocabulary.word(id));
                out.writeNumberProperty("count", vocabulary.count(id));
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    /** Writes the property {@code models} of the health check. */
    static void writeStates(JsonGenerator out, ModelCatalogue models) {
        out.writeArrayPropertyStart("models");
        for (String id : models.ids()) {
            ModelCatalogue.Status status = models.status(id).orElseThrow();
            out.writeStartObject();
            out.writeStringProperty("id", id);
            out.writeStringProperty("state", status.ready() ? "ready" : "unavailable");
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    static Response list(ModelCatalogue models, boolean concordance, Thesaurus thesaurus) {
        return Response.json(out -> {
            out.writeStartObject();
            out.writeArrayPropertyStart("models");
            for (String id : models.ids()) {
                write(out, models, id);
            }
            out.writeEndArray();
            out.writeObjectPropertyStart("features");
            out.writeBooleanProperty("map", true);
            out.writeBooleanProperty("concordance", concordance);
            out.writeBooleanProperty("wordnet", true);
            out.writeStringProperty("wordnetLanguage", thesaurus.language());
            out.writeBooleanProperty("lexicalFiles", thesaurus.hasLexicalFiles());
            out.writeEndObject();
            out.writeEndObject();
        });
    }

    static void write(JsonGenerator out, ModelCatalogue models, String id) {
        Optional<ModelCatalogue.Lease> lease = models.lease(id);
        try {
            writeModel(out, models.status(id).orElseThrow(), lease.map(ModelCatalogue.Lease::model));
        } finally {
            lease.ifPresent(ModelCatalogue.Lease::close);
        }
    }

    static Json one(ModelCatalogue models, String id) {
        return out -> write(out, models, id);
    }
}
