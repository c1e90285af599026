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

/** The most frequent small words of many languages, from Lucene's analyzers. */
public final class StopWords {
    /** Not a language, or another spelling of one that is there. */
    private static final List<String> LEFT_OUT = List.of("cjk", "brazilian");

    private StopWords() {}

    /**
     * The stop words of each language that Lucene has an analyzer for.
     *
     * @return words in UTF-8 and lower case, by the language's name in English, in alphabetical order
     */
    public static Map<String, List<byte[]>> byLanguage() {
        Map<String, List<byte[]>> all = new TreeMap<>();
        for (TextAnalyzer language : LanguageAnalyzers.ALL) {
            if (!(language instanceof LanguageAnalyzer made) || LEFT_OUT.contains(language.name())) {
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
            case DutchAnalyzer _ ->
                DutchAnalyzer.getDefaultStopSet(); // the one that has the words, but not the base class
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
