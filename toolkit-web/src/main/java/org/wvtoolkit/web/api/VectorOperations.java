package org.wvtoolkit.web.api;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.embedding.SparseEmbeddings;
import org.wvtoolkit.query.Explanation;
import org.wvtoolkit.query.Explanations;
import org.wvtoolkit.query.Outcome;
import org.wvtoolkit.query.UnknownWord;
import org.wvtoolkit.web.http.ProblemCode;
import org.wvtoolkit.web.http.ProblemException;
import org.wvtoolkit.web.http.Request;
import org.wvtoolkit.web.http.Response;
import org.wvtoolkit.web.model.LoadedModel;
import tools.jackson.core.JsonGenerator;

/** Operations on vectors, and on the named dimensions of sparse vectors. */
final class VectorOperations {
    private static final int MAX_WORDS = 1000;

    private VectorOperations() {}

    static Response vectors(Request request, LoadedModel model) throws ProblemException {
        requireDense(model);
        List<String> words = new ArrayList<>();
        List<float[]> vectors = new ArrayList<>();
        List<UnknownWord> unknown = new ArrayList<>();
        for (String typed : Request.strings(request.jsonObject(), "words", MAX_WORDS)) {
            String word = Words.single(model, "words", typed);
            switch (model.comparisons().vector(word)) {
                case Outcome.Known<float[]>(float[] vector) -> {
                    words.add(word);
                    vectors.add(vector);
                }
                case Outcome.Unknown<float[]>(List<UnknownWord> missing) -> unknown.addAll(missing);
                case Outcome.NoDirection<float[]> none ->
                    throw new IllegalStateException("a vector has no direction to compute");
            }
        }
        return Response.json(out -> {
            out.writeStartObject();
            out.writeNumberProperty("dimension", model.embeddings().dimension());
            out.writeArrayPropertyStart("vectors");
            for (int i = 0; i < words.size(); i++) {
                out.writeStartObject();
                out.writeStringProperty("word", words.get(i));
                out.writeName("vector");
                write(out, vectors.get(i));
                out.writeEndObject();
            }
            out.writeEndArray();
            ProblemException.writeUnknown(out, Words.items(unknown));
            out.writeEndObject();
        });
    }

    static Response textVectors(Request request, LoadedModel model) throws ProblemException {
        requireDense(model);
        List<float @Nullable []> vectors = new ArrayList<>();
        for (String text : Request.strings(request.jsonObject(), "texts", MAX_WORDS)) {
            List<String> known = model.comparisons().known(Words.ofText(model, text));
            vectors.add(known.isEmpty() ? null : Words.known(model.comparisons().centroid(known)));
        }
        return Response.json(out -> {
            out.writeStartObject();
            out.writeNumberProperty("dimension", model.embeddings().dimension());
            out.writeArrayPropertyStart("vectors");
            for (float @Nullable [] vector : vectors) {
                if (vector == null) {
                    out.writeNull();
                } else {
                    write(out, vector);
                }
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }

    private static void requireDense(LoadedModel model) throws ProblemException {
        if (model.embeddings() instanceof SparseEmbeddings) {
            throw new ProblemException(
                    ProblemCode.SPARSE, "the model has sparse vectors, which are not returned; use a dense model");
        }
    }

    private static void write(JsonGenerator out, float[] vector) {
        out.writeStartArray();
        for (float value : vector) {
            out.writeNumber(value);
        }
        out.writeEndArray();
    }

    static Response why(Request request, LoadedModel model) throws ProblemException {
        if (!(model.embeddings() instanceof SparseEmbeddings sparse)) {
            throw new ProblemException(
                    ProblemCode.NOT_SPARSE,
                    "the dimensions of dense vectors have no names; use a model of method ppmi or cooccurrence");
        }
        String one = Words.single(model, "one", request.word("one"));
        String other = Words.single(model, "other", request.word("other"));
        int count = request.integer("n", 10, 1, MAX_WORDS);
        Explanation explanation = Words.known(Explanations.of(sparse).why(one, other, count));
        return Response.json(out -> {
            out.writeStartObject();
            out.writeStringProperty("one", one);
            out.writeStringProperty("other", other);
            out.writeNumberProperty("cosine", explanation.cosine());
            out.writeNumberProperty("shared", explanation.shared());
            out.writeArrayPropertyStart("contexts");
            for (Explanation.SharedContext context : explanation.contexts()) {
                out.writeStartObject();
                out.writeStringProperty("word", context.word());
                out.writeNumberProperty("position", context.position());
                out.writeNumberProperty("share", context.share());
                out.writeNumberProperty("one", context.one());
                out.writeNumberProperty("other", context.other());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        });
    }
}
