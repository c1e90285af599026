package org.wvtoolkit.cli.output;

import org.jspecify.annotations.Nullable;

/** How a report is written. */
public enum ReportFormat {
    /** Columns for a person. */
    TABLE,
    /** One score a line, fields separated by tabs. */
    TSV,
    /** One JSON object. */
    JSON,
    /** Tables for a document. */
    MARKDOWN,
    /** A page that needs nothing but itself. */
    HTML;

    /**
     * A format by name.
     *
     * @param name its name, in any case
     * @return the format, or null if there is none of that name
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
