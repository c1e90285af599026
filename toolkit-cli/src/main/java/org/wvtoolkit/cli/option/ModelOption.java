package org.wvtoolkit.cli.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.embedding.CompressedEmbeddings;
import org.wvtoolkit.embedding.DenseEmbeddings;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.format.VectorFormats;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.thesaurus.ThesaurusModel;
import picocli.CommandLine.Option;

/** The model that a command uses. */
public final class ModelOption {
    @Option(
            names = {"-m", "--model"},
            paramLabel = "MODEL",
            description = "Vector file to use, in any supported format (see 'wv convert --help'). Default:"
                    + " $WV_MODEL, else the model that 'wv train' saves by default.")
    private @Nullable Path model;

    private @Nullable Embeddings shared;
    private @Nullable Path sharedPath;

    /** Creates the options; picocli sets them. */
    public ModelOption() {}

    /**
     * Creates the option with a value.
     *
     * @param model the file, or null for the default
     */
    public ModelOption(@Nullable Path model) {
        this.model = model;
    }

    /**
     * The thesaurus, if the option names it instead of a file.
     *
     * @param context has the environment
     * @return the thesaurus, or empty for a file
     * @throws IOException if the name of its measure is unknown; the message is one line
     */
    public Optional<ThesaurusModel> thesaurus(ProcessContext context) throws IOException {
        return isThesaurus(context) ? ThesaurusModel.find(name(context)) : Optional.empty();
    }

    /** Returns whether the option has a value. */
    boolean isGiven() {
        return model != null;
    }

    private String name(ProcessContext context) {
        return model != null ? model.toString() : context.environment().getOrDefault("WV_MODEL", "");
    }

    /**
     * The model's file.
     *
     * @param context has the environment
     * @return the path of an existing file
     * @throws IOException if the file does not exist; the message has the remedy
     */
    public Path path(ProcessContext context) throws IOException {
        if (isThesaurus(context)) {
            throw new IOException(
                    ThesaurusModel.NAME + " has no vectors, which this command needs; use -m MODEL (wv similar,"
                            + " similarity, odd-one-out, eval and compare accept WordNet; ./"
                            + ThesaurusModel.NAME + " is a file of that name)");
        }
        if (model != null) {
            return existing(model, "no such file; check the path");
        }
        String named = context.environment().getOrDefault("WV_MODEL", "");
        if (!named.isEmpty()) {
            return existing(Path.of(named), "no such file (from WV_MODEL); correct WV_MODEL or use -m MODEL");
        }
        return existing(
                ToolkitHome.of(context).defaultModel(),
                "no model exists yet; create one with wv train, or use -m MODEL");
    }

    /** Tests the name only, without loading the classes of the thesaurus. */
    private boolean isThesaurus(ProcessContext context) {
        String name = name(context);
        return name.equals(ThesaurusModel.NAME) || name.startsWith(ThesaurusModel.NAME + ":");
    }

    private static Path existing(Path path, String otherwise) throws IOException {
        if (!Files.exists(path)) {
            throw new IOException(path + ": " + otherwise);
        }
        return path;
    }

    /**
     * Opens the model.
     *
     * @param context has the environment
     * @return the open embeddings; the caller closes them
     * @throws IOException if the file does not exist or cannot be read
     */
    public Embeddings open(ProcessContext context) throws IOException {
        Path path = path(context);
        Embeddings open = path.equals(sharedPath) ? unowned(shared) : null;
        return open != null ? open : VectorFormats.open(path, ProgressListener.NONE);
    }

    /**
     * Opens the model for a process that answers many queries. A file of at most a third of the machine's
     * memory is read into memory, so that later changes of the file do not affect the answers; a larger one is
     * memory-mapped.
     *
     * @param context has the environment
     * @return the open embeddings; the caller closes them
     * @throws IOException if the file does not exist or cannot be read
     */
    public Embeddings openInMemory(ProcessContext context) throws IOException {
        Path path = path(context);
        long limit = Resources.defaults(path).memoryBytes();
        return Files.size(path) <= limit
                ? VectorFormats.load(path, ProgressListener.NONE)
                : VectorFormats.open(path, ProgressListener.NONE);
    }

    /**
     * Makes {@link #open} return an open model. Closing the result then leaves the model open.
     *
     * @param path the model's file
     * @param embeddings the open model
     */
    public void share(Path path, Embeddings embeddings) {
        sharedPath = path;
        shared = embeddings;
    }

    private static @Nullable Embeddings unowned(@Nullable Embeddings embeddings) {
        return switch (embeddings) {
            case DenseEmbeddings dense -> dense.unowned();
            case CompressedEmbeddings compressed -> compressed.unowned();
            case null, default -> null;
        };
    }
}
