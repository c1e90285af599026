package org.wvtoolkit.corpus;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.wvtoolkit.progress.ProgressListener;

/**
 * Sentences of tokens that a program provides. The calling thread reads them. The hash covers the tokens, separated by
 * spaces, with a line feed after each sentence.
 */
final class MemorySource implements TokenSource {
    private static final int CHUNK_TOKENS = 1 << 16;

    private final String name;
    private final Supplier<? extends Iterator<? extends Collection<String>>> sentences;
    private final boolean once;
    private final Map<String, String> provenance;
    private final AtomicBoolean wasRead = new AtomicBoolean();

    /**
     * Creates a source.
     *
     * @param once whether the supplier can be called only once
     */
    MemorySource(
            String name,
            Supplier<? extends Iterator<? extends Collection<String>>> sentences,
            boolean once,
            Map<String, String> provenance) {
        this.name = name;
        this.sentences = sentences;
        this.once = once;
        this.provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Map<String, String> provenance() {
        return provenance;
    }

    @Override
    public SourceReport readTokens(TokenCollector collector, int threads, ProgressListener progress)
            throws IOException {
        if (wasRead.getAndSet(true) && once) {
            throw new IllegalStateException(
                    name + " is a stream that was already read; encode it to a file to read it repeatedly");
        }
        progress.stage("reading " + name, ProgressListener.Unit.BYTES, -1);
        return new Reading(collector.newSink()).run(progress);
    }

    /** One pass over the sentences. */
    private final class Reading {
        private final TokenSink sink;
        private final MessageDigest digest = sha256();
        private final Utf8Encoding encoding = new Utf8Encoding();
        private long bytes;

        Reading(TokenSink sink) {
            this.sink = sink;
        }

        SourceReport run(ProgressListener progress) throws IOException {
            long sentence = 0;
            long chunk = 0;
            int inChunk = 0;
            sink.beginChunk(chunk);
            for (Iterator<? extends Collection<String>> all = sentences.get(); all.hasNext(); sentence++) {
                inChunk += sentence(all.next(), sentence);
                if (inChunk >= CHUNK_TOKENS) {
                    sink.endChunk();
                    if (Thread.currentThread().isInterrupted()) {
                        throw new InterruptedIOException(name + ": reading was interrupted");
                    }
                    progress.advanced(bytes, "");
                    inChunk = 0;
                    sink.beginChunk(++chunk);
                }
            }
            sink.endChunk();
            progress.advanced(bytes, "");
            return new SourceReport(
                    bytes, encoding.malformed(), 0, HexFormat.of().formatHex(digest.digest()));
        }

        /** Returns the number of tokens, plus one so that empty sentences fill a chunk, too. */
        private int sentence(Collection<String> tokens, long number) {
            int count = 0;
            for (String token : tokens) {
                if (token.isEmpty()) {
                    throw new IllegalArgumentException(
                            name + ": sentence " + (number + 1) + " contains an empty token; remove empty tokens");
                }
                byte[] utf8 = encoding.encode(token);
                sink.token(utf8, 0, utf8.length);
                if (count++ > 0) {
                    digest.update((byte) ' ');
                }
                digest.update(utf8);
                bytes += utf8.length + 1L;
            }
            if (count == 0) {
                bytes++;
            }
            sink.endSentence();
            digest.update((byte) '\n');
            return count + 1;
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
