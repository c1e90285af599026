package org.wvtoolkit.text.format;

import java.util.ArrayList;
import java.util.List;
import org.wvtoolkit.text.markup.ByteText;
import org.wvtoolkit.text.stream.UnreadableTextException;

/**
 * Text in one column of a table. Each row is a document. CSV follows RFC 4180;
 * the delimiter is a comma, or a semicolon if the first row has no comma. A quoted column may
 * contain delimiters, line ends and doubled quotes. TSV uses tabs and has no quotes.
 */
final class DelimitedText implements TextFormat {
    static final DelimitedText CSV = new DelimitedText("csv", ".csv");
    static final DelimitedText TSV = new DelimitedText("tsv", ".tsv", ".tab");

    /** Formats to which a column option applies if no format is set: the file name or the first row decides. */
    static final String EITHER = "csv or tsv";

    static final DelimitedText CSV_OR_TSV = new DelimitedText(EITHER);

    private static final byte NO_QUOTES = 0;

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
                : "columns separated by commas or semicolons, quoted where needed; the option column selects the "
                        + "text by name or number";
    }

    @Override
    public boolean recognises(TextHead head) {
        return extensions.length > 0 && head.isNamed(extensions);
    }

    @Override
    public TextLayout layout(TextHead head, ReadingOptions options, ReadingTally tally) throws UnreadableTextException {
        byte delimiter = options.delimiter() == null
                ? delimiter(head)
                : (byte) options.delimiter().charValue();
        Rows rows = new Rows(delimiter, delimiter == '\t' ? NO_QUOTES : (byte) '"');
        List<String> first = rows.cells(head.bytes(), head.length());
        String column = options.column();
        if (column == null) {
            return unasked(head, first, rows, options, tally);
        }
        for (int i = 0; i < first.size(); i++) {
            if (first.get(i).equalsIgnoreCase(column)) {
                return new Layout(rows, i, true, options.sentences(), tally);
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
        return new Layout(rows, number - 1, false, options.sentences(), tally);
    }

    /** Returns the layout without a column option: the only column, or the one named text. */
    private static TextLayout unasked(
            TextHead head, List<String> first, Rows rows, ReadingOptions options, ReadingTally tally)
            throws UnreadableTextException {
        for (int i = 0; i < first.size(); i++) {
            if (first.get(i).equalsIgnoreCase(ReadingOptions.DEFAULT_FIELD)) {
                return new Layout(rows, i, true, options.sentences(), tally);
            }
        }
        if (first.size() > 1) {
            throw UnreadableTextException.of(
                    head.where(),
                    "has several columns",
                    "set the option column to the one that holds the text, by number or name (" + listed(first)
                            + "); or set input-format to plain",
                    null);
        }
        return new Layout(rows, 0, false, options.sentences(), tally);
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
        return (byte) (first.contains(",") || !first.contains(";") ? ',' : ';');
    }

    /**
     * Syntax of rows.
     *
     * @param delimiter the byte between columns
     * @param quote the byte around columns with special characters, or {@link #NO_QUOTES}
     */
    private record Rows(byte delimiter, byte quote) {
        /**
         * Returns the position of the delimiter or line end after the column that begins at
         * {@code from}, or {@code to} if there is none.
         */
        int endOfCell(byte[] bytes, int from, int to) {
            int at = from;
            if (at < to && bytes[at] == quote && quote != NO_QUOTES) {
                at++;
                while (at < to && (bytes[at] != quote || (at + 1 < to && bytes[at + 1] == quote))) {
                    at += bytes[at] == quote ? 2 : 1;
                }
                at++; // the closing quote; text between it and the delimiter is kept
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
        List<String> cells(byte[] bytes, int length) {
            List<String> cells = new ArrayList<>();
            ByteText cell = new ByteText();
            int at = 0;
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
            if (from == to || quote == NO_QUOTES || bytes[from] != quote) {
                target.append(bytes, from, to);
                return;
            }
            boolean inQuotes = true;
            for (int at = from + 1; at < to; at++) {
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

    private record Layout(Rows rows, int column, boolean hasHeader, Sentences sentences, ReadingTally tally)
            implements TextLayout {
        @Override
        public int afterLastRecord(byte[] bytes, int length) {
            return rows.afterLastRow(bytes, length);
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
            int at = 0;
            boolean skip = layout.hasHeader && block.beginsFile();
            while (at < length) {
                boolean empty = BlockBoundaries.isLineEnd(bytes[at]);
                boolean found = false;
                for (int column = 0; ; column++) {
                    int end = layout.rows.endOfCell(bytes, at, length);
                    if (column == layout.column) {
                        found = true;
                        if (!skip) {
                            cell(bytes, at, end);
                        }
                    }
                    at = end + 1;
                    if (end >= length || bytes[end] != layout.rows.delimiter) {
                        break;
                    }
                }
                if (!found && !empty) {
                    layout.tally.add(missing, 1);
                }
                skip &= empty;
            }
            block.setText(prose.bytes(), prose.length());
        }

        private void cell(byte[] bytes, int from, int to) {
            int document = prose.length();
            layout.rows.append(bytes, from, to, prose);
            layout.sentences.joinLines(prose.bytes(), document, prose.length(), false, false);
            prose.append('\n');
        }
    }
}
