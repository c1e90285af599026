package org.wvtoolkit.web.model;

import org.wvtoolkit.embedding.ModelMetadata;
import tools.jackson.core.JsonGenerator;

/**
 * Description of a model for the JSON interface and for exported pages.
 *
 * <p>Not part of the public API.
 */
public final class ModelDescription {
    /** Longer values, such as dictionaries and losses, are omitted. */
    private static final int MAX_CHARACTERS = 200;

    private ModelDescription() {}

    /**
     * Writes the size, the kind, the counts, the analyzer and the metadata of a model as properties.
     *
     * @param out inside an object
     * @param model the model, leased by the caller
     */
    public static void write(JsonGenerator out, LoadedModel model) {
        ModelMetadata metadata = model.embeddings().metadata();
        long total = model.vocabulary().totalCount();
        out.writeNumberProperty("words", model.vocabulary().size());
        out.writeNumberProperty("dimension", model.embeddings().dimension());
        out.writeStringProperty("kind", model.kind());
        out.writeStringProperty("method", metadata.get(ModelMetadata.METHOD).orElse(""));
        out.writeBooleanProperty("hasCounts", total > 0);
        out.writeNumberProperty("totalCount", total);
        out.writeStringProperty("analyzer", model.tokenizer().analyzerName().orElse(""));
        out.writeObjectPropertyStart("metadata");
        metadata.entries().forEach((name, value) -> {
            if (isPublic(value)) {
                out.writeStringProperty(name, value);
            }
        });
        out.writeEndObject();
    }

    /** Returns whether a value is short and contains no path, because the name of a corpus may be a private path. */
    private static boolean isPublic(String value) {
        return value.length() <= MAX_CHARACTERS && !value.contains("/") && !value.contains("\\");
    }
}
