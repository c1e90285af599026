package org.wvtoolkit.cli.option;

import java.io.Writer;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.output.OutputFormat;
import org.wvtoolkit.cli.terminal.ProcessContext;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The format of results. */
public final class FormatOption {
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            converter = FormatOption.Converter.class,
            description = "Output format: table, tsv or json. Default: table on a terminal, else tsv.")
    private @Nullable OutputFormat format;

    /** Creates the options; picocli sets them. */
    public FormatOption() {}

    /**
     * Creates the option with a value.
     *
     * @param format the format, or null for the default
     */
    public FormatOption(@Nullable OutputFormat format) {
        this.format = format;
    }

    /** Converts the option's value. */
    public static final class Converter implements ITypeConverter<OutputFormat> {
        @Override
        public OutputFormat convert(String text) {
            return OutputFormat.find(text)
                    .orElseThrow(() -> new TypeConversionException("'" + text + "' is not one of table, tsv, json"));
        }
    }

    /**
     * The format, or the default for the terminal.
     *
     * @param context states whether standard output is a terminal
     * @return the format
     */
    public OutputFormat format(ProcessContext context) {
        if (format != null) {
            return format;
        }
        return context.terminalOut() ? OutputFormat.TABLE : OutputFormat.TSV;
    }

    /**
     * Standard output for results in this format.
     *
     * @param context has the streams
     * @return a writer that the caller flushes
     */
    public Writer results(ProcessContext context) {
        return format(context).results(context);
    }
}
