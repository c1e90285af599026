package org.wvtoolkit.cli.question;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.option.SearchOption;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.index.HnswIndex;
import org.wvtoolkit.query.Neighbours;

/** Exact search, or approximate search by the index beside the model. */
public final class IndexSearch implements AutoCloseable {
    /**
     * Size of the vectors, in values, from which an index makes a single query faster although its classes must be
     * loaded: 4 GB.
     */
    private static final long WORTH_OPENING = 1_000_000_000L;

    /** The corresponding size for a process that answers many queries. */
    private static final long WORTH_SEARCHING = 20_000_000L;

    private final Neighbours neighbours;
    private final @Nullable AutoCloseable index;

    private IndexSearch(Neighbours neighbours, @Nullable AutoCloseable index) {
        this.neighbours = neighbours;
        this.index = index;
    }

    /**
     * Opens the search for a query.
     *
     * @param embeddings the model; must stay open during the search
     * @param model its file
     * @param option the selected kind of search
     * @param context has standard error
     * @return the search; the caller closes it
     * @throws IOException if an index was requested and does not exist, or does not belong to the model
     */
    public static IndexSearch open(Embeddings embeddings, Path model, SearchOption option, ProcessContext context)
            throws IOException {
        Neighbours exact = Neighbours.of(embeddings);
        if (option.exact()) {
            return new IndexSearch(exact.exact(), null);
        }
        long values = (long) embeddings.vocabulary().size() * embeddings.dimension();
        if (!option.approximate() && values < (context.interactive() ? WORTH_SEARCHING : WORTH_OPENING)) {
            return new IndexSearch(exact, null);
        }
        return Indexed.open(exact, embeddings, model, option.approximate(), context);
    }

    /** A separate class, so that a query without an index does not load the classes of the index. */
    private static final class Indexed {
        static IndexSearch open(
                Neighbours exact, Embeddings embeddings, Path model, boolean asked, ProcessContext context)
                throws IOException {
            Path path = HnswIndex.beside(model);
            if (!Files.exists(path)) {
                if (asked) {
                    throw new IOException(path + ": no such file; build the index with wv index -m " + model);
                }
                return new IndexSearch(exact, null);
            }
            try {
                HnswIndex index = HnswIndex.open(path, embeddings);
                return new IndexSearch(exact.with(index), index);
            } catch (IOException unusable) {
                if (asked) {
                    throw unusable;
                }
                context.err().println("wv: the index is not used: " + unusable.getMessage());
                return new IndexSearch(exact, null);
            }
        }
    }

    /** The neighbours of the model, found by this search. */
    public Neighbours neighbours() {
        return neighbours;
    }

    @Override
    public void close() {
        if (index instanceof HnswIndex open) {
            open.close();
        }
    }
}
