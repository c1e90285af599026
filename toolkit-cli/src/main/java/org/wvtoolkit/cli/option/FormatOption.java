package org.wvtoolkit.cli.option;

import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.output.OutputFormat;
import org.wvtoolkit.cli.terminal.ProcessContext;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How results are written. */
public final class FormatOption {
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            converter = FormatOption.Converter.class,
            description = "table, tsv or json; default: table on a terminal, else tsv")
    private @Nullable OutputFormat format;

    /** To be set by picocli. */
    public FormatOption() {}

    /**
     * A choice that is made already.
     *
     * @param format the format, or null for the default
     */
    public FormatOption(@Nullable OutputFormat format) {
        this.format = format;
    }

    /** Names as the command line has them. */
    public static final class Converter implements ITypeConverter<OutputFormat> {
        @Override
        public OutputFormat convert(String text) {
            OutputFormat format = OutputFormat.named(text);
            if (format != null) {
                return format;
            }
            throw new TypeConversionException("'" + text + "' is none of table, tsv, json");
        }
    }

    /**
     * The format that is meant.
     *
     * @param context knows whether standard output is a terminal
     * @return the format
     */
    public OutputFormat format(ProcessContext context) {
        if (format != null) {
            return format;
        }
        return context.terminalOut() ? OutputFormat.TABLE : OutputFormat.TSV;
    }
}
