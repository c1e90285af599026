package org.wvtoolkit.text.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.wvtoolkit.text.markup.ByteText;
import org.wvtoolkit.text.stream.UnreadableTextException;

/**
 * Text in one column of a table. Each row is a document. CSV follows RFC 4180;
 * the delimiter is the one that a first line {@code sep=;} declares, as written by spreadsheets, otherwise the most
 * frequent of comma, semicolon and tab in the first row. A quoted column may contain delimiters, line ends and doubled
 * quotes, and spaces may precede it. TSV uses tabs and has no quotes. Rows with more columns than the first one, and
 * quotes that are never closed, are counted.
 */
final class DelimitedText implements TextFormat {
    static final DelimitedText CSV = new DelimitedText("csv", ".csv");
    static final DelimitedText TSV = new DelimitedText("tsv", ".tsv", ".tab");

    /** Formats to which a column option applies if no format is set: the file name or the first row decides. */
    static final String EITHER = "csv or tsv";

    static final DelimitedText CSV_OR_TSV = new DelimitedText(EITHER);

    private static final byte NO_QUOTES = 0;

    /** The line with which spreadsheets declare the delimiter. */
    private static final Pattern DECLARATION = Pattern.compile("sep=[^\\p{Alnum}\"\\s]\\s*|sep=\t");

    private final String name;
    private final String[] extensions;

    private DelimitedText(String name, String... extensions) {
        this.name = name;
        this.extensions = extensions;
    }

    /** Returns whether a format has columns. */
    static boolean isNameOfOne(String format) {
        return format.equals(CSV.name) || format.equals(TSV.name) || format.equals(EITHER);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return name.equals("tsv")
                ? "columns separated by tabs; the option column selects the text by name or number"
                : "columns separated by commas, semicolons or tabs, quoted where needed; the option column selects the "
                        + "text by name or number";
    }

    @Override
    public boolean recognises(TextHead head) {
        return extensions.length > 0 && head.isNamed(extensions);
    }

    @Override
    public TextLayout layout(TextHead head, ReadingOptions options, ReadingTally tally) throws UnreadableTextException {
        String firstLine = head.firstLine();
        boolean declared = firstLine != null
                && !name.equals(TSV.name)
                && DECLARATION.matcher(firstLine).matches();
        byte delimiter = options.delimiter() != null
                ? (byte) options.delimiter().charValue()
                : declared ? (byte) Objects.requireNonNull(firstLine).charAt(4) : delimiter(head);
        boolean quoted = delimiter != '\t' || name.equals(CSV.name) || head.isNamed(CSV.extensions);
        int begin = head.start();
        if (declared) {
            while (begin < head.length() && !BlockBoundaries.isLineEnd(head.bytes()[begin])) {
                begin++;
            }
            while (begin < head.length() && BlockBoundaries.isLineEnd(head.bytes()[begin])) {
                begin++;
            }
        }
        Rows rows = new Rows(delimiter, quoted ? (byte) '"' : NO_QUOTES);
        List<String> first = rows.cells(head.bytes(), begin, head.length());
        Table table = new Table(rows, begin, first.size(), options.sentences(), tally);
        String column = options.column();
        if (column == null) {
            return unasked(head, first, table);
        }
        for (int i = 0; i < first.size(); i++) {
            if (first.get(i).equalsIgnoreCase(column)) {
                return new Layout(table, i, true);
            }
        }
        boolean isNumber = column.length() < 6 && column.chars().allMatch(c -> c >= '0' && c <= '9');
        int number = isNumber ? Integer.parseInt(column) : 0;
        if (number < 1 || (number > first.size() && !first.isEmpty())) {
            throw UnreadableTextException.of(
                    head.where(),
                    "has no column " + column,
                    "there are " + listed(first) + "; or a number from 1",
                    null);
        }
        return new Layout(table, number - 1, false);
    }

    /** Returns the layout without a column option: the only column, or the one named text. */
    private static TextLayout unasked(TextHead head, List<String> first, Table table) throws UnreadableTextException {
        for (int i = 0; i < first.size(); i++) {
            if (first.get(i).equalsIgnoreCase(ReadingOptions.DEFAULT_FIELD)) {
                return new Layout(table, i, true);
            }
        }
        if (first.size() > 1) {
            throw UnreadableTextException.of(
                    head.where(),
                    "has several columns",
                    "set the option column to the one that holds the text, by number or name (" + listed(first)
                            + "); or set the option input-format to plain",
                    null);
        }
        return new Layout(table, 0, false);
    }

    private static String listed(List<String> cells) {
        return String.join(
                ", ",
                cells.stream()
                        .limit(12)
                        .map(cell -> cell.length() > 30 ? cell.substring(0, 30) + "…" : cell)
                        .map(cell -> cell.replaceAll("\\p{Cntrl}", " "))
                        .toList());
    }

    private byte delimiter(TextHead head) {
        if (name.equals(TSV.name) || (name.equals(EITHER) && head.isNamed(TSV.extensions))) {
            return '\t';
        }
        String line = head.firstLine();
        String first = line == null ? head.text() : line;
        if (name.equals(EITHER) && !head.isNamed(CSV.extensions) && first.contains("\t")) {
            return '\t';
        }
        return mostFrequent(first);
    }

    /** Returns the most frequent of comma, semicolon and tab outside quotes; comma if there is none. */
    private static byte mostFrequent(String row) {
        String candidates = ",;\t";
        int[] counts = new int[candidates.length()];
        boolean quoted = false;
        for (int i = 0; i < row.length(); i++) {
            quoted ^= row.charAt(i) == '"';
            int candidate = candidates.indexOf(row.charAt(i));
            if (candidate >= 0 && !quoted) {
                counts[candidate]++;
            }
        }
        int most = 0;
        for (int i = 1; i < counts.length; i++) {
            most = counts[i] > counts[most] ? i : most;
        }
        return (byte) candidates.charAt(most);
    }

    /**
     * Syntax of rows.
     *
     * @param delimiter the byte between columns
     * @param quote the byte around columns with special characters, or {@link #NO_QUOTES}
     */
    private record Rows(byte delimiter, byte quote) {
        /** Returns the position of the quote with which a column begins, or {@code to} if it is not quoted. */
        int quote(byte[] bytes, int from, int to) {
            int at = from;
            while (at < to && bytes[at] == ' ' && delimiter != ' ') {
                at++;
            }
            return at < to && bytes[at] == quote && quote != NO_QUOTES ? at : to;
        }

        /** Returns whether the quote of a column that extends to the end of the text is not closed. */
        boolean isOpen(byte[] bytes, int from, int to) {
            int quotes = 0;
            for (int at = quote(bytes, from, to); at < to; at++) {
                quotes += bytes[at] == quote ? 1 : 0;
            }
            return quotes % 2 == 1;
        }

        /**
         * Returns the position of the delimiter or line end after the column that begins at
         * {@code from}, or {@code to} if there is none.
         */
        int endOfCell(byte[] bytes, int from, int to) {
            int at = quote(bytes, from, to);
            if (at < to) {
                at++;
                while (at < to && (bytes[at] != quote || (at + 1 < to && bytes[at + 1] == quote))) {
                    at += bytes[at] == quote ? 2 : 1;
                }
                at++; // the closing quote; text between it and the delimiter is kept
            } else {
                at = from;
            }
            while (at < to && bytes[at] != delimiter && !BlockBoundaries.isLineEnd(bytes[at])) {
                at++;
            }
            return Math.min(at, to);
        }

        /** Returns the position after the last complete row. */
        int afterLastRow(byte[] bytes, int length) {
            if (quote == NO_QUOTES) {
                return BlockBoundaries.afterLastLineEnd(bytes, length);
            }
            int after = 0;
            int at = 0;
            while (at < length) {
                at = endOfCell(bytes, at, length);
                if (at < length && BlockBoundaries.isLineEnd(bytes[at])) {
                    after = at + 1;
                }
                at++;
            }
            return after;
        }

        /** Returns the columns of the first row. */
        List<String> cells(byte[] bytes, int from, int length) {
            List<String> cells = new ArrayList<>();
            ByteText cell = new ByteText();
            int at = from;
            while (at < length) {
                int end = endOfCell(bytes, at, length);
                cell.clear();
                append(bytes, at, end, cell);
                cells.add(cell.string(0, cell.length()).strip());
                if (end == length || bytes[end] != delimiter) {
                    break;
                }
                at = end + 1;
            }
            return cells;
        }

        /** Appends the content of a column. */
        void append(byte[] bytes, int from, int to, ByteText target) {
            int begin = quote(bytes, from, to);
            if (begin == to) {
                target.append(bytes, from, to);
                return;
            }
            boolean inQuotes = true;
            for (int at = begin + 1; at < to; at++) {
                if (bytes[at] != quote || !inQuotes) {
                    target.append(bytes[at]);
                } else if (at + 1 < to && bytes[at + 1] == quote) {
                    target.append(quote);
                    at++;
                } else {
                    inQuotes = false;
                }
            }
        }
    }

    /**
     * A table without the selected column.
     *
     * @param rows the syntax
     * @param begin offset of the first row in the text
     * @param columns number of columns of the first row
     */
    private record Table(Rows rows, int begin, int columns, Sentences sentences, ReadingTally tally) {}

    private record Layout(Table table, int column, boolean hasHeader) implements TextLayout {
        @Override
        public int afterLastRecord(byte[] bytes, int length) {
            return table.rows.afterLastRow(bytes, length);
        }

        @Override
        public ProseExtractor newExtractor() {
            return new Cells(this);
        }

        @Override
        public String record() {
            return "a row, perhaps for a quote that is never closed,";
        }
    }

    /** Extractor of one column, for one worker. */
    private static final class Cells implements ProseExtractor {
        private final Layout layout;
        private final String missing;
        private final ByteText prose = new ByteText();

        Cells(Layout layout) {
            this.layout = layout;
            missing = "rows without column " + (layout.column + 1) + " skipped";
        }

        @Override
        public void extract(TextBlock block) {
            prose.clear();
            byte[] bytes = block.bytes();
            int length = block.length();
            Rows rows = layout.table.rows;
            int at = block.beginsFile() ? Math.min(length, layout.table.begin) : 0;
            boolean skip = layout.hasHeader && block.beginsFile();
            while (at < length) {
                boolean empty = BlockBoundaries.isLineEnd(bytes[at]);
                boolean found = false;
                int columns = 0;
                boolean more = true;
                while (more) {
                    int end = rows.endOfCell(bytes, at, length);
                    if (columns == layout.column) {
                        found = true;
                        if (!skip) {
                            cell(bytes, at, end);
                        }
                    }
                    if (end == length && rows.isOpen(bytes, at, end)) {
                        layout.table.tally.add("rows with a quote that is never closed", 1);
                    }
                    columns++;
                    more = end < length && bytes[end] == rows.delimiter;
                    at = end + 1;
                }
                if (!found && !empty) {
                    layout.table.tally.add(missing, 1);
                }
                if (columns > layout.table.columns) {
                    layout.table.tally.add("rows with more columns than the first", 1);
                }
                skip &= empty;
            }
            block.setText(prose.bytes(), prose.length());
        }

        private void cell(byte[] bytes, int from, int to) {
            int document = prose.length();
            layout.table.rows.append(bytes, from, to, prose);
            layout.table.sentences.joinLines(prose.bytes(), document, prose.length(), false, false);
            prose.append('\n');
        }
    }
}
