package org.wvtoolkit.cli.option.text;

import org.jspecify.annotations.Nullable;
import org.wvtoolkit.cli.option.FormatOption;
import org.wvtoolkit.cli.output.OutputFormat;
import picocli.CommandLine.Option;

/** How text is written: as it is, or as JSON, an object or array a line. */
public final class LineFormatOption {
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            converter = FormatOption.Converter.class,
            description = "json writes one JSON value a line; table and tsv, the default, plain text")
    private @Nullable OutputFormat format;

    /** To be set by picocli. */
    public LineFormatOption() {}

    /**
     * Whether to write JSON.
     *
     * @return false for plain text
     */
    public boolean json() {
        return format == OutputFormat.JSON;
    }
}
