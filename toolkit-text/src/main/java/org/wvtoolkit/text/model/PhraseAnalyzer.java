package org.wvtoolkit.text.model;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.wvtoolkit.corpus.TokenSink;
import org.wvtoolkit.phrases.KnownPhrases;
import org.wvtoolkit.text.analysis.TextAnalyzer;
import org.wvtoolkit.text.analysis.TextTokenizer;

/**
 * An analyzer whose words are joined to the phrases of a vocabulary.
 *
 * @param words tokenizes the text
 * @param phrases joins the words
 * @param phraseProvenance metadata entries that describe the phrases
 */
record PhraseAnalyzer(TextAnalyzer words, KnownPhrases phrases, Map<String, String> phraseProvenance)
        implements TextAnalyzer {
    @Override
    public String name() {
        return words.name();
    }

    @Override
    public String description() {
        return words.description();
    }

    @Override
    public Map<String, String> provenance() {
        Map<String, String> all = new LinkedHashMap<>(words.provenance());
        all.putAll(phraseProvenance);
        return all;
    }

    @Override
    public TextTokenizer newTokenizer() {
        return new Tokenizer(words.newTokenizer(), phrases);
    }

    /**
     * Tokenizer that joins phrases within the text of one call. A phrase does not continue in the
     * next call.
     */
    private record Tokenizer(TextTokenizer words, KnownPhrases phrases) implements TextTokenizer {
        @Override
        public void tokenize(byte[] utf8, int length, boolean continuesToken, TokenSink sink) throws IOException {
            KnownPhrases.Sink joining = phrases.joining(sink);
            words.tokenize(utf8, length, continuesToken, joining);
            joining.flush();
        }

        @Override
        public void continueWord() {
            words.continueWord();
        }

        @Override
        public long splitTokens() {
            return words.splitTokens();
        }

        @Override
        public void close() {
            words.close();
        }
    }
}
