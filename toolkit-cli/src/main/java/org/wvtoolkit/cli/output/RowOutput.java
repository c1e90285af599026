package org.wvtoolkit.cli.output;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.wvtoolkit.cli.terminal.DisplayWidth;
import org.wvtoolkit.cli.terminal.Quantities;
import tools.jackson.core.JsonGenerator;

/**
 * Writes rows of named columns: as a table with headings, as TSV without headings, or as a JSON array of objects. A
 * value is a string, an integer, a floating-point number, a list of strings or a {@link Missing} value. Keys of the
 * objects are the names in snake case.
 */
public final class RowOutput {
    private static final int TABLE_PLACES = 3;
    private static final int PLACES = 6;

    private RowOutput() {}

    /**
     * Value that does not exist: null in JSON.
     *
     * @param remark the text of the cell in tables and TSV
     */
    public record Missing(String remark) {}

    /**
     * Writes rows and flushes.
     *
     * @param columns the names of the columns
     * @param rows one value per column each
     * @param format the output format
     * @param out receives the text
     * @throws IOException if it cannot be written
     */
    public static void write(List<String> columns, List<List<Object>> rows, OutputFormat format, Writer out)
            throws IOException {
        switch (format) {
            case TABLE -> table(columns, rows, out);
            case TSV -> tsv(rows, out);
            case JSON -> json(columns, rows, out);
        }
        out.flush();
    }

    /**
     * Writes neighbours with further columns and flushes: as JSON, an object with the question and an array, else as
     * {@link #write} does.
     *
     * @param question the word of the question
     * @param columns the names of the columns
     * @param rows one value per column each
     * @param format the output format
     * @param out receives the text
     * @throws IOException if it cannot be written
     */
    public static void writeNeighbours(
            String question, List<String> columns, List<List<Object>> rows, OutputFormat format, Writer out)
            throws IOException {
        if (format != OutputFormat.JSON) {
            write(columns, rows, format, out);
            return;
        }
        try (JsonGenerator json = JsonGenerators.generator(out)) {
            json.writeStartObject();
            json.writeName("question");
            json.writeStartArray();
            json.writeString(question);
            json.writeEndArray();
            json.writeName("neighbours");
            array(columns, rows, json);
            json.writeEndObject();
        }
        out.write('\n');
        out.flush();
    }

    private static void table(List<String> columns, List<List<Object>> rows, Writer out) throws IOException {
        int[] widths = new int[columns.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = DisplayWidth.of(columns.get(column));
            for (List<Object> row : rows) {
                widths[column] = Math.max(widths[column], DisplayWidth.of(text(row.get(column), true)));
            }
        }
        line(List.copyOf(columns), rows.isEmpty() ? List.copyOf(columns) : rows.getFirst(), widths, out);
        for (List<Object> row : rows) {
            line(row, row, widths, out);
        }
    }

    /** Formats a line: numbers are right-aligned, words left-aligned, without trailing spaces. */
    private static void line(List<Object> values, List<Object> like, int[] widths, Writer out) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String text = text(values.get(column), true);
            String space = " ".repeat(widths[column] - DisplayWidth.of(text));
            line.append("  ");
            line.append(like.get(column) instanceof Number ? space + text : text + space);
        }
        out.write(line.toString().stripTrailing());
        out.write('\n');
    }

    private static void tsv(List<List<Object>> rows, Writer out) throws IOException {
        for (List<Object> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                out.write(column == 0 ? "" : "\t");
                out.write(text(row.get(column), false));
            }
            out.write('\n');
        }
    }

    private static String text(Object value, boolean forAPerson) {
        return switch (value) {
            case Double number -> Quantities.fixed(number, forAPerson ? TABLE_PLACES : PLACES);
            case Long number when forAPerson -> Quantities.count(number);
            case Integer number when forAPerson -> Quantities.count(number);
            case Missing missing -> missing.remark();
            case List<?> list ->
                Quantities.oneLine(
                        String.join(", ", list.stream().map(Object::toString).toList()));
            default -> Quantities.oneLine(value.toString());
        };
    }

    private static void json(List<String> columns, List<List<Object>> rows, Writer out) throws IOException {
        try (JsonGenerator json = JsonGenerators.generator(out)) {
            array(columns, rows, json);
        }
        out.write('\n');
    }

    /** Writes the rows as an array of objects, and lists of strings as arrays. */
    static void array(List<String> columns, List<List<Object>> rows, JsonGenerator json) {
        json.writeStartArray();
        for (List<Object> row : rows) {
            json.writeStartObject();
            for (int column = 0; column < row.size(); column++) {
                json.writeName(JsonGenerators.key(columns.get(column)));
                value(row.get(column), json);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void value(Object value, JsonGenerator json) {
        switch (value) {
            case Double number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            case Integer number -> json.writeNumber(number);
            case Missing _ -> json.writeNull();
            case List<?> list -> {
                json.writeStartArray();
                list.forEach(element -> json.writeString(element.toString()));
                json.writeEndArray();
            }
            default -> json.writeString(value.toString());
        }
    }
}
