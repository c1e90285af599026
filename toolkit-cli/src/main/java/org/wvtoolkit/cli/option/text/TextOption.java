package org.wvtoolkit.cli.option.text;

import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.text.TextOptions;
import org.wvtoolkit.text.analysis.TextAnalyzer;
import org.wvtoolkit.text.format.ReadingOptions;
import org.wvtoolkit.text.format.Sentences;
import org.wvtoolkit.text.format.TextFormat;
import org.wvtoolkit.text.format.TextFormats;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How text is found in files and cut into tokens. */
public final class TextOption {
    @Mixin
    private AnalyzerOption cut = new AnalyzerOption();

    @Option(
            names = "--sentences",
            paramLabel = "UNIT",
            completionCandidates = Units.class,
            description = "what no window reaches over: ${COMPLETION-CANDIDATES}; default: line")
    private @Nullable String sentences;

    @Option(
            names = "--input-format",
            paramLabel = "NAME",
            completionCandidates = Formats.class,
            description = "what the files are, where content and name do not tell: ${COMPLETION-CANDIDATES}")
    private @Nullable String format;

    @Option(
            names = "--field",
            paramLabel = "NAME",
            description = "the field of JSON lines that holds the text; default: text")
    private @Nullable String field;

    @Option(
            names = "--column",
            paramLabel = "NAME|NUMBER",
            description = "the column of CSV or TSV that holds the text, as its first row names it or from 1")
    private @Nullable String column;

    /** What may be a sentence, with what it means. */
    static final class Units implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Sentences.values())
                    .map(unit -> unit.label() + " (" + unit.description() + ")")
                    .iterator();
        }
    }

    /** Formats, asked for when the help is shown. */
    static final class Formats implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return TextFormats.all().stream().map(TextFormat::name).iterator();
        }
    }

    /**
     * The options.
     *
     * @return the record
     * @throws IllegalArgumentException if something is unknown, or two things do not go together
     * @throws IOException if a file of words or steps cannot be read
     */
    public TextOptions options() throws IOException {
        return new TextOptions(cut.analyzer(), reading());
    }

    /**
     * The options of text that goes on where another ended: cut as that was, unless it is said otherwise.
     *
     * @param earlier what is known of the model that the other made
     * @return the record
     * @throws IllegalArgumentException as {@link #options} does
     * @throws IOException as {@link #options} does
     */
    public TextOptions optionsAfter(ModelMetadata earlier) throws IOException {
        TextAnalyzer analyzer = cut.analyzerAfter(earlier);
        ReadingOptions reading = reading();
        Optional<String> unit = earlier.get(ModelMetadata.TEXT_PREFIX + ReadingOptions.SENTENCES);
        return new TextOptions(
                analyzer,
                sentences == null && unit.isPresent()
                        ? new ReadingOptions(format, field, column, Sentences.named(unit.get()))
                        : reading);
    }

    private ReadingOptions reading() {
        return new ReadingOptions(
                format, field, column, sentences == null ? Sentences.LINE : Sentences.named(sentences));
    }
}
