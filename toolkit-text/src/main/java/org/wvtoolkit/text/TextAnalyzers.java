package org.wvtoolkit.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The registry of analyzers: one line each here, and one for each language in {@link LanguageAnalyzers}. */
public final class TextAnalyzers {
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
     * All analyzers.
     *
     * @return the default first, then the others, languages in alphabetical order
     */
    public static List<TextAnalyzer> all() {
        List<TextAnalyzer> all = new ArrayList<>(OWN);
        all.addAll(LanguageAnalyzers.ALL);
        return List.copyOf(all);
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
                .or(() -> find(LanguageAnalyzers.ALL, lower))
                .orElseThrow(() -> new IllegalArgumentException("unknown analyzer: " + name + "; there are "
                        + all().stream().map(TextAnalyzer::name).collect(Collectors.joining(", "))));
    }

    private static Optional<TextAnalyzer> find(List<TextAnalyzer> analyzers, String name) {
        return analyzers.stream()
                .filter(analyzer -> analyzer.name().equals(name))
                .findFirst();
    }
}
