package org.wvtoolkit.cli.output;

/** How results are written. */
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

    /** As the command line has it. */
    @Override
    public String toString() {
        return name;
    }
}
