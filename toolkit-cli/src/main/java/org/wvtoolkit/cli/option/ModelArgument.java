package org.wvtoolkit.cli.option;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.UsageException;
import org.wvtoolkit.embedding.Embeddings;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The model of a command whose only argument is the model: {@code MODEL} or {@code -m MODEL}. */
public final class ModelArgument {
    @Parameters(arity = "0..1", paramLabel = "MODEL", description = "Vector file to use. Same as -m MODEL.")
    private @Nullable Path position;

    @Mixin
    private ModelOption option = new ModelOption();

    /** Creates the argument; picocli sets it. */
    public ModelArgument() {}

    /**
     * Returns the model.
     *
     * @return the model of the argument, else of the option, else the default model
     * @throws UsageException if both the argument and the option are given
     */
    public ModelOption option() {
        if (position == null) {
            return option;
        }
        if (option.isGiven()) {
            throw new UsageException("MODEL and --model cannot be combined; use one of them");
        }
        return new ModelOption(position);
    }

    /**
     * Returns the model's file.
     *
     * @param context has the environment
     * @return the path of an existing file
     * @throws IOException if the file does not exist; the message has the remedy
     */
    public Path path(ProcessContext context) throws IOException {
        return option().path(context);
    }

    /**
     * Makes {@link ModelOption#open} return an open model.
     *
     * @param path the model's file
     * @param embeddings the open model
     */
    public void share(Path path, Embeddings embeddings) {
        option.share(path, embeddings);
    }
}
