package org.wvtoolkit.cli.output;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.wvtoolkit.cli.output.ModelReport.Column;
import org.wvtoolkit.cli.terminal.Quantities;
import org.wvtoolkit.evaluation.Comparison;
import org.wvtoolkit.evaluation.Estimate;

/**
 * Writes a comparison as a self-contained HTML page. The page follows the light or dark mode of the browser, and
 * wide tables scroll horizontally. Bars are drawn with CSS rather than as a picture of fixed size, so that they
 * adapt to the window and their labels may have any length and script.
 */
final class ModelReportPage {
    private static final String STYLE = """
            :root { color-scheme: light dark; --ink: #222; --paper: #fff; --quiet: #5f5f5f; --line: #d5d5d5; \
            --bar: #7fb3d9; --most: #0072b2 }
            @media (prefers-color-scheme: dark) { :root { --ink: #e6e6e6; --paper: #16181b; --quiet: #a3a3a3; \
            --line: #3b3f45; --bar: #2f5f85; --most: #56b4e9 } }
            body { font: 15px/1.45 system-ui, sans-serif; max-width: 75em; margin: 2em auto; padding: 0 1em; \
            color: var(--ink); background: var(--paper) }
            .wide { overflow-x: auto; margin: 1em 0 } table { border-collapse: collapse }
            th, td { padding: .2em .7em; text-align: right; vertical-align: top; white-space: nowrap }
            thead th { white-space: normal; overflow-wrap: anywhere; min-width: 7em; vertical-align: bottom }
            th { border-bottom: 2px solid var(--quiet) } td, tbody th { border-bottom: 1px solid var(--line) }
            tbody th { font-weight: normal } .w { text-align: left }
            .best { font-weight: bold } .worse, small { color: var(--quiet) } small { font-weight: normal }
            figure { margin: 1.5em 0; max-width: 45em } figcaption { margin-bottom: .3em }
            .row { display: grid; grid-template-columns: minmax(6em, 14em) 1fr 4.5em; gap: .7em; align-items: center; \
            font-size: .9em } .row > :first-child { text-align: right; overflow-wrap: anywhere }
            .room { position: relative; height: 1.1em; margin: .15em 0 } .room > * { position: absolute }
            .bar { top: 0; bottom: 0; background: var(--bar) } .best > .room > .bar { background: var(--most) }
            .interval { top: calc(50% - 1px); height: 2px; background: var(--ink) }
            .zero { top: -.15em; bottom: -.15em; width: 1px; background: var(--quiet) }
            @media print { .wide { overflow: visible } .bar, .interval, .zero { print-color-adjust: exact } }
            """;

    private ModelReportPage() {}

    static void write(ModelReport report, Writer out) throws IOException {
        out.write("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                + "<title>Model comparison</title>\n<style>\n" + STYLE
                + "</style></head><body>\n<h1>Model comparison</h1>\n<p>" + text(ModelReportOutput.counted(report))
                + ".</p>\n");
        properties(report, out);
        out.write("<h2>Scores</h2>\n<p>" + text(ModelReportOutput.LEGEND) + ". Small: the 95&nbsp;% interval.</p>\n");
        scores(report, out);
        for (Comparison.Row row : report.comparison().rows()) {
            // Only the summary scores of a benchmark get bars.
            if (row.best() >= 0 && List.of("", "semantic", "syntactic", "total").contains(row.section())) {
                bars(report, row, out);
            }
        }
        neighbours(report, out);
        out.write("</body></html>\n");
    }

    /** Writes the properties of the models, one row per model, without columns that are empty for all. */
    private static void properties(ModelReport report, Writer out) throws IOException {
        List<Map.Entry<String, Function<Column, String>>> properties =
                ModelReportOutput.properties().entrySet().stream()
                        .filter(property -> report.columns().stream()
                                .anyMatch(column ->
                                        !property.getValue().apply(column).isEmpty()))
                        .toList();
        begin("Models", out);
        out.write(title("model", true));
        for (Map.Entry<String, Function<Column, String>> property : properties) {
            out.write(title(property.getKey(), false));
        }
        out.write("</tr></thead><tbody>\n");
        for (Column column : report.columns()) {
            out.write("<tr><th class=\"w\" scope=\"row\">" + text(column.name()) + "</th>");
            for (Map.Entry<String, Function<Column, String>> property : properties) {
                out.write("<td>" + text(property.getValue().apply(column)) + "</td>");
            }
            out.write("</tr>\n");
        }
        end(out);
    }

    private static void scores(ModelReport report, Writer out) throws IOException {
        begin("Scores", out);
        out.write(title("benchmark", true) + title("section", true) + title("measure", true));
        for (Column column : report.columns()) {
            out.write(title(column.name(), false));
        }
        out.write("</tr></thead><tbody>\n");
        for (Comparison.Row row : report.comparison().rows()) {
            out.write("<tr><th class=\"w\" scope=\"row\">" + text(row.benchmark()) + "</th><td class=\"w\">"
                    + text(row.section()) + "</td><td class=\"w\">" + row.measure() + "</td>");
            for (int model = 0; model < row.cells().size(); model++) {
                out.write(score(row, model));
            }
            out.write("</tr>\n");
        }
        end(out);
    }

    private static String score(Comparison.Row row, int model) {
        String shown = text(ModelReportOutput.cell(row.cells().get(model), row));
        Optional<Estimate> estimate = estimate(row, model);
        if (estimate.isEmpty()) {
            return "<td>" + shown + "</td>";
        }
        String interval = Double.isNaN(estimate.get().low())
                ? ""
                : " <small>" + ScoreOutput.shownInterval(row.measure(), estimate.get()) + "</small>";
        boolean worse = row.cells().get(model).orElseThrow().isSignificantlyWorse();
        return "<td" + (model == row.best() ? " class=\"best\"" : worse ? " class=\"worse\"" : "") + ">" + shown.strip()
                + interval + "</td>";
    }

    private static Optional<Estimate> estimate(Comparison.Row row, int model) {
        return row.cells().get(model).map(cell -> cell.score().estimate()).filter(Estimate::exists);
    }

    /** Draws one bar per model, with a line across its end for the confidence interval. */
    private static void bars(ModelReport report, Comparison.Row row, Writer out) throws IOException {
        double least = 0;
        double most = 0;
        for (int model = 0; model < row.cells().size(); model++) {
            Optional<Estimate> estimate = estimate(row, model);
            if (estimate.isPresent()) {
                least = Math.min(least, low(estimate.get()));
                most = Math.max(most, high(estimate.get()));
            }
        }
        // Avoids a division by zero if all scores are 0.
        Scale scale = new Scale(least, most > least ? most : least + 1);
        String title =
                row.benchmark() + (row.section().isEmpty() ? "" : ", " + row.section()) + " (" + row.measure() + ")";
        out.write("<figure><figcaption>" + text(title) + "</figcaption>\n");
        for (int model = 0; model < row.cells().size(); model++) {
            Optional<Estimate> estimate = estimate(row, model);
            out.write("<div class=\"row" + (model == row.best() ? " best" : "") + "\"><span>"
                    + text(report.columns().get(model).name()) + "</span><span class=\"room\">");
            if (estimate.isPresent()) {
                double value = estimate.get().value();
                out.write(scale.mark("bar", Math.min(0, value), Math.max(0, value)));
                out.write(scale.mark("interval", low(estimate.get()), high(estimate.get())));
            }
            out.write("<i class=\"zero\" style=\"left:" + scale.at(0) + "%\"></i></span><span>"
                    + ScoreOutput.shown(
                            row.measure(), estimate.map(Estimate::value).orElse(Double.NaN))
                    + "</span></div>\n");
        }
        out.write("</figure>\n");
    }

    private static double low(Estimate estimate) {
        return Double.isNaN(estimate.low()) ? estimate.value() : estimate.low();
    }

    private static double high(Estimate estimate) {
        return Double.isNaN(estimate.high()) ? estimate.value() : estimate.high();
    }

    /** A scale from scores to positions, in percent from the left. */
    private record Scale(double least, double most) {
        String at(double score) {
            return Quantities.fixed(100 * (score - least) / (most - least), 2);
        }

        String mark(String kind, double from, double to) {
            return "<i class=\"" + kind + "\" style=\"left:" + at(from) + "%;width:" + at(least + to - from)
                    + "%\"></i>";
        }
    }

    private static void neighbours(ModelReport report, Writer out) throws IOException {
        for (Map.Entry<String, List<List<String>>> entry : report.neighbours().entrySet()) {
            out.write("<h2>Near " + text(entry.getKey()) + "</h2>\n");
            begin("Near " + entry.getKey(), out);
            for (Column column : report.columns()) {
                out.write(title(column.name(), true));
            }
            out.write("</tr></thead><tbody>\n<tr>");
            for (List<String> words : entry.getValue()) {
                out.write("<td class=\"w\">"
                        + (words.isEmpty()
                                ? "(unknown)"
                                : String.join(
                                        "<br>",
                                        words.stream()
                                                .map(ModelReportPage::text)
                                                .toList()))
                        + "</td>");
            }
            out.write("</tr>\n");
            end(out);
        }
    }

    /** Begins a table in a box that can be scrolled, also with the keyboard, up to its column headings. */
    private static void begin(String name, Writer out) throws IOException {
        out.write("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"" + text(name)
                + "\"><table><thead><tr>");
    }

    private static void end(Writer out) throws IOException {
        out.write("</tbody></table></div>\n");
    }

    private static String title(String name, boolean words) {
        return "<th scope=\"col\"" + (words ? " class=\"w\"" : "") + ">" + text(name) + "</th>";
    }

    private static String text(String raw) {
        return Quantities.oneLine(raw)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
