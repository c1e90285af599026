package org.wvtoolkit.lines;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Escapes UTF-8 text for a JSON string (RFC 8259, section 7). */
final class JsonEscape {
    private static final byte[][] ESCAPES = new byte[128][];

    static {
        for (int c = 0; c < 0x20; c++) {
            ESCAPES[c] = String.format(Locale.ROOT, "\\u%04x", c).getBytes(StandardCharsets.US_ASCII);
        }
        ESCAPES['\n'] = new byte[] {'\\', 'n'};
        ESCAPES['\t'] = new byte[] {'\\', 't'};
        ESCAPES['\r'] = new byte[] {'\\', 'r'};
        ESCAPES['"'] = new byte[] {'\\', '"'};
        ESCAPES['\\'] = new byte[] {'\\', '\\'};
    }

    private JsonEscape() {}

    static void append(byte[] utf8, int offset, int length, ByteBuilder out) {
        int from = offset;
        int end = offset + length;
        for (int position = offset; position < end; position++) {
            byte b = utf8[position];
            if (b >= 0 && ESCAPES[b] != null) {
                out.append(utf8, from, position - from);
                out.append(ESCAPES[b]);
                from = position + 1;
            }
        }
        out.append(utf8, from, end - from);
    }
}
