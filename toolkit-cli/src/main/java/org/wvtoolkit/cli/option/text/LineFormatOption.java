package org.wvtoolkit.cli.option.text;

import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.option.FormatOption;
import org.wvtoolkit.cli.output.OutputFormat;
import picocli.CommandLine.Option;

/** Output format of text: plain, or one JSON value per line. */
public final class LineFormatOption {
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            converter = FormatOption.Converter.class,
            description = "Output format: table or tsv for plain text, json for one JSON value per line."
                    + " Default: plain text.")
    private @Nullable OutputFormat format;

    /** Creates the options; picocli sets them. */
    public LineFormatOption() {}

    /**
     * Returns whether to write JSON.
     *
     * @return false for plain text
     */
    public boolean json() {
        return format == OutputFormat.JSON;
    }
}
