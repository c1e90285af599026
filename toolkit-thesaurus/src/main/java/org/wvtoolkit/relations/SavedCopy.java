package org.wvtoolkit.relations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;

/** Saved copy of a graph whose creation takes seconds. */
final class SavedCopy {
    private SavedCopy() {}

    /** Creates the graph. */
    @FunctionalInterface
    interface Source {
        SenseGraph read() throws IOException;
    }

    /**
     * Opens the copy of a graph, or creates the graph and saves a copy. An unreadable copy is replaced. A failure to
     * write the copy is ignored.
     *
     * @param copy the path of the copy; its folder is created if it does not exist
     * @param current whether a copy that was opened is still valid
     * @param source creates the graph
     * @return the graph
     * @throws IOException if there is no valid copy and the graph cannot be created
     */
    static SenseGraph open(Path copy, Predicate<SenseGraph> current, Source source) throws IOException {
        if (Files.isRegularFile(copy)) {
            try {
                SenseGraph saved = SenseGraph.open(copy);
                if (current.test(saved)) {
                    return saved;
                }
            } catch (IOException unreadable) {
                // The copy is replaced below.
            }
        }
        SenseGraph graph = source.read();
        try {
            Path folder = copy.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            graph.save(copy);
        } catch (IOException readOnly) {
            // The graph is complete; it is created again next time.
        }
        return graph;
    }
}
