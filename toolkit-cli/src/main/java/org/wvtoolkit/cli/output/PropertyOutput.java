package org.wvtoolkit.cli.output;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.wvtoolkit.cli.terminal.Quantities;
import tools.jackson.core.JsonGenerator;

/** Writes named properties in order. A value is a string, a number, a list of values or nested properties. */
public final class PropertyOutput {
    private PropertyOutput() {}

    /**
     * Writes properties and flushes.
     *
     * @param properties values by name
     * @param format the output format; a table has thousands separators and aligned values
     * @param out receives the text
     * @throws IOException if it cannot be written
     */
    public static void write(SequencedMap<String, ?> properties, OutputFormat format, Writer out) throws IOException {
        switch (format) {
            case TABLE -> {
                int width = width(properties, 0);
                lines(properties, "", width, out);
            }
            case TSV -> tsv(properties, "", out);
            case JSON -> {
                try (JsonGenerator json = Json.generator(out)) {
                    json(properties, json);
                }
                out.write('\n');
            }
        }
        out.flush();
    }

    private static int width(Map<?, ?> properties, int indent) {
        int width = 0;
        for (Map.Entry<?, ?> property : properties.entrySet()) {
            width = Math.max(width, indent + DisplayWidth.of(property.getKey().toString()));
            if (property.getValue() instanceof Map<?, ?> inner) {
                width = Math.max(width, width(inner, indent + 2));
            }
        }
        return width;
    }

    private static void lines(Map<?, ?> properties, String indent, int width, Writer out) throws IOException {
        for (Map.Entry<?, ?> property : properties.entrySet()) {
            String name = Quantities.oneLine(property.getKey().toString());
            out.write(indent);
            out.write(name);
            switch (property.getValue()) {
                case Map<?, ?> inner -> {
                    out.write('\n');
                    lines(inner, indent + "  ", width, out);
                }
                default -> {
                    out.write(" ".repeat(Math.max(0, width - indent.length() - DisplayWidth.of(name)) + 2));
                    out.write(text(property.getValue(), true));
                    out.write('\n');
                }
            }
        }
    }

    private static void tsv(Map<?, ?> properties, String prefix, Writer out) throws IOException {
        for (Map.Entry<?, ?> property : properties.entrySet()) {
            String name = prefix + property.getKey();
            if (property.getValue() instanceof Map<?, ?> inner) {
                tsv(inner, name + ".", out);
            } else {
                out.write(Quantities.oneLine(name));
                out.write('\t');
                out.write(text(property.getValue(), false));
                out.write('\n');
            }
        }
    }

    private static String text(Object value, boolean forAPerson) {
        return switch (value) {
            case Long number when forAPerson -> Quantities.count(number);
            case Integer number when forAPerson -> Quantities.count(number);
            case List<?> list -> {
                StringBuilder joined = new StringBuilder();
                for (Object element : list) {
                    joined.append(joined.isEmpty() ? "" : ", ").append(text(element, false));
                }
                yield joined.toString();
            }
            default -> Quantities.oneLine(value.toString());
        };
    }

    private static void json(Object value, JsonGenerator json) {
        switch (value) {
            case Map<?, ?> properties -> {
                json.writeStartObject();
                for (Map.Entry<?, ?> property : properties.entrySet()) {
                    json.writeName(property.getKey().toString());
                    json(property.getValue(), json);
                }
                json.writeEndObject();
            }
            case List<?> list -> {
                json.writeStartArray();
                for (Object element : list) {
                    json(element, json);
                }
                json.writeEndArray();
            }
            case Integer number -> json.writeNumber(number);
            case Double number -> json.writeNumber(number);
            case Boolean flag -> json.writeBoolean(flag);
            case Long number -> json.writeNumber(number);
            default -> json.writeString(value.toString());
        }
    }
}
