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
import org.wvtoolkit.text.format.TextFormat;
import org.wvtoolkit.text.format.TextFormats;
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

    @Option(
            names = "--input-format",
            paramLabel = "NAME",
            completionCandidates = Formats.class,
            description = "Input format, if content and file name do not determine it. One of:"
                    + " ${COMPLETION-CANDIDATES}.")
    private @Nullable String format;

    @Option(
            names = "--field",
            paramLabel = "NAME",
            description = "Field of JSON lines that contains the text. Default: text.")
    private @Nullable String field;

    @Option(
            names = "--column",
            paramLabel = "NAME|NUMBER",
            description =
                    "Column of CSV or TSV that contains the text, by name in the header row or by number" + " from 1.")
    private @Nullable String column;

    @Option(
            names = "--delimiter",
            paramLabel = "CHAR",
            description = "Column delimiter of CSV: one character, or tab. Default: comma, semicolon or tab,"
                    + " detected from the first row.")
    private @Nullable String delimiter;

    @Option(
            names = "--encoding",
            paramLabel = "NAME",
            description = "Character encoding of texts without a byte order mark, such as windows-1252,"
                    + " GB18030 or Shift_JIS. Default: UTF-8.")
    private @Nullable String encoding;

    /** Names of sentence units with their meanings, for the help. */
    static final class Units implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Sentences.values())
                    .map(unit -> unit.label() + " (" + unit.description() + ")")
                    .iterator();
        }
    }

    /** Names of formats, read when the help is printed. */
    static final class Formats implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return TextFormats.all().stream().map(TextFormat::name).iterator();
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
                analyzer, sentences == null && unit.isPresent() ? reading(Sentences.named(unit.get())) : reading);
    }

    private ReadingOptions reading() {
        return reading(sentences == null ? Sentences.LINE : Sentences.named(sentences));
    }

    private ReadingOptions reading(Sentences unit) {
        return new ReadingOptions(
                format, field, column, unit, EncodingNames.find(encoding), Delimiters.parse(delimiter));
    }
}
