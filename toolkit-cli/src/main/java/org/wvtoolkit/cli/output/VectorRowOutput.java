package org.wvtoolkit.cli.output;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.wvtoolkit.cli.terminal.Quantities;
import tools.jackson.core.JsonGenerator;

/**
 * Writes a vector: a name, a tab, and space-separated values, in the shortest decimals that are read back as the
 * same float.
 */
public final class VectorRowOutput {
    private VectorRowOutput() {}

    /**
     * Writes a vector without flushing.
     *
     * @param name one or more words
     * @param vector the values
     * @param format table and TSV are the same; JSON is one object per line
     * @param out receives the text
     * @throws IOException if it cannot be written
     */
    public static void write(String name, float[] vector, OutputFormat format, Writer out) throws IOException {
        write(List.of(name), false, vector, format, out);
    }

    /**
     * Writes the vector of several words without flushing.
     *
     * @param words the words, which JSON has as an array
     * @param vector the values
     * @param format table and TSV are the same; JSON is one object per line
     * @param out receives the text
     * @throws IOException if it cannot be written
     */
    public static void writeSum(List<String> words, float[] vector, OutputFormat format, Writer out)
            throws IOException {
        write(words, true, vector, format, out);
    }

    private static void write(List<String> words, boolean several, float[] vector, OutputFormat format, Writer out)
            throws IOException {
        String name = String.join(" ", words);
        if (format == OutputFormat.JSON) {
            try (JsonGenerator json = JsonGenerators.generator(out)) {
                json.writeStartObject();
                if (several) {
                    json.writeArrayPropertyStart("words");
                    words.forEach(json::writeString);
                    json.writeEndArray();
                } else {
                    json.writeStringProperty("word", name);
                }
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
