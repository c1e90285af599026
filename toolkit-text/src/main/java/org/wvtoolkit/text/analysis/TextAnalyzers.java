package org.wvtoolkit.text.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.lucene.analysis.Analyzer;

/**
 * Registry of the analyzers, with one line per analyzer. {@link LanguageAnalyzers} contains those
 * for languages, {@link ScriptAnalyzers} those for text without spaces. An {@link
 * org.wvtoolkit.extension.Extension} of another library registers more, which models then find by name.
 */
public final class TextAnalyzers {
    /** Provenance key of the analyzer's name. */
    public static final String NAME = "analyzer";

    /** Analyzers that do not load classes of Lucene. */
    private static final List<TextAnalyzer> OWN = List.of(new StandardAnalyzer(), new WhitespaceAnalyzer());

    private TextAnalyzers() {}

    /**
     * Returns the default analyzer.
     *
     * @return words by the Unicode rules, in lower case
     */
    public static TextAnalyzer standard() {
        return OWN.getFirst();
    }

    /**
     * Returns all analyzers except custom chains.
     *
     * @return the default analyzer first; languages in alphabetical order; then those of extensions
     */
    public static List<TextAnalyzer> all() {
        List<TextAnalyzer> all = new ArrayList<>(OWN);
        all.addAll(ScriptAnalyzers.ALL);
        all.addAll(LanguageAnalyzers.ALL);
        return TextAnalyzer.EXTENSIONS.all(all);
    }

    /**
     * Returns the names of the tokenizers with which {@link #chain(String, List)} begins.
     *
     * @return unmodifiable
     */
    public static List<String> tokenizers() {
        return AnalyzerStep.TOKENIZERS.stream()
                .map(AnalyzerStep.TokenizerStep::name)
                .toList();
    }

    /**
     * Returns the analyzer with a name.
     *
     * @param name the name, case-insensitive
     * @return the analyzer
     * @throws UnknownAnalyzerException if there is no such analyzer; the message lists the names
     */
    public static TextAnalyzer named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return find(OWN, lower)
                .or(() -> find(ScriptAnalyzers.ALL, lower))
                .or(() -> find(LanguageAnalyzers.ALL, lower))
                .or(() -> TextAnalyzer.EXTENSIONS.find(lower))
                .orElseThrow(() -> new UnknownAnalyzerException(
                        name, all().stream().map(TextAnalyzer::name).toList()));
    }

    /**
     * Creates an analyzer from one of Lucene.
     *
     * <p>Models store the name. To tokenize queries in another process, register the analyzer there under the same
     * name with an {@link org.wvtoolkit.extension.Extension}, or pass it to {@code ModelTokenizer.withAnalyzer}.
     *
     * @param name a name of lower-case letters, digits, hyphens, dots and underscores, other than that of a built-in
     *     analyzer
     * @param maker creates an analyzer; called once for each thread, and closed by that thread
     * @return the analyzer
     * @throws IllegalArgumentException if the name is not valid or that of a built-in analyzer
     */
    public static TextAnalyzer lucene(String name, Supplier<Analyzer> maker) {
        if (!name.matches("[a-z0-9][a-z0-9._-]*")) {
            throw new IllegalArgumentException("an analyzer's name consists of lower-case letters, digits, hyphens,"
                    + " dots and underscores: " + name);
        }
        if (name.equals(AnalyzerChain.NAME) || isBuiltIn(name)) {
            throw new IllegalArgumentException(
                    "analyzer '" + name + "' is built in; choose another name for your own analyzer");
        }
        return new LanguageAnalyzer(name, "an analyzer of Lucene", maker);
    }

    private static boolean isBuiltIn(String name) {
        return find(OWN, name)
                .or(() -> find(ScriptAnalyzers.ALL, name))
                .or(() -> find(LanguageAnalyzers.ALL, name))
                .isPresent();
    }

    /**
     * Creates a custom analyzer.
     *
     * @param tokenizer the name of the tokenizer
     * @param filters the filter names, with arguments after a colon, for example
     *     {@code stop:english}
     * @return the analyzer
     * @throws IllegalArgumentException if a name or an argument is invalid; the message lists the
     *     valid names
     */
    public static TextAnalyzer chain(String tokenizer, List<String> filters) {
        return new AnalyzerChain(tokenizer, filters, UserWords.NONE);
    }

    /**
     * Creates a custom analyzer from the lines of a file.
     *
     * @param lines one step per line, the tokenizer first; text after {@code #} is a comment
     * @return the analyzer
     * @throws IllegalArgumentException if a name or an argument is invalid; the message lists the
     *     valid names
     */
    public static TextAnalyzer chain(List<String> lines) {
        return AnalyzerChain.ofLines(lines);
    }

    /**
     * Recreates the analyzer of a corpus from its provenance.
     *
     * @param provenance returns the value of a name of {@link TextAnalyzer#provenance}
     * @return the analyzer; the default analyzer if none is named
     * @throws UnknownAnalyzerException if no such analyzer is built in or registered; the message lists the names
     */
    public static TextAnalyzer of(Function<String, Optional<String>> provenance) {
        String name = provenance.apply(NAME).orElse(StandardAnalyzer.NAME);
        TextAnalyzer analyzer = name.equals(AnalyzerChain.NAME)
                ? AnalyzerChain.parse(provenance.apply(AnalyzerChain.PROVENANCE).orElse(""))
                : named(name);
        return provenance
                .apply(UserWords.PROVENANCE)
                .map(words -> analyzer.withWords(List.of(words.split(" ", -1))))
                .orElse(analyzer);
    }

    private static Optional<TextAnalyzer> find(List<TextAnalyzer> analyzers, String name) {
        return analyzers.stream()
                .filter(analyzer -> analyzer.name().equals(name))
                .findFirst();
    }
}
