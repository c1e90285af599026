package org.wvtoolkit.cli.option.text;

import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.help.OptionGroup;
import org.wvtoolkit.cli.terminal.UsageException;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.text.TextOptions;
import org.wvtoolkit.text.analysis.TextAnalyzer;
import org.wvtoolkit.text.format.ReadingOptions;
import org.wvtoolkit.text.format.Sentences;
import org.wvtoolkit.text.model.ModelTokenizer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of reading and tokenizing text. */
@OptionGroup("Input options")
public final class TextOption {
    @Mixin
    private AnalyzerOption cut = new AnalyzerOption();

    @Option(
            names = "--sentences",
            paramLabel = "UNIT",
            completionCandidates = Units.class,
            description = "Unit that context windows never cross: ${COMPLETION-CANDIDATES}. Default: line.")
    private @Nullable String sentences;

    @Mixin
    private ReadingOption files = new ReadingOption();

    /** Names of sentence units with their meanings, for the help. */
    static final class Units implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Sentences.values())
                    .map(unit -> unit.label() + " (" + unit.description() + ")")
                    .iterator();
        }
    }

    /**
     * The options.
     *
     * @return the options
     * @throws UsageException if a name is unknown, or options cannot be combined
     * @throws IOException if a file of words or steps cannot be read
     */
    public TextOptions options() throws IOException {
        TextAnalyzer analyzer = cut.analyzer();
        return UsageException.check(() -> new TextOptions(analyzer, reading()));
    }

    /**
     * The options of text that continues training of a model: the model's tokenization unless options change it.
     *
     * @param earlier the model
     * @return the options
     * @throws UsageException as {@link #options} does
     * @throws IOException as {@link #options} does
     */
    public TextOptions optionsAfter(Embeddings earlier) throws IOException {
        TextAnalyzer analyzer = cut.analyzerAfter(ModelTokenizer.of(earlier));
        ReadingOptions reading = UsageException.check(this::reading);
        Optional<String> unit = earlier.metadata().get(ModelMetadata.TEXT_PREFIX + ReadingOptions.SENTENCES);
        return new TextOptions(
                analyzer, sentences == null && unit.isPresent() ? files.options(Sentences.named(unit.get())) : reading);
    }

    private ReadingOptions reading() {
        return files.options(sentences == null ? Sentences.LINE : Sentences.named(sentences));
    }
}
