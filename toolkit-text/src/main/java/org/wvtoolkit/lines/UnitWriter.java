package org.wvtoolkit.lines;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.wvtoolkit.corpus.ByteConsumer;

/** Writes units as text, or as JSON Lines with one object per unit. Not thread-safe. */
public final class UnitWriter implements UnitConsumer {
    private static final byte[] JSON_BEGIN = "{\"text\":\"".getBytes(StandardCharsets.UTF_8);
    private static final byte[] JSON_END = "\"}\n".getBytes(StandardCharsets.UTF_8);

    private final byte[] end;
    private final boolean json;
    private final ByteConsumer out;
    private final ByteBuilder escaped = new ByteBuilder(1 << 12);
    private boolean inUnit;
    private long written;

    /**
     * Creates a writer.
     *
     * @param unit the kind of unit
     * @param json whether to write each unit as {@code {"text":"…"}}
     * @param out receives the text
     */
    public UnitWriter(TextUnit unit, boolean json, ByteConsumer out) {
        this.end = unit.end().getBytes(StandardCharsets.UTF_8);
        this.json = json;
        this.out = out;
    }

    @Override
    public void piece(byte[] bytes, int offset, int length) throws IOException {
        if (!json) {
            out.accept(bytes, offset, length);
            return;
        }
        escaped.clear();
        if (!inUnit) {
            escaped.append(JSON_BEGIN);
            inUnit = true;
        }
        JsonEscape.append(bytes, offset, length, escaped);
        out.accept(escaped.bytes(), 0, escaped.length());
    }

    @Override
    public void end() throws IOException {
        byte[] closing = json ? JSON_END : end;
        out.accept(closing, 0, closing.length);
        inUnit = false;
        written++;
    }

    /**
     * Returns the number of units written.
     *
     * @return at least 0
     */
    public long written() {
        return written;
    }
}
