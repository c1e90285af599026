package org.wvtoolkit.cli.output;

import org.jspecify.annotations.Nullable;

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
     * @return the format, or null if there is not one of that name
     */
    public static @Nullable ReportFormat named(String name) {
        for (ReportFormat format : values()) {
            if (format.name().equalsIgnoreCase(name)) {
                return format;
            }
        }
        return null;
    }
}
