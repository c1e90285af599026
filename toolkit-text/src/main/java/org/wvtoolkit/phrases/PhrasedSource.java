package org.wvtoolkit.phrases;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wvtoolkit.corpus.SourceReport;
import org.wvtoolkit.corpus.TokenCollector;
import org.wvtoolkit.corpus.TokenSink;
import org.wvtoolkit.corpus.TokenSource;
import org.wvtoolkit.progress.ProgressListener;

/**
 * A source of tokens whose phrases are joined, pass after pass. As safe for concurrent use as the source
 * beneath it, until it is closed.
 */
public final class PhrasedSource implements TokenSource, AutoCloseable {
    /** Names in the provenance what stands between the words of a phrase. */
    public static final String CONNECTOR = "phrase-connector";

    /** Names in the provenance which phrases were joined. */
    public static final String FINGERPRINT = "phrases";

    private final TokenSource source;
    private final Phrases phrases;
    private final List<PhraseTable> tables = new ArrayList<>();

    private PhrasedSource(TokenSource source, Phrases phrases) {
        this.source = source;
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
     * Joins the phrases of a text.
     *
     * @param source the text; is not closed here
     * @param phrases what to join
     * @return the source; the caller closes it
     */
    public static PhrasedSource of(TokenSource source, Phrases phrases) {
        return new PhrasedSource(source, phrases);
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public Map<String, String> provenance() {
        Map<String, String> provenance = new LinkedHashMap<>(source.provenance());
        provenance.put(CONNECTOR, phrases.connector());
        provenance.put(FINGERPRINT, phrases.fingerprint());
        return provenance;
    }

    @Override
    public SourceReport readTokens(TokenCollector collector, int threads, ProgressListener progress)
            throws IOException {
        byte[] connector = phrases.connector().getBytes(StandardCharsets.UTF_8);
        return source.readTokens(
                () -> {
                    TokenSink sink = collector.newSink();
                    for (PhraseTable table : tables.reversed()) {
                        sink = new PhraseSink(table, connector, sink);
                    }
                    return sink;
                },
                threads,
                progress);
    }

    @Override
    public void close() {
        tables.forEach(PhraseTable::close);
    }
}
