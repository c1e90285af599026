package org.wvtoolkit.cli.output;

import java.io.Writer;
import java.util.Arrays;
import java.util.Optional;
import org.wvtoolkit.cli.terminal.ProcessContext;

/** The format of results. */
public enum OutputFormat {
    /** Aligned columns. */
    TABLE("table"),
    /** One result per line, fields separated by tabs. */
    TSV("tsv"),
    /** One JSON object. */
    JSON("json");

    private final String name;

    OutputFormat(String name) {
        this.name = name;
    }

    /**
     * Finds a format by name.
     *
     * @param name its name, in any case
     * @return the format, or empty
     */
    public static Optional<OutputFormat> find(String name) {
        return Arrays.stream(values())
                .filter(format -> format.name.equalsIgnoreCase(name))
                .findFirst();
    }

    /**
     * Standard output for results in this format. Lines of tables are wrapped to the width of a terminal.
     *
     * @param context has the streams
     * @return a writer that the caller flushes
     */
    public Writer results(ProcessContext context) {
        return this == TABLE ? context.tables() : context.results();
    }

    /** The name, as used on the command line. */
    @Override
    public String toString() {
        return name;
    }
}
