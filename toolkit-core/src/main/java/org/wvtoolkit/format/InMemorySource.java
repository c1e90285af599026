package org.wvtoolkit.format;

import java.io.IOException;
import org.wvtoolkit.embedding.DenseCollector;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.progress.ProgressListener;

/** Takes everything that a source has into memory. */
final class InMemorySource {
    private InMemorySource() {}

    /** The words and vectors of a source, which may be closed afterwards; vectors of subwords are left out. */
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
