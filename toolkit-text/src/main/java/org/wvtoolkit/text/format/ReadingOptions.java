package org.wvtoolkit.text.format;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How text is found in files.
 *
 * @param format the name of a format that all files are in, one of {@link TextFormats#all}, or null where each file's content and name tell
 * @param field for JSON lines, the field that holds the text, with dots between fields within fields; null where none was asked for
 * @param column for CSV and TSV, the column that holds the text: its name in the first row, or its number from 1; null where none
 *     was asked for
 * @param sentences what bounds a context
 */
public record ReadingOptions(
        @Nullable String format,
        @Nullable String field,
        @Nullable String column,
        Sentences sentences) {
    /** The field that holds the text of JSON lines unless another is named, as WikiExtractor has it. */
    public static final String DEFAULT_FIELD = "text";

    /** What {@link #provenance} has the kind of sentence under. */
    public static final String SENTENCES = "sentences";

    private static final ReadingOptions DEFAULTS = new ReadingOptions(null, null, null, Sentences.LINE);

    /**
     * Checks that there is such a format, and that it has what is named.
     *
     * @throws IllegalArgumentException if there is not; the message lists the formats, or says what the option applies to
     */
    public ReadingOptions {
        if (format != null) {
            format = TextFormats.named(format).name();
        }
        if (field != null && column != null) {
            throw new IllegalArgumentException(
                    "a field is of jsonl, a column of csv and tsv: --field and --column cannot both be given");
        }
        if (field != null) {
            format = format == null ? JsonLines.NAME : format;
            if (field.isEmpty() || !format.equals(JsonLines.NAME)) {
                throw new IllegalArgumentException("--field names a field of " + JsonLines.NAME
                        + (field.isEmpty() ? ", and is empty" : "; it does not apply to " + format));
            }
        }
        if (column != null) {
            format = format == null ? DelimitedText.EITHER : format;
            if (column.isEmpty() || !DelimitedText.isNameOfOne(format)) {
                throw new IllegalArgumentException("--column names a column of csv or tsv"
                        + (column.isEmpty() ? ", and is empty" : "; it does not apply to " + format));
            }
        }
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
        if (sentences != Sentences.LINE) {
            provenance.put(SENTENCES, sentences.label());
        }
        return provenance;
    }
}
