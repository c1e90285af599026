package org.wvtoolkit.text.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The registry of analyzers: one line each here, one for each language in {@link LanguageAnalyzers}, one for each that finds words by
 * itself in {@link ScriptAnalyzers}.
 */
public final class TextAnalyzers {
    /** What {@link TextAnalyzer#provenance} has an analyzer's name under. */
    public static final String NAME = "analyzer";

    /** Those that need no class of Lucene's to be looked up. */
    private static final List<TextAnalyzer> OWN = List.of(new StandardAnalyzer(), new WhitespaceAnalyzer());

    private TextAnalyzers() {}

    /**
     * The analyzer that is taken where none is named.
     *
     * @return words by the rules of Unicode, in lower case
     */
    public static TextAnalyzer standard() {
        return OWN.getFirst();
    }

    /**
     * All analyzers but chains of one's own.
     *
     * @return the default first, then the others, languages in alphabetical order
     */
    public static List<TextAnalyzer> all() {
        List<TextAnalyzer> all = new ArrayList<>(OWN);
        all.addAll(ScriptAnalyzers.ALL);
        all.addAll(LanguageAnalyzers.ALL);
        return List.copyOf(all);
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
     * The analyzer of a name.
     *
     * @param name its name, in any case
     * @return the analyzer
     * @throws IllegalArgumentException if there is none; the message lists those there are
     */
    public static TextAnalyzer named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return find(OWN, lower)
                .or(() -> find(ScriptAnalyzers.ALL, lower))
                .or(() -> find(LanguageAnalyzers.ALL, lower))
                .orElseThrow(() -> new IllegalArgumentException("unknown analyzer: " + name + "; there are "
                        + all().stream().map(TextAnalyzer::name).collect(Collectors.joining(", "))));
    }

    /**
     * A chain of one's own: a tokenizer, then filters in order.
     *
     * @param tokenizer the tokenizer's name
     * @param filters the filters' names, some with an argument behind a colon, such as {@code stop:english}
     * @return the analyzer
     * @throws IllegalArgumentException if a name is unknown or an argument wrong; the message says what there is
     */
    public static TextAnalyzer chain(String tokenizer, List<String> filters) {
        return new AnalyzerChain(tokenizer, filters, UserWords.NONE);
    }

    /**
     * A chain of one's own from a file.
     *
     * @param lines a step a line, the tokenizer first, then filters in order; what follows {@code #} is left out
     * @return the analyzer
     * @throws IllegalArgumentException if a name is unknown or an argument wrong; the message says what there is
     */
    public static TextAnalyzer chain(List<String> lines) {
        return AnalyzerChain.ofLines(lines);
    }

    /**
     * The analyzer that cut a corpus, made again.
     *
     * @param provenance what is known of it: by names of {@link TextAnalyzer#provenance}, their values
     * @return the analyzer; the default one if none is named
     * @throws IllegalArgumentException if there is no such analyzer here; the message lists those there are
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
