package org.wvtoolkit.corpus;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Sink that collects tokens as strings and ignores where sentences end, for short texts such as queries. Not
 * thread-safe.
 *
 * @param tokens receives the tokens
 */
public record TokenList(List<String> tokens) implements TokenSink {
    @Override
    public void beginChunk(long chunkNumber) {}

    @Override
    public void token(byte[] utf8, int offset, int length) {
        tokens.add(new String(utf8, offset, length, StandardCharsets.UTF_8));
    }

    @Override
    public void endSentence() {}

    @Override
    public void endChunk() {}
}
