package org.wvtoolkit.cli.option;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.text.TextAnalyzer;
import org.wvtoolkit.text.TextAnalyzers;
import org.wvtoolkit.text.TextOptions;
import org.wvtoolkit.text.reader.ReadingOptions;
import org.wvtoolkit.text.reader.Sentences;
import org.wvtoolkit.text.reader.TextFormat;
import org.wvtoolkit.text.reader.TextFormats;
import picocli.CommandLine.Option;

/** How text is found in files and cut into tokens. */
public final class TextOption {
    @Option(
            names = "--analyzer",
            paramLabel = "NAME",
            completionCandidates = Names.class,
            description = "how to cut text into words; default: standard. whitespace takes text that is cut already,"
                    + " words apart by spaces, and is the fastest; a language leaves its stop words out and stems the rest."
                    + " There are: ${COMPLETION-CANDIDATES}")
    private @Nullable String analyzer;

    @Option(
            names = "--tokenizer",
            paramLabel = "NAME",
            description =
                    "instead of an analyzer, begin a chain of your own: standard, whitespace, letters, addresses, icu, chinese, japanese")
    private @Nullable String tokenizer;

    @Option(
            names = "--filter",
            paramLabel = "NAME[:VALUE]",
            description =
                    "the chain's next step, in order: lowercase, ascii, fold, words, numbers, possessive, stop:LANGUAGE, stop:WORD,WORD,"
                            + " stem:LANGUAGE, length:MIN-MAX")
    private List<String> filters = new ArrayList<>();

    @Option(
            names = "--analyzer-file",
            paramLabel = "FILE",
            description = "a chain from a file, a step a line: a tokenizer, then filters. The model keeps it")
    private @Nullable Path analyzerFile;

    @Option(
            names = "--word-list",
            paramLabel = "FILE",
            description =
                    "words of your own, one a line, that chinese, japanese and icu keep whole. The model keeps them")
    private @Nullable Path words;

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

    /** Names of analyzers, asked for when the help is shown. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return TextAnalyzers.all().stream().map(TextAnalyzer::name).iterator();
        }
    }

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
        return new TextOptions(analyzer(), reading());
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
        TextAnalyzer cut = isAnalyzerGiven() || words != null
                ? analyzer()
                : TextAnalyzers.of(name -> earlier.get(ModelMetadata.TEXT_PREFIX + name));
        ReadingOptions reading = reading();
        Optional<String> unit = earlier.get(ModelMetadata.TEXT_PREFIX + ReadingOptions.SENTENCES);
        return new TextOptions(
                cut,
                sentences == null && unit.isPresent()
                        ? new ReadingOptions(format, field, column, Sentences.named(unit.get()))
                        : reading);
    }

    private boolean isAnalyzerGiven() {
        return analyzer != null || tokenizer != null || analyzerFile != null || !filters.isEmpty();
    }

    private TextAnalyzer analyzer() throws IOException {
        if (Stream.of(analyzer, tokenizer, analyzerFile)
                        .filter(given -> given != null)
                        .count()
                > 1) {
            throw new IllegalArgumentException("give one of --analyzer, --tokenizer and --analyzer-file");
        }
        if (!filters.isEmpty() && tokenizer == null) {
            throw new IllegalArgumentException("--filter goes on from --tokenizer, and applies to nothing else");
        }
        TextAnalyzer cut = analyzerFile != null
                ? TextAnalyzers.chain(lines(analyzerFile))
                : tokenizer != null
                        ? TextAnalyzers.chain(tokenizer, filters)
                        : analyzer != null ? TextAnalyzers.named(analyzer) : TextAnalyzers.standard();
        return words == null
                ? cut
                : cut.withWords(lines(words).stream()
                        .filter(line -> !line.startsWith("#"))
                        // Lists made for other tools have a frequency and a part of speech behind the word.
                        .map(line -> line.strip().split("\\s", 2)[0])
                        .toList());
    }

    private ReadingOptions reading() {
        return new ReadingOptions(
                format, field, column, sentences == null ? Sentences.LINE : Sentences.named(sentences));
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": no such file; check the name", e);
        } catch (CharacterCodingException e) {
            throw new IOException(file + ": is not UTF-8; convert it, as iconv does", e);
        }
    }
}
