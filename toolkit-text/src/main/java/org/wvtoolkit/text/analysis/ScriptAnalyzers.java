package org.wvtoolkit.text.analysis;

import java.io.Reader;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.cjk.CJKWidthCharFilter;
import org.apache.lucene.analysis.cn.smart.HMMChineseTokenizer;
import org.apache.lucene.analysis.core.SimpleAnalyzer;
import org.apache.lucene.analysis.icu.ICUNormalizer2Filter;
import org.apache.lucene.analysis.icu.segmentation.ICUTokenizer;
import org.apache.lucene.analysis.ja.JapaneseBaseFormFilter;
import org.apache.lucene.analysis.ja.JapaneseKatakanaStemFilter;
import org.apache.lucene.analysis.ja.JapaneseTokenizer;
import org.wvtoolkit.extension.MissingLibraryException;

/**
 * Registry of the analyzers for text without spaces between words, and of two language-independent
 * analyzers. A separate class, because its dictionaries are large.
 */
final class ScriptAnalyzers {
    static final List<TextAnalyzer> ALL = List.of(
            new ScriptAnalyzer(
                    "chinese",
                    "org.apache.lucene:lucene-analysis-smartcn (with com.ibm.icu:icu4j)",
                    "Chinese words by smartcn, traditional characters folded to simplified ones; accepts user words",
                    ScriptAnalyzers::chinese,
                    word -> lowerCase(SimplifiedCharacters.fold(word))),
            new ScriptAnalyzer(
                    "icu",
                    "org.apache.lucene:lucene-analysis-icu",
                    "words of all scripts by ICU with dictionaries, folded by NFKC and case; accepts user words",
                    ScriptAnalyzers::icu,
                    ScriptAnalyzers::lowerCase),
            new ScriptAnalyzer(
                    "japanese",
                    "org.apache.lucene:lucene-analysis-kuromoji",
                    "Japanese words by kuromoji, in their base form; accepts user words",
                    ScriptAnalyzers::japanese,
                    ScriptAnalyzers::lowerCase),
            new LanguageAnalyzer(
                    "simple", "sequences of letters, in lower case; digits separate words", SimpleAnalyzer::new));

    private ScriptAnalyzers() {}

    private static String lowerCase(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    /**
     * Analyzer that detects word boundaries in text without spaces.
     *
     * @param name the name
     * @param library the optional library that it requires
     * @param description a one-line description
     * @param maker creates the Lucene analyzer for a set of user words
     * @param folding the character folding that the analyzer applies to words
     * @param words the user words, which are kept whole
     */
    private record ScriptAnalyzer(
            String name,
            String library,
            String description,
            Function<Set<String>, Analyzer> maker,
            UnaryOperator<String> folding,
            UserWords words)
            implements TextAnalyzer {
        ScriptAnalyzer(
                String name,
                String library,
                String description,
                Function<Set<String>, Analyzer> maker,
                UnaryOperator<String> folding) {
            this(name, library, description, maker, folding, UserWords.NONE);
        }

        @Override
        public Map<String, String> provenance() {
            Map<String, String> provenance = LuceneTokenizer.provenance(name);
            words.addTo(provenance);
            return provenance;
        }

        @Override
        public TextAnalyzer withWords(List<String> own) {
            return new ScriptAnalyzer(name, library, description, maker, folding, UserWords.of(own));
        }

        @Override
        public TextTokenizer newTokenizer() {
            return MissingLibraryException.using(
                    "analyzer '" + name + "'",
                    library,
                    () -> LuceneTokenizer.segmented(maker.apply(words.mapped(folding))));
        }
    }

    private static TokenStream keeping(Set<String> words, TokenStream stream) {
        return words.isEmpty() ? stream : new UserWordFilter(stream, words);
    }

    private static Analyzer chinese(Set<String> words) {
        // Fails here rather than in a worker if ICU is missing.
        SimplifiedCharacters.load();
        return new Analyzer() {
            @Override
            protected Reader initReader(String field, Reader reader) {
                return new SimplifiedCharacters(reader);
            }

            @Override
            protected TokenStreamComponents createComponents(String field) {
                Tokenizer tokens = new HMMChineseTokenizer();
                // smartcn replaces all punctuation by commas; WordFilter removes them.
                return new TokenStreamComponents(tokens, keeping(words, new LowerCaseFilter(new WordFilter(tokens))));
            }
        };
    }

    private static Analyzer icu(Set<String> words) {
        return new Analyzer() {
            @Override
            protected TokenStreamComponents createComponents(String field) {
                Tokenizer tokens = new ICUTokenizer();
                return new TokenStreamComponents(tokens, keeping(words, new ICUNormalizer2Filter(tokens)));
            }
        };
    }

    private static Analyzer japanese(Set<String> words) {
        return new Analyzer() {
            @Override
            protected Reader initReader(String field, Reader reader) {
                return new CJKWidthCharFilter(reader);
            }

            @Override
            protected TokenStreamComponents createComponents(String field) {
                Tokenizer tokens = new JapaneseTokenizer(null, true, JapaneseTokenizer.Mode.NORMAL);
                TokenStream base = new JapaneseKatakanaStemFilter(new JapaneseBaseFormFilter(tokens));
                return new TokenStreamComponents(tokens, keeping(words, new LowerCaseFilter(base)));
            }
        };
    }
}
