package org.wvtoolkit.relations;

import java.util.ArrayList;
import java.util.List;

/** Definitions and examples of a sense during reading. Not thread-safe. */
final class Gloss {
    private final List<String> definitions = new ArrayList<>(1);
    private final List<String> examples = new ArrayList<>(1);

    /** Adds a definition, unless it is blank or repeated. */
    void addDefinition(String text) {
        add(text, definitions);
    }

    /** Adds an example, unless it is blank or repeated. */
    void addExample(String text) {
        add(text, examples);
    }

    private static void add(String text, List<String> texts) {
        if (!text.isBlank() && !texts.contains(text.strip())) {
            texts.add(text.strip());
        }
    }

    /** Passes the texts to a builder, with semicolons between several definitions. */
    void set(SenseGraphBuilder builder, int sense) {
        if (!definitions.isEmpty() || !examples.isEmpty()) {
            builder.setGloss(sense, String.join("; ", definitions), List.copyOf(examples));
        }
    }
}
