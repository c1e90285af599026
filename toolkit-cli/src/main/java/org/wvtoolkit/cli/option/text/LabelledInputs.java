package org.wvtoolkit.cli.option.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.terminal.ProcessContext;
import org.wvtoolkit.cli.terminal.UsageException;
import org.wvtoolkit.nn.labelled.CsvColumns;
import org.wvtoolkit.nn.labelled.LabelledFormat;
import org.wvtoolkit.nn.labelled.LineFormat;
import org.wvtoolkit.option.InvalidOptionException;
import org.wvtoolkit.text.stream.TextInput;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Input files of labelled lines. */
public final class LabelledInputs {
    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Files of one text per line, plain or compressed (gzip, bzip2, xz, zstd), or - for"
                    + " standard input.")
    private List<String> files = new ArrayList<>();

    @Option(
            names = "--input-format",
            paramLabel = "FORMAT",
            converter = LabelledInputs.Converter.class,
            description = "Line format: tsv (LABEL, tab, TEXT), csv (with a header row), jsonl (objects with label"
                    + " and text), fasttext (__label__LABEL TEXT) or text (no label). Default: csv for NAME.csv,"
                    + " else detected from the first line of each file.")
    private @Nullable LabelledFormat format;

    @Option(
            names = "--label-column",
            paramLabel = "NAME|NUMBER",
            description = "Column of CSV that contains the label, by name in the header row or by number from 1."
                    + " Default: ${DEFAULT-VALUE}.")
    private String labelColumn = "label";

    @Option(
            names = "--column",
            paramLabel = "NAME|NUMBER",
            description = "Column of CSV that contains the text. Default: ${DEFAULT-VALUE}.")
    private String column = "text";

    @Option(
            names = "--delimiter",
            paramLabel = "CHAR",
            description = "Column delimiter of CSV: one character, or tab. Default: comma, semicolon or tab,"
                    + " detected from the header row.")
    private @Nullable String delimiter;

    @Option(
            names = "--encoding",
            paramLabel = "NAME",
            description =
                    "Character encoding of files without a byte order mark, such as windows-1252. Default:" + " UTF-8.")
    private @Nullable String encoding;

    /** Converts the option's value. */
    static final class Converter implements ITypeConverter<LabelledFormat> {
        @Override
        public LabelledFormat convert(String text) {
            return LabelledFormat.find(text)
                    .orElseThrow(() -> new TypeConversionException(
                            "'" + text + "' is not one of tsv, csv, jsonl, fasttext, text"));
        }
    }

    /**
     * The input files.
     *
     * @param context has standard input
     * @return in the given order
     */
    public List<TextInput> inputs(ProcessContext context) {
        return files.stream()
                .map(file -> TextInput.argument(file, context.in()))
                .toList();
    }

    /**
     * The input files that are paths.
     *
     * @return in the given order
     */
    public List<Path> paths() {
        return files.stream().filter(file -> !file.equals("-")).map(Path::of).toList();
    }

    /**
     * The format of the lines.
     *
     * @return the format, or null to detect it per file
     */
    public @Nullable LabelledFormat format() {
        return format;
    }

    /**
     * Returns the line format.
     *
     * @return the format, the columns of CSV and the encoding
     * @throws InvalidOptionException if the delimiter is not one character
     * @throws UsageException if the encoding is unknown
     */
    public LineFormat lines() {
        return UsageException.check(() -> new LineFormat(
                format,
                new CsvColumns(labelColumn, column, Delimiters.parse(delimiter)),
                EncodingNames.find(encoding)));
    }
}
