package org.wvtoolkit.cli.output;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wvtoolkit.cli.output.ModelReport.Column;
import org.wvtoolkit.cli.terminal.Quantities;
import org.wvtoolkit.evaluation.Comparison;
import org.wvtoolkit.evaluation.Estimate;

/** Models beside one another as a page of HTML, with pictures in it, that needs nothing from elsewhere. */
final class ModelReportPage {
    private static final int WIDTH = 520;
    private static final int BAR = 18;
    private static final int LABEL = 190;

    /** Colours that people with the usual kinds of colour blindness tell apart (Okabe and Ito). */
    private static final List<String> COLOURS =
            List.of("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#999999");

    private static final String STYLE = """
            body { font: 15px/1.45 system-ui, sans-serif; max-width: 70em; margin: 2em auto; padding: 0 1em; color: #222 }
            table { border-collapse: collapse; margin: 1em 0 } th, td { padding: .2em .7em; text-align: right }
            th { border-bottom: 2px solid #888 } td { border-bottom: 1px solid #ddd } .w { text-align: left }
            .best { font-weight: bold } .worse { color: #888 } small { color: #666 } figure { margin: 1em 0 }
            """;

    private ModelReportPage() {}

    static void write(ModelReport report, Writer out) throws IOException {
        out.write(
                "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Models compared</title>\n<style>\n"
                        + STYLE + "</style></head><body>\n<h1>Models compared</h1>\n<p>"
                        + text(ModelReportOutput.counted(report)) + ".</p>\n");
        properties(report, out);
        out.write(
                "<h2>Scores</h2>\n<p>Bold: the best. Grey: worse than the best by more than chance (paired bootstrap over the"
                        + " same questions, 5&nbsp;%). Small: the 95&nbsp;% interval.</p>\n");
        scores(report, out);
        for (Comparison.Row row : report.comparison().rows()) {
            // A picture for what sums a benchmark up.
            if (row.best() >= 0 && List.of("", "semantic", "syntactic", "total").contains(row.section())) {
                picture(report, row, out);
            }
        }
        neighbours(report, out);
        out.write("</body></html>\n");
    }

    private static void properties(ModelReport report, Writer out) throws IOException {
        out.write("<table><tr><th class=\"w\">model</th><th class=\"w\">method</th><th>words</th><th>dimension</th>"
                + "<th>size</th><th>time</th></tr>\n");
        for (Column column : report.columns()) {
            out.write("<tr><td class=\"w\">" + text(column.name()) + "</td><td class=\"w\">" + text(column.method())
                    + "</td><td>" + Quantities.count(column.words()) + "</td><td>"
                    + (column.dimension() == 0 ? "" : Quantities.count(column.dimension())) + "</td><td>"
                    + (column.bytes() < 0 ? "" : Quantities.bytes((double) column.bytes())) + "</td><td>"
                    + (column.nanos() < 0 ? "" : Quantities.duration(column.nanos())) + "</td></tr>\n");
        }
        out.write("</table>\n");
    }

    private static void scores(ModelReport report, Writer out) throws IOException {
        out.write("<table><tr><th class=\"w\">benchmark</th><th class=\"w\">section</th><th class=\"w\">measure</th>");
        for (Column column : report.columns()) {
            out.write("<th>" + text(column.name()) + "</th>");
        }
        out.write("</tr>\n");
        for (Comparison.Row row : report.comparison().rows()) {
            out.write("<tr><td class=\"w\">" + text(row.benchmark()) + "</td><td class=\"w\">" + text(row.section())
                    + "</td><td class=\"w\">" + row.measure() + "</td>");
            for (int model = 0; model < row.cells().size(); model++) {
                Optional<Comparison.Cell> cell = row.cells().get(model);
                if (cell.isEmpty()) {
                    out.write("<td>-</td>");
                } else {
                    Estimate estimate = cell.get().score().estimate();
                    String kind = model == row.best() ? "best" : cell.get().isSignificantlyWorse() ? "worse" : "";
                    out.write("<td class=\"" + kind + "\">" + ScoreOutput.shown(row.measure(), estimate.value())
                            + " <small>" + ScoreOutput.shownInterval(row.measure(), estimate) + "</small></td>");
                }
            }
            out.write("</tr>\n");
        }
        out.write("</table>\n");
    }

    /** A bar for each model with its interval as a line across its end. */
    private static void picture(ModelReport report, Comparison.Row row, Writer out) throws IOException {
        double least = 0;
        double most = 0;
        for (Optional<Comparison.Cell> cell : row.cells()) {
            if (cell.isPresent() && cell.get().score().estimate().exists()) {
                Estimate estimate = cell.get().score().estimate();
                least = Math.min(least, Double.isNaN(estimate.low()) ? estimate.value() : estimate.low());
                most = Math.max(most, Double.isNaN(estimate.high()) ? estimate.value() : estimate.high());
            }
        }
        double scale = (WIDTH - LABEL - 80) / Math.max(most - least, 1e-9);
        double zero = LABEL - least * scale;
        int height = BAR * report.columns().size() + 6;
        String title =
                row.benchmark() + (row.section().isEmpty() ? "" : ", " + row.section()) + " (" + row.measure() + ")";
        out.write("<figure><figcaption>" + text(title)
                + "</figcaption><svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + WIDTH + "\" height=\"" + height
                + "\" role=\"img\" aria-label=\"" + text(title) + "\" font-size=\"12\">\n");
        for (int model = 0; model < row.cells().size(); model++) {
            int top = BAR * model + 3;
            out.write("<text x=\"" + (LABEL - 8) + "\" y=\"" + (top + 12) + "\" text-anchor=\"end\">"
                    + text(shortened(report.columns().get(model).name())) + "</text>\n");
            Optional<Comparison.Cell> cell = row.cells().get(model);
            if (cell.isPresent() && cell.get().score().estimate().exists()) {
                Estimate estimate = cell.get().score().estimate();
                double end = zero + estimate.value() * scale;
                out.write("<rect x=\"" + at(Math.min(zero, end)) + "\" y=\"" + top + "\" width=\""
                        + at(Math.abs(end - zero)) + "\" height=\"" + (BAR - 5) + "\" fill=\""
                        + COLOURS.get(model % COLOURS.size()) + "\"/>\n");
                double right = end;
                if (!Double.isNaN(estimate.low())) {
                    right = Math.max(end, zero + estimate.high() * scale);
                    out.write("<path d=\"M" + at(zero + estimate.low() * scale) + " " + (top + 6.5) + "H"
                            + at(zero + estimate.high() * scale) + "\" stroke=\"#222\" stroke-width=\"1.5\"/>\n");
                }
                out.write("<text x=\"" + at(right + 6) + "\" y=\"" + (top + 12) + "\">"
                        + ScoreOutput.shown(row.measure(), estimate.value()) + "</text>\n");
            }
        }
        out.write("<path d=\"M" + at(zero) + " 0V" + height + "\" stroke=\"#888\"/>\n</svg></figure>\n");
    }

    private static String at(double place) {
        return Quantities.fixed(place, 1);
    }

    private static String shortened(String name) {
        int most = 26;
        return name.length() <= most ? name : "…" + name.substring(name.length() - most + 1);
    }

    private static void neighbours(ModelReport report, Writer out) throws IOException {
        for (Map.Entry<String, List<List<String>>> entry : report.neighbours().entrySet()) {
            out.write("<h2>Near " + text(entry.getKey()) + "</h2>\n<table><tr>");
            for (Column column : report.columns()) {
                out.write("<th class=\"w\">" + text(column.name()) + "</th>");
            }
            out.write("</tr>\n<tr>");
            for (List<String> words : entry.getValue()) {
                out.write("<td class=\"w\" valign=\"top\">"
                        + (words.isEmpty()
                                ? "(unknown)"
                                : String.join(
                                        "<br>",
                                        words.stream()
                                                .map(ModelReportPage::text)
                                                .toList()))
                        + "</td>");
            }
            out.write("</tr></table>\n");
        }
    }

    private static String text(String raw) {
        return Quantities.oneLine(raw)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
