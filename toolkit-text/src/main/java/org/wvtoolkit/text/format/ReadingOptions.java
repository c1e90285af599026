package org.wvtoolkit.text.format;

import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.option.ConflictingOptionsException;
import org.wvtoolkit.option.InvalidOptionException;

/**
 * Options that determine how text is extracted from files.
 *
 * @param format the name of the format of all files, one of {@link TextFormats#all}; null to detect
 *     the format of each file
 * @param field for JSON lines, the field with the text, with dots between nested names; null for
 *     the default
 * @param column for CSV and TSV, the column with the text: its name in the first row, or its number
 *     from 1; null for the default
 * @param sentences the unit that context windows never cross
 * @param encoding the character encoding of files without a byte order mark; null for UTF-8
 * @param delimiter for CSV, the character between columns; null to detect it in the first row of
 *     each file
 */
public record ReadingOptions(
        @Nullable String format,
        @Nullable String field,
        @Nullable String column,
        Sentences sentences,
        @Nullable Charset encoding,
        @Nullable Character delimiter) {
    /** Default field of JSON lines, as in the output of WikiExtractor. */
    public static final String DEFAULT_FIELD = "text";

    /** Provenance key of the kind of sentence. */
    public static final String SENTENCES = "sentences";

    private static final ReadingOptions DEFAULTS = new ReadingOptions(null, null, null, Sentences.LINE);

    /**
     * Creates options for UTF-8 text with detection of the delimiter.
     *
     * @param format as the component
     * @param field as the component
     * @param column as the component
     * @param sentences as the component
     */
    public ReadingOptions(
            @Nullable String format, @Nullable String field, @Nullable String column, Sentences sentences) {
        this(format, field, column, sentences, null, null);
    }

    /**
     * Validates the options.
     *
     * @throws IllegalArgumentException if there is no such format, or an option does not apply to
     *     it
     */
    public ReadingOptions {
        if (format != null) {
            format = TextFormats.named(format).name();
        }
        if (field != null && column != null) {
            throw new ConflictingOptionsException(
                    "{} is for jsonl, {} for csv and tsv; use only one of them", "field", "column");
        }
        if (field != null) {
            format = format == null ? JsonLines.NAME : format;
            if (field.isEmpty() || !format.equals(JsonLines.NAME)) {
                throw new InvalidOptionException(
                        "field",
                        "must name a field of " + JsonLines.NAME
                                + (field.isEmpty() ? ", and is empty" : "; it does not apply to " + format));
            }
        }
        if (column != null) {
            format = format == null ? DelimitedText.EITHER : format;
            if (column.isEmpty() || !DelimitedText.isNameOfOne(format)) {
                throw new InvalidOptionException(
                        "column",
                        "must name a column of csv or tsv"
                                + (column.isEmpty() ? ", and is empty" : "; it does not apply to " + format));
            }
        }
        if (delimiter != null) {
            format = format == null ? DelimitedText.EITHER : format;
            if (!DelimitedText.isNameOfOne(format)) {
                throw new IllegalArgumentException("a delimiter is of csv; it does not apply to " + format);
            }
            if (delimiter >= 0x80 || delimiter == '"' || delimiter == '\n' || delimiter == '\r') {
                throw new IllegalArgumentException(
                        "a delimiter is one ASCII character, neither a quote nor a line end: " + delimiter);
            }
        }
    }

    /**
     * Returns these options for files in an encoding.
     *
     * @param newEncoding the encoding of files without a byte order mark, or null for UTF-8
     * @return the options
     */
    public ReadingOptions withEncoding(@Nullable Charset newEncoding) {
        return new ReadingOptions(format, field, column, sentences, newEncoding, delimiter);
    }

    /**
     * Returns these options for CSV with a delimiter.
     *
     * @param newDelimiter an ASCII character between columns, or null to detect it in the first row
     *     of each file
     * @return the options
     * @throws IllegalArgumentException if the character cannot be a delimiter, or the format has
     *     none
     */
    public ReadingOptions withDelimiter(@Nullable Character newDelimiter) {
        return new ReadingOptions(format, field, column, sentences, encoding, newDelimiter);
    }

    /**
     * Returns the defaults: format detection, one sentence per line.
     *
     * @return the defaults
     */
    public static ReadingOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Returns the options that differ from the defaults.
     *
     * @return names and values, in a fixed order
     */
    public Map<String, String> provenance() {
        Map<String, String> provenance = new LinkedHashMap<>();
        if (format != null) {
            provenance.put("input_format", format);
        }
        if (field != null) {
            provenance.put("field", field);
        }
        if (column != null) {
            provenance.put("column", column);
        }
        if (delimiter != null) {
            provenance.put("delimiter", Integer.toString(delimiter));
        }
        if (encoding != null) {
            provenance.put("encoding", encoding.name());
        }
        if (sentences != Sentences.LINE) {
            provenance.put(SENTENCES, sentences.label());
        }
        return provenance;
    }
}
