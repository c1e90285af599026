package org.wvtoolkit.cli.output;

import org.jspecify.annotations.Nullable;

/** The format of results. */
public enum OutputFormat {
    /** Columns for a person. */
    TABLE("table"),
    /** One result a line, fields separated by tabs. */
    TSV("tsv"),
    /** One JSON object. */
    JSON("json");

    private final String name;

    OutputFormat(String name) {
        this.name = name;
    }

    /**
     * A format by name.
     *
     * @param name its name, in any case
     * @return the format, or null if there is none of that name
     */
    public static @Nullable OutputFormat named(String name) {
        for (OutputFormat format : values()) {
            if (format.name.equalsIgnoreCase(name)) {
                return format;
            }
        }
        return null;
    }

    /** As the command line has it. */
    @Override
    public String toString() {
        return name;
    }
}
