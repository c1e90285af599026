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

/** How neighbours are sought: exactly, or by way of the index beside the model. */
public final class IndexSearch implements AutoCloseable {
    /** Values of a model from which a question is answered sooner by an index, the loading of its classes included: 4 GB. */
    private static final long WORTH_OPENING = 1_000_000_000L;

    /** The same for a process that answers many questions. */
    private static final long WORTH_SEARCHING = 20_000_000L;

    private final Neighbours neighbours;
    private final @Nullable AutoCloseable index;

    private IndexSearch(Neighbours neighbours, @Nullable AutoCloseable index) {
        this.neighbours = neighbours;
        this.index = index;
    }

    /**
     * The search for a question.
     *
     * @param embeddings the model; stays open while it is searched
     * @param model its file
     * @param option what was asked for
     * @param context has standard error
     * @return the search; the caller closes it
     * @throws IOException if an index was asked for and there is none, or it is not this model's
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

    /** Apart, so that a question without an index does not load its classes. */
    private static final class Indexed {
        static IndexSearch open(
                Neighbours exact, Embeddings embeddings, Path model, boolean asked, ProcessContext context)
                throws IOException {
            Path path = HnswIndex.beside(model);
            if (!Files.exists(path)) {
                if (asked) {
                    throw new IOException(path + ": no such file; make the index with wv index -m " + model);
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

    /** The front for questions. */
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
