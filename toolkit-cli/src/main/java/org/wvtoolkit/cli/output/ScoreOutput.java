package org.wvtoolkit.cli.output;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import org.wvtoolkit.cli.terminal.Quantities;
import org.wvtoolkit.evaluation.Convention;
import org.wvtoolkit.evaluation.Estimate;
import org.wvtoolkit.evaluation.Measure;
import org.wvtoolkit.evaluation.Score;
import tools.jackson.core.JsonGenerator;

/** Writes the scores of a model. */
public final class ScoreOutput {
    private static final int PLACES = 6;

    private ScoreOutput() {}

    /**
     * Writes scores and flushes.
     *
     * @param model the name of the model
     * @param convention the scoring convention
     * @param scores the scores
     * @param format the output format
     * @param out receives the text
     * @throws IOException if it cannot be written
     */
    public static void write(String model, Convention convention, List<Score> scores, OutputFormat format, Writer out)
            throws IOException {
        switch (format) {
            case TABLE -> table(model, convention, scores, out);
            case TSV -> tsv(convention, scores, out);
            case JSON -> json(model, convention, scores, out);
        }
        out.flush();
    }

    /**
     * Formats a score: shares as percentages, correlations as decimals.
     *
     * @param measure the measure
     * @param value the value
     * @return such as {@code 41.3 %} or {@code 0.508}; a hyphen for NaN
     */
    public static String shown(Measure measure, double value) {
        return Double.isNaN(value)
                ? "-"
                : isCorrelation(measure) ? Quantities.fixed(value, 3) : Quantities.fixed(100 * value, 1) + " %";
    }

    /**
     * Formats a confidence interval.
     *
     * @param measure the measure
     * @param estimate the score
     * @return such as {@code 39.8-42.9}; a hyphen if there is none
     */
    public static String shownInterval(Measure measure, Estimate estimate) {
        if (Double.isNaN(estimate.low())) {
            return "-";
        }
        boolean correlation = isCorrelation(measure);
        int places = correlation ? 3 : 1;
        double scale = correlation ? 1 : 100;
        String low = Quantities.fixed(scale * estimate.low(), places);
        String high = Quantities.fixed(scale * estimate.high(), places);
        return low + (low.startsWith("-") || high.startsWith("-") ? " to " : "-") + high;
    }

    private static boolean isCorrelation(Measure measure) {
        return measure == Measure.SPEARMAN || measure == Measure.PEARSON;
    }

    private static void table(String model, Convention convention, List<Score> scores, Writer out) throws IOException {
        out.write(Quantities.oneLine(model) + ", scoring convention " + convention.name() + ": " + convention.rules()
                + "\n\n");
        TextTable table = new TextTable(
                3, List.of("benchmark", "section", "measure", "score", "95 %", "correct", "asked", "skipped", "also"));
        String before = "";
        for (Score score : scores) {
            table.add(List.of(
                    score.benchmark().equals(before) ? "" : score.benchmark(),
                    score.section(),
                    score.measure().toString(),
                    shown(score.measure(), score.estimate().value()),
                    shownInterval(score.measure(), score.estimate()),
                    score.correct() < 0 ? "" : Quantities.count(score.correct()),
                    Quantities.count(score.asked()),
                    Quantities.count(score.skipped()),
                    score.other()
                            .map(second -> second.measure() + " "
                                    + shown(second.measure(), second.estimate().value()))
                            .orElse("")));
            before = score.benchmark();
        }
        table.writeColumns(out);
    }

    private static void tsv(Convention convention, List<Score> scores, Writer out) throws IOException {
        TextTable table = new TextTable(
                3,
                List.of(
                        "benchmark",
                        "section",
                        "measure",
                        "score",
                        "low",
                        "high",
                        "correct",
                        "asked",
                        "skipped",
                        "coverage",
                        "also",
                        "also_score",
                        "convention"));
        for (Score score : scores) {
            table.add(List.of(
                    score.benchmark(),
                    score.section(),
                    score.measure().toString(),
                    number(score.estimate().value()),
                    number(score.estimate().low()),
                    number(score.estimate().high()),
                    score.correct() < 0 ? "" : Integer.toString(score.correct()),
                    Integer.toString(score.asked()),
                    Integer.toString(score.skipped()),
                    number(score.coverage()),
                    score.other().map(second -> second.measure().toString()).orElse(""),
                    score.other()
                            .map(second -> number(second.estimate().value()))
                            .orElse(""),
                    convention.name()));
        }
        table.writeTsv(out);
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : Quantities.fixed(value, PLACES);
    }

    private static void json(String model, Convention convention, List<Score> scores, Writer out) throws IOException {
        try (JsonGenerator json = JsonGenerators.generator(out)) {
            json.writeStartObject();
            json.writeStringProperty("model", model);
            json.writeName("counting");
            json.writeStartObject();
            json.writeStringProperty("convention", convention.name());
            json.writeStringProperty("unknown", convention.unknownIsWrong() ? "wrong" : "skip");
            if (convention.candidates() == Integer.MAX_VALUE) {
                json.writeNullProperty("restrict");
            } else {
                json.writeNumberProperty("restrict", convention.candidates());
            }
            json.writeStringProperty("case", convention.letterCase().name().toLowerCase(Locale.ROOT));
            json.writeEndObject();
            json.writeArrayPropertyStart("benchmarks");
            for (Score score : scores) {
                json.writeStartObject();
                writeFields(score, convention, json);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        out.write('\n');
    }

    /** Writes the fields of a score into an open object. */
    static void writeFields(Score score, Convention convention, JsonGenerator json) {
        json.writeStringProperty("name", score.benchmark());
        json.writeStringProperty("section", score.section());
        json.writeStringProperty("measure", score.measure().toString());
        json.writeName("correct");
        writeCount(score.correct(), json);
        json.writeNumberProperty("asked", score.asked());
        json.writeNumberProperty("skipped", score.skipped());
        json.writeNumberProperty("coverage", score.coverage());
        writeEstimate(score.estimate(), json);
        json.writeStringProperty("convention", convention.name());
        if (score.other().isPresent()) {
            Score.Second second = score.other().get();
            json.writeName("also");
            json.writeStartObject();
            json.writeStringProperty("measure", second.measure().toString());
            json.writeName("correct");
            writeCount(second.correct(), json);
            writeEstimate(second.estimate(), json);
            json.writeEndObject();
        }
    }

    private static void writeEstimate(Estimate estimate, JsonGenerator json) {
        json.writeNumberProperty("score", estimate.value());
        json.writeNumberProperty("low", estimate.low());
        json.writeNumberProperty("high", estimate.high());
    }

    private static void writeCount(int count, JsonGenerator json) {
        if (count < 0) {
            json.writeNull();
        } else {
            json.writeNumber(count);
        }
    }
}
