package org.wvtoolkit.text.reader;

import java.util.List;

/** The registry of text formats: one line a format. */
public final class TextFormats {
    /** What a file is in if no other format knows it. */
    static final TextFormat PLAIN = new PlainText();

    private static final List<TextFormat> ALL = List.of(new WikiExtractorText(), PLAIN);

    private TextFormats() {}

    /**
     * All formats, in the order in which they are asked whether they know a file.
     *
     * @return the formats; the last one knows every text
     */
    public static List<TextFormat> all() {
        return ALL;
    }

    /** The first format that knows the file. */
    static TextFormat recognise(byte[] head, int length) {
        for (TextFormat format : ALL) {
            if (format.recognises(head, length)) {
                return format;
            }
        }
        return PLAIN;
    }
}
