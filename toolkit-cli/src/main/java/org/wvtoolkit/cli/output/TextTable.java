package org.wvtoolkit.cli.output;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.wvtoolkit.cli.terminal.DisplayWidth;
import org.wvtoolkit.cli.terminal.Quantities;

/** A table with headings, written as aligned columns, TSV or Markdown. Not thread-safe. */
public final class TextTable {
    private final List<String> titles;
    private final List<List<String>> rows = new ArrayList<>();
    private final int leftColumns;

    /**
     * Creates an empty table.
     *
     * @param leftColumns number of leading columns that contain words and are left-aligned; the others contain
     *     numbers
     * @param titles the headings of all columns
     */
    public TextTable(int leftColumns, List<String> titles) {
        this.leftColumns = leftColumns;
        this.titles = List.copyOf(titles);
    }

    /**
     * Adds a row.
     *
     * @param cells one per column
     */
    public void add(List<String> cells) {
        if (cells.size() != titles.size()) {
            throw new IllegalArgumentException(cells.size() + " cells for " + titles.size() + " columns");
        }
        rows.add(cells.stream().map(Quantities::oneLine).toList());
    }

    /**
     * Writes aligned columns.
     *
     * @param out receives the text
     * @throws IOException if it cannot be written
     */
    public void writeColumns(Writer out) throws IOException {
        int[] widths = new int[titles.size()];
        for (List<String> row : all()) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], DisplayWidth.of(row.get(column)));
            }
        }
        for (List<String> row : all()) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                String cell = row.get(column);
                String padding = " ".repeat(widths[column] - DisplayWidth.of(cell));
                line.append("  ").append(column < leftColumns ? cell + padding : padding + cell);
            }
            out.write(line.toString().stripTrailing());
            out.write('\n');
        }
    }

    /**
     * Writes a line of headings and one line per row, with tabs between cells.
     *
     * @param out receives the text
     * @throws IOException if it cannot be written
     */
    public void writeTsv(Writer out) throws IOException {
        for (List<String> row : all()) {
            out.write(String.join("\t", row));
            out.write('\n');
        }
    }

    /**
     * Writes a Markdown table.
     *
     * @param out receives the text
     * @throws IOException if it cannot be written
     */
    public void writeMarkdown(Writer out) throws IOException {
        markdownRow(titles, out);
        out.write('|');
        for (int column = 0; column < titles.size(); column++) {
            out.write(column < leftColumns ? " --- |" : " ---: |");
        }
        out.write('\n');
        for (List<String> row : rows) {
            markdownRow(row, out);
        }
    }

    private static void markdownRow(List<String> cells, Writer out) throws IOException {
        out.write('|');
        for (String cell : cells) {
            out.write(' ');
            out.write(cell.replace("\\", "\\\\").replace("|", "\\|"));
            out.write(" |");
        }
        out.write('\n');
    }

    private List<List<String>> all() {
        List<List<String>> all = new ArrayList<>(List.of(titles));
        all.addAll(rows);
        return all;
    }
}
