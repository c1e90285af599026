package org.wvtoolkit.nn.labelled;

import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * How lines are read.
 *
 * @param format format of the lines, or null to detect it from the name and the first line of each file
 * @param columns the columns of CSV
 * @param encoding encoding of files without a byte order mark; UTF-8 if null
 */
public record LineFormat(
        @Nullable LabelledFormat format,
        CsvColumns columns,
        @Nullable Charset encoding) {
    /**
     * Creates a format of lines in UTF-8.
     *
     * @param format format of the lines, or null to detect it
     * @param columns the columns of CSV
     */
    public LineFormat(@Nullable LabelledFormat format, CsvColumns columns) {
        this(format, columns, null);
    }

    /**
     * Creates a format with the default columns of CSV.
     *
     * @param format format of the lines, or null to detect it
     */
    public LineFormat(@Nullable LabelledFormat format) {
        this(format, CsvColumns.defaults());
    }

    /**
     * Returns the format that is detected.
     *
     * @return detection from the name and the first line of each file, with the default columns of CSV
     */
    public static LineFormat detected() {
        return new LineFormat(null);
    }

    /** Returns the format of an input if it is known before the input is read. */
    @Nullable
    LabelledFormat of(String name) {
        return format == null && name.matches("(?i).*\\.csv(\\.[a-z0-9]+)?") ? LabelledFormat.CSV : format;
    }
}
