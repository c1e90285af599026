package org.wvtoolkit.cli.output;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.wvtoolkit.cli.terminal.Quantities;
import tools.jackson.core.JsonGenerator;

/** Words with a number and lists of other words each. Not thread-safe. */
public final class WordReports {
    private static final int TABLE_PLACES = 3;
    private static final int PLACES = 6;

    private final List<String> titles;
    private final List<String> lists;
    private final List<Report> reports = new ArrayList<>();

    private record Report(String word, double value, List<List<String>> words) {}

    /**
     * Creates an empty report.
     *
     * @param titles the names of the word and of the number
     * @param lists the names of the lists
     */
    public WordReports(List<String> titles, List<String> lists) {
        this.titles = List.copyOf(titles);
        this.lists = List.copyOf(lists);
    }

    /**
     * Adds a word.
     *
     * @param word the word
     * @param value its number
     * @param words one list of words per list name
     */
    public void add(String word, double value, List<List<String>> words) {
        reports.add(new Report(word, value, words));
    }

    /**
     * Writes the report and flushes.
     *
     * @param format the output format
     * @param out receives the text
     * @throws IOException if it cannot be written
     */
    public void write(OutputFormat format, Writer out) throws IOException {
        if (format == OutputFormat.JSON) {
            json(out);
        } else {
            List<String> columns = new ArrayList<>(titles);
            columns.addAll(lists);
            TextTable table = new TextTable(columns.size(), columns);
            for (Report report : reports) {
                List<String> cells = new ArrayList<>(List.of(
                        report.word,
                        Quantities.fixed(report.value, format == OutputFormat.TABLE ? TABLE_PLACES : PLACES)));
                report.words.forEach(list -> cells.add(String.join(format == OutputFormat.TABLE ? ", " : " ", list)));
                table.add(cells);
            }
            if (format == OutputFormat.TABLE) {
                table.writeColumns(out);
            } else {
                table.writeTsv(out);
            }
        }
        out.flush();
    }

    private void json(Writer out) throws IOException {
        try (JsonGenerator json = JsonGenerators.generator(out)) {
            json.writeStartObject();
            json.writeArrayPropertyStart("words");
            for (Report report : reports) {
                json.writeStartObject();
                json.writeStringProperty(titles.get(0), report.word);
                json.writeNumberProperty(titles.get(1), report.value);
                for (int i = 0; i < lists.size(); i++) {
                    json.writeArrayPropertyStart(lists.get(i));
                    report.words.get(i).forEach(json::writeString);
                    json.writeEndArray();
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        out.write('\n');
    }
}
