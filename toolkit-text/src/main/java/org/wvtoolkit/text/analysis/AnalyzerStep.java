package org.wvtoolkit.text.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.StopwordAnalyzerBase;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.cn.smart.HMMChineseTokenizer;
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

/**
 * The registry of what a chain of one's own is made of: one line a tokenizer, one line a filter. A class of
 * its own, since it knows much
 * of Lucene.
 */
final class AnalyzerStep {
    /**
     * Cuts characters into tokens.
     *
     * @param name as the command line has it
     * @param description one line for a person
     * @param maker makes Lucene's
     */
    record TokenizerStep(String name, String description, Supplier<Tokenizer> maker) {}

    /**
     * Changes or drops tokens.
     *
     * @param name as the command line has it
     * @param argument what follows the name behind a colon, for a person; empty if nothing may
     * @param description one line for a person
     * @param maker checks the argument, and makes what makes Lucene's
     */
    record FilterStep(
            String name, String argument, String description, BiFunction<String, TokenStream, TokenStream> maker) {}

    static final List<TokenizerStep> TOKENIZERS = List.of(
            new TokenizerStep("standard", "words by the rules of Unicode", StandardTokenizer::new),
            new TokenizerStep("whitespace", "whatever white space bounds", WhitespaceTokenizer::new),
            new TokenizerStep("letters", "runs of letters", LetterTokenizer::new),
            new TokenizerStep(
                    "addresses", "as standard, but web and mail addresses whole", UAX29URLEmailTokenizer::new),
            new TokenizerStep(
                    "icu",
                    "by ICU, with dictionaries for Thai, Khmer, Lao, Burmese, Chinese and Japanese",
                    ICUTokenizer::new),
            new TokenizerStep("chinese", "smartcn's words of simplified Chinese", HMMChineseTokenizer::new),
            new TokenizerStep(
                    "japanese",
                    "kuromoji's words",
                    () -> new JapaneseTokenizer(null, true, JapaneseTokenizer.Mode.NORMAL)));

    static final List<FilterStep> FILTERS = List.of(
            new FilterStep("lowercase", "", "lower case", (argument, in) -> new LowerCaseFilter(in)),
            new FilterStep(
                    "turkish-lowercase",
                    "",
                    "lower case by the rules of Turkish and Azerbaijani: I as ı, İ as i",
                    (argument, in) -> new TurkishLowerCaseFilter(in)),
            new FilterStep(
                    "nfc",
                    "",
                    "letters and their marks composed (Unicode form C); standard does it by itself",
                    (argument, in) -> new ComposingFilter(in)),
            new FilterStep(
                    "ascii",
                    "",
                    "é as e, ß as ss: letters without marks",
                    (argument, in) -> new ASCIIFoldingFilter(in)),
            new FilterStep(
                    "fold",
                    "",
                    "case, marks and widths of all scripts folded",
                    (argument, in) -> new ICUFoldingFilter(in)),
            new FilterStep(
                    "words", "", "tokens without letter or digit left out", (argument, in) -> new WordFilter(in)),
            new FilterStep("numbers", "", "every digit as 0", (argument, in) -> new NumberFilter(in)),
            new FilterStep(
                    "possessive",
                    "",
                    "'s left out at the end of English words",
                    (argument, in) -> new EnglishPossessiveFilter(in)),
            new FilterStep("stop", "LANGUAGE or WORD,WORD,…", "stop words left out", AnalyzerStep::stop),
            new FilterStep("stem", "LANGUAGE", "words reduced to stems, by Snowball", AnalyzerStep::stem),
            new FilterStep(
                    "length", "MIN-MAX", "words of other lengths, in characters, left out", AnalyzerStep::length));

    private AnalyzerStep() {}

    /** The tokenizer of a name. */
    static TokenizerStep tokenizer(String name) {
        return TOKENIZERS.stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown tokenizer: " + name + "; there are "
                        + TOKENIZERS.stream().map(TokenizerStep::name).collect(Collectors.joining(", "))));
    }

    /** The filter that is meant by a name and, behind a colon, an argument. */
    static FilterStep filter(String specification) {
        String name = nameOf(specification);
        FilterStep found = FILTERS.stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown filter: " + name + "; there are "
                        + FILTERS.stream()
                                .map(step ->
                                        step.argument().isEmpty() ? step.name() : step.name() + ":" + step.argument())
                                .collect(Collectors.joining(", "))));
        if (found.argument().isEmpty() != argumentOf(specification).isEmpty()) {
            throw new IllegalArgumentException(
                    found.argument().isEmpty()
                            ? "filter " + name + " takes nothing behind a colon: " + specification
                            : "filter " + name + " needs " + name + ":" + found.argument());
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

    /** The stop words of a language, or those that are listed. A single word that names no language is a word. */
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
            throw new IllegalArgumentException("no language: " + argument);
        }
        try {
            return new SnowballFilter(in, Character.toUpperCase(argument.charAt(0)) + argument.substring(1));
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(
                    "filter stem knows no language " + argument
                            + "; it knows those of Snowball, such as english, german, french, russian",
                    unknown);
        }
    }

    private static TokenStream length(String argument, TokenStream in) {
        List<Integer> bounds = new ArrayList<>();
        for (String bound : argument.split("-", -1)) {
            bounds.add(bound.matches("\\d{1,4}") ? Integer.parseInt(bound) : -1);
        }
        if (bounds.size() != 2 || bounds.get(0) < 0 || bounds.get(1) < Math.max(1, bounds.get(0))) {
            throw new IllegalArgumentException("filter length needs length:MIN-MAX, such as length:2-40: " + argument);
        }
        return new LengthFilter(in, bounds.get(0), bounds.get(1));
    }
}
