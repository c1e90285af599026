package org.wvtoolkit.cli.output;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import org.wvtoolkit.cli.output.ModelReport.Column;
import org.wvtoolkit.cli.terminal.Quantities;
import org.wvtoolkit.evaluation.Comparison;
import org.wvtoolkit.evaluation.Difference;
import org.wvtoolkit.evaluation.Score;
import tools.jackson.core.JsonGenerator;

/** Writes a comparison of models. */
public final class ModelReportOutput {
    private static final int PLACES = 6;

    private ModelReportOutput() {}

    /**
     * Writes a comparison and flushes.
     *
     * @param report the comparison
     * @param format the output format
     * @param out receives the text
     * @throws IOException if it cannot be written
     */
    public static void write(ModelReport report, ReportFormat format, Writer out) throws IOException {
        switch (format) {
            case TABLE -> {
                out.write(counted(report) + "\n\n");
                scores(report).writeColumns(out);
                out.write('\n' + LEGEND + '\n');
                for (String word : report.neighbours().keySet()) {
                    out.write("\n" + Quantities.oneLine(word) + "\n");
                    neighbours(report, word).writeColumns(out);
                }
            }
            case TSV -> tsv(report).writeTsv(out);
            case JSON -> json(report, out);
            case MARKDOWN -> {
                out.write("# Model comparison\n\n" + counted(report) + ".\n\n");
                scores(report).writeMarkdown(out);
                out.write('\n' + LEGEND + '\n');
                for (String word : report.neighbours().keySet()) {
                    out.write("\n## Near " + Quantities.oneLine(word) + "\n\n");
                    neighbours(report, word).writeMarkdown(out);
                }
            }
            case HTML -> ModelReportPage.write(report, out);
        }
        out.flush();
    }

    /** The explanation of the marks in a table. */
    static final String LEGEND = "* best; ~ not significantly worse (paired bootstrap over the same questions, 5 %)";

    static String counted(ModelReport report) {
        return "Scoring convention " + report.convention().name() + ": "
                + report.convention().rules();
    }

    /** Creates a table with one row per property and score, and one column per model. */
    static TextTable scores(ModelReport report) {
        List<String> titles = new ArrayList<>(List.of("", "", ""));
        report.columns().forEach(column -> titles.add(column.name()));
        TextTable table = new TextTable(3, titles);
        properties().forEach((name, value) -> property(report, name, value, table));
        String before = "";
        for (Comparison.Row row : report.comparison().rows()) {
            List<String> cells = new ArrayList<>(List.of(
                    row.benchmark().equals(before) ? "" : row.benchmark(),
                    row.section(),
                    row.measure().toString()));
            row.cells().forEach(cell -> cells.add(cell(cell, row)));
            table.add(cells);
            before = row.benchmark();
        }
        return table;
    }

    /** The formatted properties of a model by name; empty strings if unknown. */
    static SequencedMap<String, Function<Column, String>> properties() {
        SequencedMap<String, Function<Column, String>> all = new LinkedHashMap<>();
        all.put("method", Column::method);
        all.put("words", column -> Quantities.count(column.words()));
        all.put("dimension", column -> column.dimension() == 0 ? "" : Quantities.count(column.dimension()));
        all.put("size", column -> column.bytes() < 0 ? "" : Quantities.bytes((double) column.bytes()));
        all.put("time", column -> column.nanos() < 0 ? "" : Quantities.duration(column.nanos()));
        return all;
    }

    private static void property(ModelReport report, String name, Function<Column, String> value, TextTable table) {
        List<String> values = report.columns().stream().map(value).toList();
        if (values.stream().anyMatch(one -> !one.isEmpty())) {
            List<String> cells = new ArrayList<>(List.of(name, "", ""));
            cells.addAll(values);
            table.add(cells);
        }
    }

    /** Formats a score with its mark, which {@link #LEGEND} explains; a hyphen if there is none. */
    static String cell(Optional<Comparison.Cell> cell, Comparison.Row row) {
        if (cell.isEmpty() || !cell.get().score().estimate().exists()) {
            return "-";
        }
        String mark = cell.get().toBest().isEmpty() ? "*" : cell.get().isSignificantlyWorse() ? " " : "~";
        return ScoreOutput.shown(row.measure(), cell.get().score().estimate().value()) + " " + mark;
    }

    private static TextTable neighbours(ModelReport report, String word) {
        List<List<String>> lists = report.neighbours().getOrDefault(word, List.of());
        TextTable table = new TextTable(
                lists.size(), report.columns().stream().map(Column::name).toList());
        int longest = lists.stream().mapToInt(List::size).max().orElse(0);
        for (int i = 0; i < longest; i++) {
            int place = i;
            table.add(lists.stream()
                    .map(list -> place < list.size() ? list.get(place) : place == 0 ? "(unknown)" : "")
                    .toList());
        }
        return table;
    }

    private static TextTable tsv(ModelReport report) {
        TextTable table = new TextTable(
                4,
                List.of(
                        "model",
                        "benchmark",
                        "section",
                        "measure",
                        "score",
                        "low",
                        "high",
                        "correct",
                        "asked",
                        "skipped",
                        "below_best",
                        "below_best_low",
                        "below_best_high",
                        "p",
                        "convention"));
        for (Comparison.Row row : report.comparison().rows()) {
            for (int model = 0; model < row.cells().size(); model++) {
                if (row.cells().get(model).isPresent()) {
                    Comparison.Cell cell = row.cells().get(model).get();
                    Score score = cell.score();
                    Optional<Difference> below = cell.toBest();
                    table.add(List.of(
                            report.columns().get(model).name(),
                            row.benchmark(),
                            row.section(),
                            row.measure().toString(),
                            number(score.estimate().value()),
                            number(score.estimate().low()),
                            number(score.estimate().high()),
                            score.correct() < 0 ? "" : Integer.toString(score.correct()),
                            Integer.toString(score.asked()),
                            Integer.toString(score.skipped()),
                            below.map(difference -> number(difference.estimate().value()))
                                    .orElse(""),
                            below.map(difference -> number(difference.estimate().low()))
                                    .orElse(""),
                            below.map(difference -> number(difference.estimate().high()))
                                    .orElse(""),
                            below.map(difference -> number(difference.probability()))
                                    .orElse(""),
                            report.convention().name()));
                }
            }
        }
        return table;
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : Quantities.fixed(value, PLACES);
    }

    private static void json(ModelReport report, Writer out) throws IOException {
        try (JsonGenerator json = JsonGenerators.generator(out)) {
            json.writeStartObject();
            json.writeArrayPropertyStart("models");
            for (int model = 0; model < report.columns().size(); model++) {
                model(report, model, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        out.write('\n');
    }

    private static void model(ModelReport report, int model, JsonGenerator json) {
        Column column = report.columns().get(model);
        json.writeStartObject();
        json.writeStringProperty("name", column.name());
        json.writeStringProperty("method", column.method());
        json.writeNumberProperty("words", column.words());
        json.writeNumberProperty("dimension", column.dimension());
        if (column.bytes() >= 0) {
            json.writeNumberProperty("bytes", column.bytes());
        }
        if (column.nanos() >= 0) {
            json.writeNumberProperty("seconds", column.nanos() / 1e9);
        }
        json.writeArrayPropertyStart("benchmarks");
        for (Comparison.Row row : report.comparison().rows()) {
            if (row.cells().get(model).isPresent()) {
                Comparison.Cell cell = row.cells().get(model).get();
                json.writeStartObject();
                ScoreOutput.writeFields(cell.score(), report.convention(), json);
                if (cell.toBest().isPresent()) {
                    Difference below = cell.toBest().get();
                    json.writeName("below_best");
                    json.writeStartObject();
                    json.writeStringProperty(
                            "best", report.columns().get(row.best()).name());
                    json.writeNumberProperty("difference", below.estimate().value());
                    json.writeNumberProperty("low", below.estimate().low());
                    json.writeNumberProperty("high", below.estimate().high());
                    json.writeNumberProperty("p", below.probability());
                    json.writeEndObject();
                }
                json.writeEndObject();
            }
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("neighbours");
        for (Map.Entry<String, List<List<String>>> entry : report.neighbours().entrySet()) {
            json.writeStartObject();
            json.writeStringProperty("word", entry.getKey());
            json.writeArrayPropertyStart("words");
            entry.getValue().get(model).forEach(json::writeString);
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
