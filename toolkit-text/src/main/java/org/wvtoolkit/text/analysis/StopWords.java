package org.wvtoolkit.text.analysis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.StopwordAnalyzerBase;
import org.apache.lucene.analysis.nl.DutchAnalyzer;

/** Stop words of many languages, from Lucene's analyzers. */
public final class StopWords {
    /** Analyzers that are not for a language, or for a variant of another one. */
    private static final List<String> EXCLUDED = List.of("cjk", "brazilian");

    private StopWords() {}

    /**
     * Returns the stop words of each language with a Lucene analyzer.
     *
     * @return UTF-8 words in lower case, keyed by the English name of the language, in alphabetical
     *     order
     */
    public static Map<String, List<byte[]>> byLanguage() {
        Map<String, List<byte[]>> all = new TreeMap<>();
        for (TextAnalyzer language : LanguageAnalyzers.ALL) {
            if (!(language instanceof LanguageAnalyzer made) || EXCLUDED.contains(language.name())) {
                continue;
            }
            try (Analyzer analyzer = made.maker().get()) {
                CharArraySet words = wordsOf(analyzer);
                if (!words.isEmpty()) {
                    all.put(language.name(), utf8(words));
                }
            }
        }
        return all;
    }

    private static CharArraySet wordsOf(Analyzer analyzer) {
        return switch (analyzer) {
            case StopwordAnalyzerBase withStopWords -> withStopWords.getStopwordSet();
            case DutchAnalyzer _ -> DutchAnalyzer.getDefaultStopSet(); // has stop words but a different base class
            default -> CharArraySet.EMPTY_SET;
        };
    }

    private static List<byte[]> utf8(CharArraySet words) {
        List<byte[]> all = new ArrayList<>();
        for (Object word : words) {
            all.add(new String((char[]) word).getBytes(StandardCharsets.UTF_8));
        }
        return List.copyOf(all);
    }
}
