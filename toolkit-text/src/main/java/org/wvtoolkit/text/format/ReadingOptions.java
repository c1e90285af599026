package org.wvtoolkit.text.format;

import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.option.ConflictingOptionsException;
import org.wvtoolkit.option.InvalidOptionException;

/**
 * The options that determine how text is found in files.
 *
 * @param format the name of a format that all files are in, one of {@link TextFormats#all}, or null where each
 * file's content and name tell
 * @param field for JSON lines, the field that holds the text, with dots between fields within fields; null
 * where none was asked for
 * @param column for CSV and TSV, the column that holds the text: its name in the first row, or its number from
 * 1; null where none
 *     was asked for
 * @param sentences the unit that context windows never cross
 * @param encoding the character encoding of files without a byte order mark; null for UTF-8
 * @param delimiter for CSV, the character between columns; null where each file's first row tells
 */
public record ReadingOptions(
        @Nullable String format,
        @Nullable String field,
        @Nullable String column,
        Sentences sentences,
        @Nullable Charset encoding,
        @Nullable Character delimiter) {
    /** The field that holds the text of JSON lines unless another is named, as WikiExtractor has it. */
    public static final String DEFAULT_FIELD = "text";

    /** What {@link #provenance} has the kind of sentence under. */
    public static final String SENTENCES = "sentences";

    private static final ReadingOptions DEFAULTS = new ReadingOptions(null, null, null, Sentences.LINE);

    /**
     * Options for text in UTF-8 whose delimiters are recognised.
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
     * Checks that there is such a format, and that it has what is named.
     *
     * @throws IllegalArgumentException if there is not; the message lists the formats, or says what the option
     * applies to
     */
    public ReadingOptions {
        if (format != null) {
            format = TextFormats.named(format).name();
        }
        if (field != null && column != null) {
            throw new ConflictingOptionsException(
                    "{} is for jsonl, {} for csv and tsv; give only one of them", "field", "column");
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
     * @param newDelimiter an ASCII character between columns, or null where each file's first row tells
     * @return the options
     * @throws IllegalArgumentException if the character cannot be a delimiter, or the format has none
     */
    public ReadingOptions withDelimiter(@Nullable Character newDelimiter) {
        return new ReadingOptions(format, field, column, sentences, encoding, newDelimiter);
    }

    /**
     * Formats known by content and name, a line a sentence.
     *
     * @return the defaults
     */
    public static ReadingOptions defaults() {
        return DEFAULTS;
    }

    /**
     * What of this differs from the defaults.
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
