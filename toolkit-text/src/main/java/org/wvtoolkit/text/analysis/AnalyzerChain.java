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
 * A chain of one's own: a tokenizer, then filters in order. Written as a line, {@code standard | lowercase | stop:english | length:2-40}, which
 * is also what a model keeps.
 *
 * @param tokenizer the name of the tokenizer
 * @param filters the filters' names, each with what follows it behind a colon
 * @param words the user's own words
 */
record AnalyzerChain(String tokenizer, List<String> filters, UserWords words) implements TextAnalyzer {
    static final String NAME = "custom";
    static final String PROVENANCE = "chain";
    private static final String SEPARATOR = " | ";

    /**
     * Checks names and arguments.
     *
     * @throws IllegalArgumentException if one is unknown or wrong; the message lists what there is
     */
    AnalyzerChain {
        filters = List.copyOf(filters);
        AnalyzerStep.tokenizer(tokenizer);
        for (String filter : filters) {
            AnalyzerStep.filter(filter);
        }
        // Arguments are checked by what takes them.
        analyzer(tokenizer, filters, Set.of()).close();
    }

    /** Reads a chain from a line. */
    static AnalyzerChain parse(String line) {
        List<String> steps =
                Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
        return new AnalyzerChain(steps.getFirst(), steps.subList(1, steps.size()), UserWords.NONE);
    }

    /**
     * Reads a chain from the lines of a file: a step a line, the tokenizer first; what follows {@code #} is left out.
     *
     * @throws IllegalArgumentException if there is none
     */
    static AnalyzerChain ofLines(List<String> lines) {
        List<String> steps = lines.stream()
                .map(line -> line.contains("#") ? line.substring(0, line.indexOf('#')) : line)
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (steps.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no tokenizer in it; give one step a line, such as standard, then lowercase");
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
        // The words as the filters leave them, since they are looked for behind those.
        return new LuceneTokenizer(analyzer(tokenizer, filters, words.mapped(this::filtered)));
    }

    /** A word as the filters leave it. */
    private String filtered(String word) {
        StringBuilder all = new StringBuilder();
        try (Analyzer analyzer = analyzer(tokenizer, filters, Set.of());
                TokenStream tokens = analyzer.tokenStream("word", word)) {
            CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                all.append(term);
            }
            tokens.end();
        } catch (IOException e) {
            throw new IllegalStateException("nothing is read from anywhere", e);
        }
        return all.toString();
    }

    private static Analyzer analyzer(String tokenizer, List<String> filters, Set<String> words) {
        AnalyzerStep.TokenizerStep first = AnalyzerStep.tokenizer(tokenizer);
        // Made once in vain, so that what is wrong is said now and not by a worker.
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
            stream = AnalyzerStep.filter(filter).maker().apply(AnalyzerStep.argumentOf(filter), stream);
        }
        return new Analyzer.TokenStreamComponents(tokens, words.isEmpty() ? stream : new UserWordFilter(stream, words));
    }
}
