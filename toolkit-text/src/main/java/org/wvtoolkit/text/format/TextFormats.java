package org.wvtoolkit.text.format;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The registry of text formats: one line a format. */
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
     * All formats, in the order in which they are asked whether they know a file.
     *
     * @return the formats; the last one knows every text
     */
    public static List<TextFormat> all() {
        return ALL;
    }

    /**
     * The format of a name.
     *
     * @param name its name, in any case
     * @return the format
     * @throws IllegalArgumentException if there is none; the message lists those there are
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

    /** The format that is asked for, or else the first that knows the file. */
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
     * Checks whether a file of a format can be divided between any two lines.
     *
     * @param format the format
     * @return true for formats of which each line is read by itself
     */
    public static boolean hasRecordPerLine(TextFormat format) {
        return format instanceof PlainText || format instanceof JsonLines;
    }
}
