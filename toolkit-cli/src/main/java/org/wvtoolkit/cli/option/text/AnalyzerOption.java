package org.wvtoolkit.cli.option.text;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.help.OptionGroup;
import org.wvtoolkit.cli.option.Choices;
import org.wvtoolkit.cli.terminal.UsageException;
import org.wvtoolkit.container.Utf8Files;
import org.wvtoolkit.text.analysis.TextAnalyzer;
import org.wvtoolkit.text.analysis.TextAnalyzers;
import org.wvtoolkit.text.model.ModelTokenizer;
import picocli.CommandLine.Option;

/** The analyzer that tokenizes the text. */
@OptionGroup("Tokenization options")
public final class AnalyzerOption {
    @Option(
            names = "--analyzer",
            paramLabel = "NAME",
            completionCandidates = Names.class,
            description = "Analyzer that tokenizes the text. One of: ${COMPLETION-CANDIDATES}. whitespace"
                    + " takes space-separated tokens and is the fastest; the language analyzers remove stop"
                    + " words and stem. Default: standard.")
    private @Nullable String analyzer;

    @Option(
            names = "--tokenizer",
            paramLabel = "NAME",
            completionCandidates = Tokenizers.class,
            description = "Tokenizer of a custom analyzer, instead of --analyzer. One of: standard,"
                    + " whitespace, letters, addresses, icu, chinese, japanese.")
    private @Nullable String tokenizer;

    @Option(
            names = "--filter",
            paramLabel = "NAME[:VALUE]",
            description = "Next token filter of the custom analyzer. Repeatable, applied in order: lowercase,"
                    + " turkish-lowercase, nfc, ascii, fold, words, numbers, possessive, stop:LANGUAGE,"
                    + " stop:WORD,WORD, stem:LANGUAGE, length:MIN-MAX, decompound (divides compounds, such as"
                    + " German ones, into the words of --word-list).")
    private List<String> filters = new ArrayList<>();

    @Option(
            names = "--analyzer-file",
            paramLabel = "FILE",
            description = "File that defines a custom analyzer, one step per line: a tokenizer, then filters."
                    + " Stored in the model.")
    private @Nullable Path analyzerFile;

    @Option(
            names = "--word-list",
            paramLabel = "FILE",
            description = "File of words, one per line, that the chinese, japanese and icu tokenizers keep"
                    + " whole, or of the parts of compounds for the filter decompound. Stored in the model.")
    private @Nullable Path words;

    /** Names of analyzers, read when the help is printed. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return TextAnalyzers.all().stream().map(TextAnalyzer::name).iterator();
        }
    }

    /**
     * The analyzer for text that is used with a model: the model's analyzer unless an option selects another.
     *
     * @param earlier tokenizes as the model's corpus was tokenized
     * @return the analyzer
     * @throws UsageException as {@link #analyzer} does
     * @throws IOException as {@link #analyzer} does
     */
    public TextAnalyzer analyzerAfter(ModelTokenizer earlier) throws IOException {
        return isGiven() ? analyzer() : earlier.analyzer(TextAnalyzers.standard());
    }

    private boolean isGiven() {
        return analyzer != null || tokenizer != null || analyzerFile != null || !filters.isEmpty() || words != null;
    }

    /**
     * The analyzer.
     *
     * @return the analyzer selected by the options, or the default
     * @throws UsageException if a name is unknown, or options cannot be combined
     * @throws IOException if a file of words or steps cannot be read
     */
    public TextAnalyzer analyzer() throws IOException {
        return UsageException.check(this::parse);
    }

    private TextAnalyzer parse() throws IOException {
        if (Stream.of(analyzer, tokenizer, analyzerFile)
                        .filter(given -> given != null)
                        .count()
                > 1) {
            throw new IllegalArgumentException(
                    "--analyzer, --tokenizer and --analyzer-file cannot be combined; use one of them");
        }
        if (!filters.isEmpty() && tokenizer == null) {
            throw new IllegalArgumentException("--filter requires --tokenizer");
        }
        TextAnalyzer cut = analyzerFile != null
                ? TextAnalyzers.chain(lines(analyzerFile))
                : tokenizer != null
                        ? TextAnalyzers.chain(tokenizer, filters)
                        : analyzer != null ? TextAnalyzers.named(analyzer) : TextAnalyzers.standard();
        List<String> steps = analyzerFile != null ? lines(analyzerFile) : filters;
        if (words == null && steps.stream().map(String::strip).anyMatch("decompound"::equals)) {
            throw new IllegalArgumentException("the filter decompound requires --word-list, a file of words");
        }
        return words == null
                ? cut
                : cut.withWords(lines(words).stream()
                        .filter(line -> !line.startsWith("#"))
                        // Lists of other tools contain frequency and part of speech after the word.
                        .map(line -> line.strip().split("\\s", 2)[0])
                        .toList());
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            return Utf8Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": no such file; check the name", e);
        } catch (CharacterCodingException e) {
            throw new IOException(file + ": is not UTF-8; convert it to UTF-8, for example with iconv", e);
        }
    }

    /** Names of tokenizers. */
    static final class Tokenizers extends Choices {
        Tokenizers() {
            super(TextAnalyzers.tokenizers());
        }
    }
}
