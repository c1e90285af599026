package org.wvtoolkit.cli.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.help.OptionGroup;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.UsageException;
import org.wvtoolkit.relations.SenseGraph;
import org.wvtoolkit.relations.WordNetGraph;
import org.wvtoolkit.relations.WordnetFile;
import org.wvtoolkit.thesaurus.ThesaurusModel;
import org.wvtoolkit.thesaurus.ThesaurusSimilarity;
import picocli.CommandLine.Option;

/** The {@code --wordnet} option. */
@OptionGroup("Relation options")
public final class WordnetOption {
    @Option(
            names = "--wordnet",
            paramLabel = "FILE",
            description = "Use a wordnet of any language: a tab file of the Open Multilingual Wordnet, or"
                    + " LMF/XML, plain or gzip. Default: WordNet 3.1.")
    private @Nullable Path file;

    /** Creates the options; picocli sets them. */
    public WordnetOption() {}

    /**
     * Returns the wordnet file.
     *
     * @return its path, or empty for WordNet
     */
    public Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    /**
     * Opens the wordnet. A copy that opens faster is saved in the toolkit's home folder if it is writable.
     *
     * @param context has the environment
     * @return the graph
     * @throws IOException if it cannot be read
     */
    public SenseGraph open(ProcessContext context) throws IOException {
        if (file == null) {
            return wordNet(context);
        }
        if (!Files.exists(file)) {
            throw new IOException(file + ": no such file; check the path");
        }
        if (Files.isDirectory(file)) {
            throw new IOException(file + ": is a folder; specify a wordnet file");
        }
        return WordnetFile.open(file, ToolkitHome.of(context).thesaurus());
    }

    /**
     * Opens the thesaurus, if the model option names it instead of a file.
     *
     * @param model the model of the command
     * @param context has the environment
     * @return the similarities of the wordnet; empty if the model is a file
     * @throws UsageException if a wordnet is given and the model is a file
     * @throws IOException if the wordnet or the counts of a model cannot be read
     */
    public Optional<ThesaurusSimilarity> thesaurus(ModelOption model, ProcessContext context) throws IOException {
        Optional<ThesaurusModel> named = model.thesaurus(context);
        if (named.isPresent()) {
            return Optional.of(named.get().open(open(context), CountedWords::of));
        }
        if (file != null) {
            throw new UsageException("--wordnet requires -m wordnet or wordnet:MEASURE");
        }
        return Optional.empty();
    }

    /**
     * Opens WordNet as it was prepared, or prepares it.
     *
     * @param context has the environment
     * @return the graph
     * @throws IOException if it cannot be read
     */
    public static SenseGraph wordNet(ProcessContext context) throws IOException {
        return WordNetGraph.open(ToolkitHome.of(context).wordNetGraph());
    }

    /**
     * Opens WordNet only if it has been prepared. A copy of an earlier version of the toolkit is replaced.
     *
     * @param context has the environment
     * @return the graph, or empty if it has not been prepared or cannot be read
     */
    public static Optional<SenseGraph> prepared(ProcessContext context) {
        Path copy = ToolkitHome.of(context).wordNetGraph();
        try {
            return Files.isRegularFile(copy) ? Optional.of(WordNetGraph.open(copy)) : Optional.empty();
        } catch (IOException damaged) {
            return Optional.empty();
        }
    }
}
