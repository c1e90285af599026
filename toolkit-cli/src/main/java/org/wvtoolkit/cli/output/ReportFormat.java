package org.wvtoolkit.cli.output;

import java.util.Arrays;
import java.util.Optional;

/** The format of a comparison. */
public enum ReportFormat {
    /** Aligned columns. */
    TABLE,
    /** One score per line, fields separated by tabs. */
    TSV,
    /** One JSON object. */
    JSON,
    /** Tables in Markdown. */
    MARKDOWN,
    /** A self-contained HTML page. */
    HTML;

    /**
     * Finds a format by name.
     *
     * @param name its name, in any case
     * @return the format, or empty
     */
    public static Optional<ReportFormat> find(String name) {
        return Arrays.stream(values())
                .filter(format -> format.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
