package org.wvtoolkit.web.model;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.relations.SenseGraph;
import org.wvtoolkit.relations.WordNetGraph;

/**
 * The wordnet that a server uses.
 *
 * @param graph a wordnet of any language, or null for WordNet 3.1
 * @param copy file with the prepared graph of WordNet 3.1, written if it does not exist; null to
 *     read the database at the first use, which takes two to four seconds
 */
public record WordnetSource(
        @Nullable SenseGraph graph, @Nullable Path copy) {
    /**
     * Returns WordNet 3.1 without a prepared graph.
     *
     * @return the default
     */
    public static WordnetSource english() {
        return new WordnetSource(null, null);
    }

    /**
     * Opens the wordnet.
     *
     * @return the graph
     * @throws IOException if it cannot be read
     */
    SenseGraph open() throws IOException {
        if (graph != null) {
            return graph;
        }
        return copy == null ? WordNetGraph.read() : WordNetGraph.open(copy);
    }
}
