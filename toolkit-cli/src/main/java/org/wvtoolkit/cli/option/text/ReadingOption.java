package org.wvtoolkit.cli.option.text;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.help.OptionGroup;
import org.wvtoolkit.text.format.ReadingOptions;
import org.wvtoolkit.text.format.Sentences;
import org.wvtoolkit.text.format.TextFormat;
import org.wvtoolkit.text.format.TextFormats;
import picocli.CommandLine.Option;

/** Options of reading text files, without their tokenization. */
@OptionGroup("Input options")
public final class ReadingOption {
    @Option(
            names = "--input-format",
            paramLabel = "NAME",
            completionCandidates = Formats.class,
            description = "Input format, if content and file name do not determine it. One of:"
                    + " ${COMPLETION-CANDIDATES}.")
    private @Nullable String format;

    @Option(
            names = "--field",
            paramLabel = "NAME",
            description = "Field of JSON lines that contains the text. Default: text.")
    private @Nullable String field;

    @Option(
            names = "--column",
            paramLabel = "NAME|NUMBER",
            description =
                    "Column of CSV or TSV that contains the text, by name in the header row or by number" + " from 1.")
    private @Nullable String column;

    @Option(
            names = "--delimiter",
            paramLabel = "CHAR",
            description = "Column delimiter of CSV: one character, or tab. Default: comma, semicolon or tab,"
                    + " detected from the first row.")
    private @Nullable String delimiter;

    @Option(
            names = "--encoding",
            paramLabel = "NAME",
            description = "Character encoding of texts without a byte order mark, such as windows-1252,"
                    + " GB18030 or Shift_JIS. Default: UTF-8.")
    private @Nullable String encoding;

    /** Creates the options; picocli sets them. */
    public ReadingOption() {}

    /** Names of formats, read when the help is printed. */
    static final class Formats implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return TextFormats.all().stream().map(TextFormat::name).iterator();
        }
    }

    /**
     * The options.
     *
     * @param unit unit that context windows never cross
     * @return the options
     * @throws IllegalArgumentException if a name is unknown, or options cannot be combined
     */
    public ReadingOptions options(Sentences unit) {
        return new ReadingOptions(
                format, field, column, unit, EncodingNames.find(encoding), Delimiters.parse(delimiter));
    }
}
