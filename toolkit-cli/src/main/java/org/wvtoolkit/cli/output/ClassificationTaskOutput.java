package org.wvtoolkit.cli.output;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.wvtoolkit.nn.classifier.ClassificationReport;
import tools.jackson.core.JsonGenerator;

/** Writes the results of the classification task, best first. */
public final class ClassificationTaskOutput {
    /** The name of the task, in the field where other scores have a convention. */
    private static final String CONVENTION = "held-out";

    private static final List<String> COLUMNS =
            List.of("model", "benchmark", "measure", "score", "low", "high", "macro_f1", "asked", "skipped");

    private ClassificationTaskOutput() {}

    /**
     * The result of one model.
     *
     * @param model its name
     * @param benchmark the name of the texts
     * @param report the evaluation of the classifier on held-out texts
     */
    public record Use(String model, String benchmark, ClassificationReport report) {}

    /**
     * Writes results and flushes.
     *
     * @param uses in any order
     * @param format the output format
     * @param out receives the text
     * @throws IOException if it cannot be written
     */
    public static void write(List<Use> uses, OutputFormat format, Writer out) throws IOException {
        List<Use> ranked = new ArrayList<>(uses);
        ranked.sort(
                Comparator.comparingDouble((Use use) -> use.report().accuracy().value())
                        .reversed());
        if (format == OutputFormat.JSON) {
            json(ranked, out);
            out.flush();
            return;
        }
        if (format == OutputFormat.TSV) {
            // As in other reports of scores, the first row has the headings.
            out.write(String.join("\t", COLUMNS) + "\n");
        }
        RowOutput.write(
                COLUMNS,
                ranked.stream()
                        .map(use -> List.<Object>of(
                                use.model(),
                                use.benchmark(),
                                "accuracy",
                                use.report().accuracy().value(),
                                use.report().accuracy().low(),
                                use.report().accuracy().high(),
                                use.report().macroF1(),
                                use.report().texts(),
                                use.report().withoutWords()))
                        .toList(),
                format,
                out);
    }

    private static void json(List<Use> uses, Writer out) throws IOException {
        try (JsonGenerator json = JsonGenerators.generator(out)) {
            json.writeStartObject();
            json.writeArrayPropertyStart("benchmarks");
            for (Use use : uses) {
                ClassificationReport.Proportion accuracy = use.report().accuracy();
                json.writeStartObject();
                json.writeStringProperty("model", use.model());
                json.writeStringProperty("name", use.benchmark());
                json.writeStringProperty("section", "");
                json.writeStringProperty("measure", "accuracy");
                json.writeNumberProperty(
                        "correct", Math.round(accuracy.value() * use.report().texts()));
                json.writeNumberProperty("asked", use.report().texts());
                json.writeNumberProperty("skipped", use.report().withoutWords());
                json.writeNumberProperty("score", accuracy.value());
                json.writeNumberProperty("low", accuracy.low());
                json.writeNumberProperty("high", accuracy.high());
                json.writeNumberProperty("macro_f1", use.report().macroF1());
                json.writeStringProperty("convention", CONVENTION);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        out.write('\n');
    }
}
