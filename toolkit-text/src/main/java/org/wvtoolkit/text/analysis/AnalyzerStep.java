package org.wvtoolkit.text.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.StopwordAnalyzerBase;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.cn.smart.HMMChineseTokenizer;
import org.apache.lucene.analysis.compound.DictionaryCompoundWordTokenFilter;
import org.apache.lucene.analysis.core.LetterTokenizer;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.analysis.email.UAX29URLEmailTokenizer;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.icu.ICUFoldingFilter;
import org.apache.lucene.analysis.icu.segmentation.ICUTokenizer;
import org.apache.lucene.analysis.ja.JapaneseTokenizer;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.LengthFilter;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tr.TurkishLowerCaseFilter;
import org.wvtoolkit.extension.MissingLibraryException;

/**
 * Registry of the tokenizers and filters of custom analyzers, with one line per step. A separate
 * class, because it loads many classes of Lucene.
 */
final class AnalyzerStep {
    /**
     * Tokenizer that divides characters into tokens.
     *
     * @param name the name of the step
     * @param description a one-line description
     * @param maker creates the Lucene tokenizer
     * @param hasFixedBuffer whether it ends a word at the end of a buffer of fixed length
     */
    record TokenizerStep(String name, String description, Supplier<Tokenizer> maker, boolean hasFixedBuffer) {
        /** Creates a step without a fixed buffer. */
        TokenizerStep(String name, String description, Supplier<Tokenizer> maker) {
            this(name, description, maker, false);
        }
    }

    /**
     * Filter that changes or removes tokens.
     *
     * @param name the name of the step
     * @param argument the syntax of the argument after the colon; empty if the filter has none
     * @param description a one-line description
     * @param maker validates the argument and creates the Lucene filter
     */
    record FilterStep(String name, String argument, String description, FilterMaker maker) {}

    /** Creates a filter. */
    @FunctionalInterface
    interface FilterMaker {
        /**
         * Creates a filter.
         *
         * @param argument the text after the colon
         * @param in the tokens to filter
         * @param words the user's words, after the filters before this one
         * @return the filtered tokens
         * @throws IllegalArgumentException if the argument is invalid
         */
        TokenStream of(String argument, TokenStream in, Set<String> words);
    }

    /** The filter that divides compounds into the user's words. */
    static final String DECOMPOUND = "decompound";

    private static final String ICU = "org.apache.lucene:lucene-analysis-icu";
    private static final String SMARTCN = "org.apache.lucene:lucene-analysis-smartcn (with com.ibm.icu:icu4j)";
    private static final String KUROMOJI = "org.apache.lucene:lucene-analysis-kuromoji";

    // The steps of optional libraries are in classes of their own, which are not loaded without the libraries.

    /** The steps by ICU. */
    private static final class Icu {
        static Tokenizer tokenizer() {
            return new ICUTokenizer();
        }

        static TokenStream folding(TokenStream in) {
            return new ICUFoldingFilter(in);
        }
    }

    /** The tokenizer smartcn. */
    private static final class Chinese {
        static Tokenizer tokenizer() {
            SimplifiedCharacters.load();
            return new HMMChineseTokenizer();
        }
    }

    /** The tokenizer kuromoji. */
    private static final class Japanese {
        static Tokenizer tokenizer() {
            return new JapaneseTokenizer(null, true, JapaneseTokenizer.Mode.NORMAL);
        }
    }

    static final List<TokenizerStep> TOKENIZERS = List.of(
            new TokenizerStep("standard", "words by the Unicode rules (UAX #29)", StandardTokenizer::new),
            new TokenizerStep("whitespace", "tokens separated by white space", WhitespaceTokenizer::new),
            new TokenizerStep("letters", "sequences of letters", LetterTokenizer::new),
            new TokenizerStep(
                    "addresses", "as standard, but keeps web and mail addresses whole", UAX29URLEmailTokenizer::new),
            new TokenizerStep(
                    "icu",
                    "words by ICU, with dictionaries for Thai, Khmer, Lao, Burmese, Chinese and Japanese",
                    () -> MissingLibraryException.using("tokenizer 'icu'", ICU, () -> Icu.tokenizer()),
                    true),
            new TokenizerStep(
                    "chinese",
                    "words of simplified Chinese by smartcn",
                    () -> MissingLibraryException.using("tokenizer 'chinese'", SMARTCN, () -> Chinese.tokenizer()),
                    true),
            new TokenizerStep(
                    "japanese",
                    "Japanese words by kuromoji",
                    () -> MissingLibraryException.using("tokenizer 'japanese'", KUROMOJI, () -> Japanese.tokenizer()),
                    true));

    static final List<FilterStep> FILTERS = List.of(
            new FilterStep("lowercase", "", "lower case", (argument, in, words) -> new LowerCaseFilter(in)),
            new FilterStep(
                    "turkish-lowercase",
                    "",
                    "lower case by the Turkish and Azerbaijani rules: I to ı, İ to i",
                    (argument, in, words) -> new TurkishLowerCaseFilter(in)),
            new FilterStep(
                    "nfc",
                    "",
                    "composes letters and combining marks (Unicode form C); included in standard",
                    (argument, in, words) -> new ComposingFilter(in)),
            new FilterStep(
                    "ascii",
                    "",
                    "replaces letters with diacritics by ASCII: é by e, ß by ss",
                    (argument, in, words) -> new ASCIIFoldingFilter(in)),
            new FilterStep(
                    "fold",
                    "",
                    "folds case, diacritics and character widths in all scripts",
                    (argument, in, words) ->
                            MissingLibraryException.using("filter 'fold'", ICU, () -> Icu.folding(in))),
            new FilterStep(
                    "words",
                    "",
                    "removes tokens without a letter or digit",
                    (argument, in, words) -> new WordFilter(in)),
            new FilterStep("numbers", "", "replaces every digit by 0", (argument, in, words) -> new NumberFilter(in)),
            new FilterStep(
                    "possessive",
                    "",
                    "removes 's at the end of English words",
                    (argument, in, words) -> new EnglishPossessiveFilter(in)),
            new FilterStep(
                    "stop",
                    "LANGUAGE or WORD,WORD,…",
                    "removes stop words",
                    (argument, in, words) -> stop(argument, in)),
            new FilterStep(
                    "stem",
                    "LANGUAGE",
                    "reduces words to stems (Snowball)",
                    (argument, in, words) -> stem(argument, in)),
            new FilterStep(
                    "length",
                    "MIN-MAX",
                    "removes words with other lengths, in characters",
                    (argument, in, words) -> length(argument, in)),
            new FilterStep(
                    DECOMPOUND,
                    "",
                    "divides compounds into words of the word list, as in German and Dutch",
                    (argument, in, words) -> new CompoundFilter(in, words)));

    private AnalyzerStep() {}

    /**
     * Replaces a compound by its parts, where words of a dictionary cover it except for linking elements, such as the
     * s in Versicherungsvertrag. Other tokens remain unchanged.
     */
    private static final class CompoundFilter extends DictionaryCompoundWordTokenFilter {
        private static final int MIN_WORD = 5;
        private static final int MIN_PART = 3;
        private static final int LONGEST_PART = 40;

        /** Maximum length of a linking element. */
        private static final int LINK = 2;

        CompoundFilter(TokenStream in, Set<String> dictionary) {
            super(in, new CharArraySet(dictionary, true), MIN_WORD, MIN_PART, LONGEST_PART, true);
        }

        @Override
        protected void decompose() {
            super.decompose();
            int covered = tokens.stream().mapToInt(part -> part.txt.length()).sum();
            if (tokens.size() < 2 || termAtt.length() - covered > LINK * (tokens.size() - 1)) {
                tokens.clear();
                return;
            }
            // The superclass returns the current token before the parts, so the first part takes its place.
            String first = tokens.removeFirst().txt.toString();
            termAtt.setEmpty().append(first);
        }
    }

    /** Returns the tokenizer with a name. */
    static TokenizerStep tokenizer(String name) {
        return TOKENIZERS.stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown tokenizer: " + name + "; available: "
                        + TOKENIZERS.stream().map(TokenizerStep::name).collect(Collectors.joining(", "))));
    }

    /** Returns the filter of a specification: a name, optionally with a colon and an argument. */
    static FilterStep filter(String specification) {
        String name = nameOf(specification);
        FilterStep found = FILTERS.stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown filter: " + name + "; available: "
                        + FILTERS.stream()
                                .map(step ->
                                        step.argument().isEmpty() ? step.name() : step.name() + ":" + step.argument())
                                .collect(Collectors.joining(", "))));
        if (found.argument().isEmpty() != argumentOf(specification).isEmpty()) {
            throw new IllegalArgumentException(
                    found.argument().isEmpty()
                            ? "filter " + name + " has no argument: " + specification
                            : "filter " + name + " requires an argument: " + name + ":" + found.argument());
        }
        return found;
    }

    static String nameOf(String specification) {
        int colon = specification.indexOf(':');
        return colon < 0 ? specification : specification.substring(0, colon);
    }

    static String argumentOf(String specification) {
        int colon = specification.indexOf(':');
        return colon < 0 ? "" : specification.substring(colon + 1);
    }

    private static TokenStream stop(String argument, TokenStream in) {
        return new StopFilter(in, stopWords(argument));
    }

    /**
     * Returns the stop words of a language, or the listed words. A single word that is not a
     * language name is a stop word.
     */
    private static CharArraySet stopWords(String argument) {
        for (TextAnalyzer language : LanguageAnalyzers.ALL) {
            if (language.name().equals(argument)
                    && language instanceof LanguageAnalyzer analyzer
                    && analyzer.maker().get() instanceof StopwordAnalyzerBase known) {
                return known.getStopwordSet();
            }
        }
        return new CharArraySet(Arrays.asList(argument.split(",", -1)), false);
    }

    private static TokenStream stem(String argument, TokenStream in) {
        if (!argument.matches("[a-z]+")) {
            throw new IllegalArgumentException("not a language: " + argument);
        }
        try {
            return new SnowballFilter(in, Character.toUpperCase(argument.charAt(0)) + argument.substring(1));
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(
                    "filter stem does not support the language " + argument
                            + "; use a language of Snowball, such as english, german, french or russian",
                    unknown);
        }
    }

    private static TokenStream length(String argument, TokenStream in) {
        List<Integer> bounds = new ArrayList<>();
        for (String bound : argument.split("-", -1)) {
            bounds.add(bound.matches("\\d{1,4}") ? Integer.parseInt(bound) : -1);
        }
        if (bounds.size() != 2 || bounds.get(0) < 0 || bounds.get(1) < Math.max(1, bounds.get(0))) {
            throw new IllegalArgumentException(
                    "filter length requires length:MIN-MAX, for example length:2-40: " + argument);
        }
        return new LengthFilter(in, bounds.get(0), bounds.get(1));
    }
}
