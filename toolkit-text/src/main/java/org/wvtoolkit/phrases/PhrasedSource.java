package org.wvtoolkit.phrases;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wvtoolkit.corpus.FilteredSource;
import org.wvtoolkit.corpus.TokenSink;
import org.wvtoolkit.corpus.TokenSource;

/**
 * Token source that joins phrases, pass by pass. It has the same thread contract as the underlying
 * source, until it is closed.
 */
public final class PhrasedSource extends FilteredSource implements AutoCloseable {
    /** Provenance key of the text between the words of a phrase. */
    public static final String CONNECTOR = "phrase-connector";

    /** Provenance key of the fingerprint of the phrases. */
    public static final String FINGERPRINT = "phrases";

    private final Phrases phrases;
    private final List<PhraseTable> tables = new ArrayList<>();

    private PhrasedSource(TokenSource source, Phrases phrases) {
        super(source);
        this.phrases = phrases;
        try {
            for (int pass = 1; pass <= phrases.passes(); pass++) {
                tables.add(new PhraseTable(phrases.ofPass(pass)));
            }
        } catch (Throwable failure) {
            close();
            throw failure;
        }
    }

    /**
     * Creates a source that joins the phrases of a text.
     *
     * @param source the text; not closed by the new source
     * @param phrases the phrases to join
     * @return the source; the caller closes it
     */
    public static PhrasedSource of(TokenSource source, Phrases phrases) {
        return new PhrasedSource(source, phrases);
    }

    @Override
    public Map<String, String> provenance() {
        Map<String, String> provenance = new LinkedHashMap<>(super.provenance());
        provenance.put(CONNECTOR, phrases.connector());
        provenance.put(FINGERPRINT, phrases.fingerprint());
        return provenance;
    }

    @Override
    protected TokenSink filter(TokenSink sink) {
        byte[] connector = phrases.connector().getBytes(StandardCharsets.UTF_8);
        TokenSink joining = sink;
        for (PhraseTable table : tables.reversed()) {
            joining = new PhraseSink(table, connector, joining);
        }
        return joining;
    }

    @Override
    public void close() {
        tables.forEach(PhraseTable::close);
    }
}
