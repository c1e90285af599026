package org.wvtoolkit.cli.output;

import java.io.IOException;
import java.io.Writer;
import org.wvtoolkit.cli.terminal.DisplayWidth;
import org.wvtoolkit.cli.terminal.Quantities;
import org.wvtoolkit.nn.classifier.ClassificationReport;
import org.wvtoolkit.nn.classifier.ClassificationReport.Proportion;
import tools.jackson.core.JsonGenerator;

/** Writes the evaluation of a classifier. */
public final class ClassificationOutput {
    private static final int PLACES = 6;

    /** Largest number of labels for which the confusion matrix is printed as a table. */
    private static final int WIDEST_MATRIX = 12;

    private ClassificationOutput() {}

    /**
     * Writes a report and flushes.
     *
     * @param report the counts
     * @param format the output format. A table has percentages and the confusion matrix. TSV has one line per
     *     measure and label (measure, label, value, low, high), then one line per pair of labels that occurs
     *     ({@code confusion}, actual, predicted, count)
     * @param out receives the text
     * @throws IOException if it cannot be written
     */
    public static void write(ClassificationReport report, OutputFormat format, Writer out) throws IOException {
        switch (format) {
            case TABLE -> table(report, out);
            case TSV -> tsv(report, out);
            case JSON -> json(report, out);
        }
        out.flush();
    }

    private static String percent(Proportion proportion) {
        return Double.isNaN(proportion.value())
                ? "-"
                : Quantities.fixed(100 * proportion.value(), 1) + " (" + Quantities.fixed(100 * proportion.low(), 1)
                        + "–" + Quantities.fixed(100 * proportion.high(), 1) + ")";
    }

    private static void table(ClassificationReport report, Writer out) throws IOException {
        out.write("  texts     " + Quantities.count(report.texts()) + "\n");
        out.write("  accuracy  " + percent(report.accuracy()) + " %\n");
        out.write("  macro F1  " + Quantities.fixed(100 * report.macroF1(), 1) + " %\n");
        out.write("  loss      " + Quantities.fixed(report.loss(), 4) + "\n\n");
        int labels = report.labels().size();
        String[][] rows = new String[labels + 1][];
        rows[0] = new String[] {"label", "texts", "precision", "recall", "F1"};
        for (int label = 0; label < labels; label++) {
            ClassificationReport.ForLabel line = report.of(label);
            rows[label + 1] = new String[] {
                Quantities.oneLine(line.label()),
                Quantities.count(line.texts()),
                percent(line.precision()),
                percent(line.recall()),
                percent(line.f1())
            };
        }
        columns(rows, out);
        if (labels <= WIDEST_MATRIX) {
            String[][] matrix = new String[labels + 1][labels + 1];
            matrix[0][0] = "is \\ said";
            for (int actual = 0; actual < labels; actual++) {
                String name = Quantities.oneLine(report.labels().get(actual));
                matrix[actual + 1][0] = name;
                matrix[0][actual + 1] = name;
                for (int predicted = 0; predicted < labels; predicted++) {
                    matrix[actual + 1][predicted + 1] = Quantities.count(report.confusion(actual, predicted));
                }
            }
            out.write('\n');
            columns(matrix, out);
        }
    }

    /** Aligns the first column to the left and the others to the right. */
    private static void columns(String[][] rows, Writer out) throws IOException {
        int[] widths = new int[rows[0].length];
        for (String[] row : rows) {
            for (int column = 0; column < row.length; column++) {
                widths[column] = Math.max(widths[column], DisplayWidth.of(row[column]));
            }
        }
        for (String[] row : rows) {
            out.write("  " + row[0] + " ".repeat(widths[0] - DisplayWidth.of(row[0])));
            for (int column = 1; column < row.length; column++) {
                out.write("  " + " ".repeat(widths[column] - DisplayWidth.of(row[column])) + row[column]);
            }
            out.write('\n');
        }
    }

    private static void line(Writer out, String measure, String label, Proportion proportion) throws IOException {
        out.write(measure + "\t" + Quantities.oneLine(label) + "\t" + Quantities.fixed(proportion.value(), PLACES)
                + "\t"
                + Quantities.fixed(proportion.low(), PLACES) + "\t" + Quantities.fixed(proportion.high(), PLACES)
                + "\n");
    }

    private static void tsv(ClassificationReport report, Writer out) throws IOException {
        out.write("texts\t\t" + report.texts() + "\n");
        line(out, "accuracy", "", report.accuracy());
        out.write("macro_f1\t\t" + Quantities.fixed(report.macroF1(), PLACES) + "\n");
        out.write("loss\t\t" + Quantities.fixed(report.loss(), PLACES) + "\n");
        int labels = report.labels().size();
        for (int label = 0; label < labels; label++) {
            ClassificationReport.ForLabel row = report.of(label);
            line(out, "precision", row.label(), row.precision());
            line(out, "recall", row.label(), row.recall());
            line(out, "f1", row.label(), row.f1());
        }
        for (int actual = 0; actual < labels; actual++) {
            for (int predicted = 0; predicted < labels && report.of(actual).texts() > 0; predicted++) {
                if (report.confusion(actual, predicted) > 0) {
                    out.write("confusion\t" + Quantities.oneLine(report.labels().get(actual)) + "\t"
                            + Quantities.oneLine(report.labels().get(predicted)) + "\t"
                            + report.confusion(actual, predicted) + "\n");
                }
            }
        }
    }

    private static void json(ClassificationReport report, Writer out) throws IOException {
        try (JsonGenerator json = JsonGenerators.generator(out)) {
            json.writeStartObject();
            json.writeNumberProperty("texts", report.texts());
            json.writeNumberProperty("texts_without_known_words", report.withoutWords());
            json(json, "accuracy", report.accuracy());
            json.writeNumberProperty("macro_f1", report.macroF1());
            json.writeNumberProperty("loss", report.loss());
            json.writeArrayPropertyStart("labels");
            for (int label = 0; label < report.labels().size(); label++) {
                ClassificationReport.ForLabel row = report.of(label);
                json.writeStartObject();
                json.writeStringProperty("label", row.label());
                json.writeNumberProperty("texts", row.texts());
                json(json, "precision", row.precision());
                json(json, "recall", row.recall());
                json(json, "f1", row.f1());
                json.writeArrayPropertyStart("taken_for");
                for (int predicted = 0; predicted < report.labels().size(); predicted++) {
                    if (report.confusion(label, predicted) > 0) {
                        json.writeStartObject();
                        json.writeStringProperty("label", report.labels().get(predicted));
                        json.writeNumberProperty("count", report.confusion(label, predicted));
                        json.writeEndObject();
                    }
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        out.write('\n');
    }

    private static void json(JsonGenerator json, String name, Proportion proportion) {
        json.writeObjectPropertyStart(name);
        json.writeNumberProperty("value", proportion.value());
        json.writeNumberProperty("low", proportion.low());
        json.writeNumberProperty("high", proportion.high());
        json.writeEndObject();
    }
}
