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
import org.wvtoolkit.cli.terminal.UsageException;
import org.wvtoolkit.container.Utf8Files;
import org.wvtoolkit.embedding.ModelMetadata;
import org.wvtoolkit.text.analysis.TextAnalyzer;
import org.wvtoolkit.text.analysis.TextAnalyzers;
import picocli.CommandLine.Option;

/** How text is cut into tokens. */
public final class AnalyzerOption {
    @Option(
            names = "--analyzer",
            paramLabel = "NAME",
            completionCandidates = Names.class,
            description = "how to cut text into words; default: standard. whitespace takes text that is cut already,"
                    + " words apart by spaces, and is the fastest; a language leaves its stop words out and stems "
                    + "the rest."
                    + " There are: ${COMPLETION-CANDIDATES}")
    private @Nullable String analyzer;

    @Option(
            names = "--tokenizer",
            paramLabel = "NAME",
            description =
                    "instead of an analyzer, begin a chain of your own: standard, whitespace, letters, addresses, "
                            + "icu, chinese, japanese")
    private @Nullable String tokenizer;

    @Option(
            names = "--filter",
            paramLabel = "NAME[:VALUE]",
            description = "the chain's next step, in order: lowercase, ascii, fold, words, numbers, possessive, "
                    + "stop:LANGUAGE, stop:WORD,WORD,"
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

    /** Names of analyzers, asked for when the help is shown. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return TextAnalyzers.all().stream().map(TextAnalyzer::name).iterator();
        }
    }

    /**
     * The analyzer for text that goes with a model's: that of the model, unless the command line says otherwise.
     *
     * @param earlier what is known of the model
     * @return the analyzer
     * @throws UsageException as {@link #analyzer} does
     * @throws IOException as {@link #analyzer} does
     */
    public TextAnalyzer analyzerAfter(ModelMetadata earlier) throws IOException {
        return isGiven()
                ? analyzer()
                : UsageException.check(() -> TextAnalyzers.of(name -> earlier.get(ModelMetadata.TEXT_PREFIX + name)));
    }

    private boolean isGiven() {
        return analyzer != null || tokenizer != null || analyzerFile != null || !filters.isEmpty() || words != null;
    }

    /**
     * The analyzer.
     *
     * @return as the command line says, else the default
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

    private static List<String> lines(Path file) throws IOException {
        try {
            return Utf8Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": no such file; check the name", e);
        } catch (CharacterCodingException e) {
            throw new IOException(file + ": is not UTF-8; convert it, as iconv does", e);
        }
    }
}
