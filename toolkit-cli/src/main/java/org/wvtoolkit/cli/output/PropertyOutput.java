package org.wvtoolkit.cli.output;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.wvtoolkit.cli.terminal.DisplayWidth;
import org.wvtoolkit.cli.terminal.Quantities;
import tools.jackson.core.JsonGenerator;

/**
 * Writes named properties in order. A value is a string, a number, a list of values, nested properties or {@link
 * Entries}. Keys in JSON are the names in snake case.
 */
public final class PropertyOutput {
    /**
     * Entries whose names are data, such as words or files. A table and TSV show them as nested properties. JSON has
     * an array of objects, or of the values alone if they have no names of their own.
     *
     * @param key the JSON key of the name, empty for an array of the values alone
     * @param value the JSON key of a value that is not a map; the properties of a map are written beside the name
     * @param entries values by name, a string or a number
     */
    public record Entries(String key, String value, SequencedMap<?, ?> entries) {}

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
                try (JsonGenerator json = JsonGenerators.generator(out)) {
                    json(properties, json);
                }
                out.write('\n');
            }
        }
        out.flush();
    }

    private static Object nested(Object value) {
        return value instanceof Entries named ? named.entries() : value;
    }

    private static int width(Map<?, ?> properties, int indent) {
        int width = 0;
        for (Map.Entry<?, ?> property : properties.entrySet()) {
            width = Math.max(width, indent + DisplayWidth.of(property.getKey().toString()));
            if (nested(property.getValue()) instanceof Map<?, ?> inner) {
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
            switch (nested(property.getValue())) {
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
            if (nested(property.getValue()) instanceof Map<?, ?> inner) {
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
                    json.writeName(JsonGenerators.key(property.getKey().toString()));
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
            case Entries named -> array(named, json);
            case Integer number -> json.writeNumber(number);
            case Double number -> json.writeNumber(number);
            case Boolean flag -> json.writeBoolean(flag);
            case Long number -> json.writeNumber(number);
            default -> json.writeString(value.toString());
        }
    }

    private static void array(Entries named, JsonGenerator json) {
        json.writeStartArray();
        named.entries().forEach((name, value) -> {
            if (named.key().isEmpty()) {
                json(value, json);
                return;
            }
            json.writeStartObject();
            json.writeName(named.key());
            json(name, json);
            if (value instanceof Map<?, ?> properties) {
                properties.forEach((inner, innerValue) -> {
                    json.writeName(JsonGenerators.key(inner.toString()));
                    json(innerValue, json);
                });
            } else {
                json.writeName(named.value());
                json(value, json);
            }
            json.writeEndObject();
        });
        json.writeEndArray();
    }
}
