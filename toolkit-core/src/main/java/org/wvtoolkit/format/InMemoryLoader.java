package org.wvtoolkit.format;

import java.io.IOException;
import org.wvtoolkit.embedding.DenseCollector;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.progress.ProgressListener;

/** Loads all words and vectors of a source into memory. */
final class InMemoryLoader {
    private InMemoryLoader() {}

    /**
     * Returns the words and vectors of a source, which may be closed afterwards. Subword vectors
     * are not included.
     */
    static DenseEmbeddings take(VectorSource source, int threads, ProgressListener progress) throws IOException {
        try (DenseCollector collector = new DenseCollector(source.vocabulary(), source.dimension())) {
            progress.stage(
                    "reading vectors",
                    ProgressListener.Unit.ROWS,
                    source.vocabulary().size());
            RowBlocks.read(
                    source,
                    threads,
                    progress,
                    () -> (block, first, count, values) -> collector.put(first, count, values));
            return collector.finish(source.metadata());
        }
    }
}
