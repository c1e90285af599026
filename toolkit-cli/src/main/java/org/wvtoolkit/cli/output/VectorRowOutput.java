package org.wvtoolkit.cli.output;

import java.io.IOException;
import java.io.Writer;
import org.wvtoolkit.cli.terminal.Quantities;
import tools.jackson.core.JsonGenerator;

/** Writes a vector: its name, a tab, and its values apart by spaces, in the shortest decimals that give the same float back. */
public final class VectorRowOutput {
    private VectorRowOutput() {}

    /**
     * Writes; does not flush.
     *
     * @param name a word, or several
     * @param vector its values
     * @param format as a table or as tab-separated values it looks the same; as JSON it is one object a line
     * @param out takes the text
     * @throws IOException if it cannot be written
     */
    public static void write(String name, float[] vector, OutputFormat format, Writer out) throws IOException {
        if (format == OutputFormat.JSON) {
            try (JsonGenerator json = Json.generator(out)) {
                json.writeStartObject();
                json.writeStringProperty("word", name);
                json.writeArrayPropertyStart("vector");
                for (float value : vector) {
                    json.writeNumber(value);
                }
                json.writeEndArray();
                json.writeEndObject();
            }
        } else {
            out.write(Quantities.oneLine(name));
            for (int j = 0; j < vector.length; j++) {
                out.write(j == 0 ? '\t' : ' ');
                out.write(Float.toString(vector[j]));
            }
        }
        out.write('\n');
    }
}
