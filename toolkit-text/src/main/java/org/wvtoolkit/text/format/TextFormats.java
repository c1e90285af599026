package org.wvtoolkit.text.format;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Registry of the text formats, with one line per format, and of those that an {@link
 * org.wvtoolkit.extension.Extension} of another library registers.
 */
public final class TextFormats {
    private static final List<TextFormat> DETECTED = List.of(
            new WikiExtractorText(),
            new MediaWikiDump(),
            new JsonLines(),
            new HtmlText(),
            DelimitedText.CSV,
            DelimitedText.TSV);

    private static final TextFormat PLAIN = new PlainText();

    private TextFormats() {}

    /**
     * Returns all formats.
     *
     * @return the built-in formats in detection order, then those of extensions. The last built-in format accepts any
     *     text, so the formats of extensions are tried before it
     */
    public static List<TextFormat> all() {
        return TextFormat.EXTENSIONS.all(builtIn());
    }

    private static List<TextFormat> builtIn() {
        return Stream.concat(DETECTED.stream(), Stream.of(PLAIN)).toList();
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
        return builtIn().stream()
                .filter(format -> format.name().equals(lower))
                .findFirst()
                .or(() -> TextFormat.EXTENSIONS.find(lower))
                .orElseThrow(() -> new IllegalArgumentException("unknown input format: " + name + "; there are "
                        + all().stream().map(TextFormat::name).collect(Collectors.joining(", "))));
    }

    /** Returns the format set by the options, or else the first one that accepts the file. */
    public static TextFormat recognise(TextHead head, ReadingOptions options) {
        String asked = options.format();
        if (asked != null) {
            return named(asked);
        }
        return Stream.concat(DETECTED.stream(), TextFormat.EXTENSIONS.registered().stream())
                .filter(format -> format.recognises(head))
                .findFirst()
                .orElse(PLAIN);
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
