package org.wvtoolkit.text.analysis;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Custom analyzer: a tokenizer followed by filters. The text form, which model metadata stores, is
 * for example {@code standard | lowercase | stop:english | length:2-40}.
 *
 * @param tokenizer the name of the tokenizer
 * @param filters the filter names, with arguments after a colon
 * @param words the user's own words: kept whole, or with the filter {@code decompound} the parts of compounds
 */
record AnalyzerChain(String tokenizer, List<String> filters, UserWords words) implements TextAnalyzer {
    static final String NAME = "custom";
    static final String PROVENANCE = "chain";
    private static final String SEPARATOR = " | ";

    /**
     * Validates names and arguments.
     *
     * @throws IllegalArgumentException if a name or an argument is invalid; the message lists the
     *     valid names
     */
    AnalyzerChain {
        filters = List.copyOf(filters);
        AnalyzerStep.tokenizer(tokenizer);
        for (String filter : filters) {
            AnalyzerStep.filter(filter);
        }
        // Building the chain validates the arguments.
        analyzer(tokenizer, filters, Set.of()).close();
    }

    /** Parses the text form. */
    static AnalyzerChain parse(String line) {
        List<String> steps =
                Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
        return new AnalyzerChain(steps.getFirst(), steps.subList(1, steps.size()), UserWords.NONE);
    }

    /**
     * Parses the lines of a file: one step per line, the tokenizer first. Text after {@code #} is a
     * comment.
     *
     * @throws IllegalArgumentException if there is no tokenizer, or a name or an argument is
     *     invalid
     */
    static AnalyzerChain ofLines(List<String> lines) {
        List<String> steps = lines.stream()
                .map(line -> line.contains("#") ? line.substring(0, line.indexOf('#')) : line)
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (steps.isEmpty()) {
            throw new IllegalArgumentException(
                    "no tokenizer found; write one step per line, for example standard, then lowercase");
        }
        return parse(String.join(SEPARATOR, steps));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return line();
    }

    private String line() {
        List<String> steps = new ArrayList<>(filters);
        steps.addFirst(tokenizer);
        return String.join(SEPARATOR, steps);
    }

    @Override
    public Map<String, String> provenance() {
        Map<String, String> provenance = LuceneTokenizer.provenance(NAME);
        provenance.put(PROVENANCE, line());
        words.addTo(provenance);
        return provenance;
    }

    @Override
    public TextAnalyzer withWords(List<String> own) {
        return new AnalyzerChain(tokenizer, filters, UserWords.of(own));
    }

    @Override
    public TextTokenizer newTokenizer() {
        // Apply the filters to the user's words, because these are matched after the filters.
        int decompound = filters.indexOf(AnalyzerStep.DECOMPOUND);
        List<String> before = decompound < 0 ? filters : filters.subList(0, decompound);
        Analyzer analyzer = analyzer(tokenizer, filters, words.mapped(word -> filtered(word, before)));
        return AnalyzerStep.tokenizer(tokenizer).hasFixedBuffer()
                ? LuceneTokenizer.segmented(analyzer)
                : new LuceneTokenizer(analyzer);
    }

    /** Returns a word after some filters. */
    private String filtered(String word, List<String> before) {
        StringBuilder all = new StringBuilder();
        try (Analyzer analyzer = analyzer(tokenizer, before, Set.of());
                TokenStream tokens = analyzer.tokenStream("word", word)) {
            CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                all.append(term);
            }
            tokens.end();
        } catch (IOException e) {
            throw new IllegalStateException("unexpected I/O error on a string", e);
        }
        return all.toString();
    }

    private static Analyzer analyzer(String tokenizer, List<String> filters, Set<String> words) {
        AnalyzerStep.TokenizerStep first = AnalyzerStep.tokenizer(tokenizer);
        // Build the chain once to validate it before the worker threads start.
        build(first, filters, words);
        return new Analyzer() {
            @Override
            protected TokenStreamComponents createComponents(String field) {
                return build(first, filters, words);
            }

            @Override
            protected Reader initReader(String field, Reader reader) {
                return tokenizer.equals("chinese") ? new SimplifiedCharacters(reader) : reader;
            }
        };
    }

    private static Analyzer.TokenStreamComponents build(
            AnalyzerStep.TokenizerStep first, List<String> filters, Set<String> words) {
        Tokenizer tokens = first.maker().get();
        TokenStream stream = first.name().equals("chinese") ? new WordFilter(tokens) : tokens;
        for (String filter : filters) {
            stream = AnalyzerStep.filter(filter).maker().of(AnalyzerStep.argumentOf(filter), stream, words);
        }
        boolean joined = !words.isEmpty() && !filters.contains(AnalyzerStep.DECOMPOUND);
        return new Analyzer.TokenStreamComponents(tokens, joined ? new UserWordFilter(stream, words) : stream);
    }
}
