package org.wvtoolkit.text.format;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Registry of the text formats, with one line per format. */
public final class TextFormats {
    private static final List<TextFormat> ALL = List.of(
            new WikiExtractorText(),
            new MediaWikiDump(),
            new JsonLines(),
            new HtmlText(),
            DelimitedText.CSV,
            DelimitedText.TSV,
            new PlainText());

    private TextFormats() {}

    /**
     * Returns all formats in detection order.
     *
     * @return the formats; the last one accepts any text
     */
    public static List<TextFormat> all() {
        return ALL;
    }

    /**
     * Returns the format with a name.
     *
     * @param name the name, case-insensitive
     * @return the format
     * @throws IllegalArgumentException if there is no such format; the message lists the names
     */
    public static TextFormat named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.equals(DelimitedText.EITHER)) {
            return DelimitedText.CSV_OR_TSV;
        }
        return ALL.stream()
                .filter(format -> format.name().equals(lower))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown input format: " + name + "; there are "
                        + ALL.stream().map(TextFormat::name).collect(Collectors.joining(", "))));
    }

    /** Returns the format set by the options, or else the first one that accepts the file. */
    public static TextFormat recognise(TextHead head, ReadingOptions options) {
        String asked = options.format();
        if (asked != null) {
            return named(asked);
        }
        return ALL.stream()
                .filter(format -> format.recognises(head))
                .findFirst()
                .orElseGet(ALL::getLast);
    }

    /**
     * Returns whether a file in a format can be divided between any two lines.
     *
     * @param format the format
     * @return true for formats with independent lines
     */
    public static boolean hasRecordPerLine(TextFormat format) {
        return format instanceof PlainText || format instanceof JsonLines;
    }
}
