package org.wvtoolkit.nn.labelled;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Converts CSV (RFC 4180) with a header row to lines of a label, a tab and a text. Line numbers are preserved: the
 * header row and the continuation lines of quoted cells become blank lines. Line breaks within a cell become spaces.
 * A row without a label and a text begins with {@link #EMPTY_ROW} if labels are not required, so that it is not taken
 * for a blank line. Not thread-safe.
 */
final class CsvLines extends InputStream {
    /** First byte of a row that would otherwise be a blank line. */
    static final byte EMPTY_ROW = 1;

    private static final int MAX_RECORD = 1 << 26;
    private static final int MAX_CELLS = 1 << 20;

    /** Maximum number of spaces before a quoted cell. */
    private static final int MAX_SPACES = 64;

    private final InputStream in;
    private final String where;
    private final CsvColumns columns;
    private final boolean labelled;

    private final ByteArrayOutputStream cell = new ByteArrayOutputStream();
    private long recordBytes;
    private long line = 1;
    private long blankRecords;
    private int delimiter;
    /** The delimiter that the first line declares, or −1. */
    private int declared = -1;

    private int label = -1;
    private int text = -1;
    private boolean headerRead;
    private @Nullable IOException failure;
    private byte[] ready = {};
    private int at;

    /**
     * Creates a stream.
     *
     * @param in CSV in UTF-8
     * @param where name of the input for messages
     * @param columns the columns to read
     * @param labelled whether the column of labels must exist and contain labels
     */
    CsvLines(InputStream in, String where, CsvColumns columns, boolean labelled) {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.where = where;
        this.columns = columns;
        this.labelled = labelled;
    }

    @Override
    public int read() throws IOException {
        return fill() ? ready[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, ready.length - at);
        System.arraycopy(ready, at, bytes, offset, count);
        at += count;
        return count;
    }

    /** Converts the next record if no bytes are left; returns false at the end. A failure is final. */
    private boolean fill() throws IOException {
        if (at < ready.length) {
            return true;
        }
        if (failure != null) {
            throw new IOException(failure.getMessage(), failure);
        }
        try {
            return convertNext();
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    private boolean convertNext() throws IOException {
        if (!headerRead) {
            delimiter = columns.delimiter() != null ? columns.delimiter() : declared >= 0 ? declared : guessDelimiter();
        }
        long begin = line;
        List<byte[]> cells = record();
        if (cells.isEmpty()) {
            return false;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean blank = cells.stream().allMatch(bytes -> LineCursor.isBlank(bytes, 0, bytes.length));
        blankRecords += blank ? 1 : 0;
        if (!blank && !headerRead && declaresDelimiter(cells)) {
            out.write('\n');
        } else if (!blank && !headerRead) {
            header(cells, begin);
        } else if (!blank) {
            row(cells, begin, out);
        }
        // The last record may have no line break.
        out.write("\n".repeat((int) Math.max(1, line - begin)).getBytes(StandardCharsets.US_ASCII));
        ready = out.toByteArray();
        at = 0;
        return true;
    }

    private void header(List<byte[]> cells, long number) throws IOException {
        headerRead = true;
        List<String> names = cells.stream()
                .map(name -> new String(name, StandardCharsets.UTF_8).strip())
                .toList();
        text = column(names, columns.text(), "text", number);
        label = labelled || names.stream().anyMatch(columns.label()::equalsIgnoreCase)
                ? column(names, columns.label(), "label", number)
                : -1;
    }

    private int column(List<String> names, String wanted, String what, long number) throws IOException {
        int index = names.indexOf(wanted);
        for (int i = 0; i < names.size() && index < 0; i++) {
            index = names.get(i).equalsIgnoreCase(wanted) ? i : -1;
        }
        if (index < 0 && wanted.matches("[0-9]{1,6}")) {
            index = Integer.parseInt(wanted) - 1;
        }
        if (index < 0 || index >= names.size()) {
            throw new IOException(where + ": line " + number + " has no column " + wanted + " for the " + what
                    + "; its columns are " + names.stream().limit(20).collect(Collectors.joining(", ")));
        }
        return index;
    }

    private void row(List<byte[]> cells, long number, ByteArrayOutputStream out) throws IOException {
        int needed = Math.max(label, text) + 1;
        if (cells.size() < needed) {
            throw new IOException(where + ": line " + number + " has " + cells.size() + " of the " + needed
                    + " columns that are needed; correct the line or choose another delimiter");
        }
        byte[] name = label < 0 ? new byte[0] : cells.get(label);
        for (byte b : name) {
            out.write(b == '\t' || b == '\n' || b == '\r' ? ' ' : b);
        }
        out.write('\t');
        for (byte b : cells.get(text)) {
            out.write(b == '\n' || b == '\r' ? ' ' : b);
        }
        if (!labelled && LineCursor.isBlank(out.toByteArray(), 0, out.size())) {
            out.reset();
            out.write(EMPTY_ROW);
            out.write('\t');
        }
    }

    /** Reads the cells of a record; none at the end of the input. */
    private List<byte[]> record() throws IOException {
        List<byte[]> cells = new ArrayList<>();
        recordBytes = 0;
        int next = in.read();
        if (next < 0) {
            return cells;
        }
        while (true) {
            next = afterSpaces(next);
            if (next == '"') {
                next = quoted(cells.size());
            }
            while (next >= 0 && next != delimiter && next != '\n') {
                cell.write(next);
                checkSize(cells.size());
                next = in.read();
            }
            byte[] bytes = cell.toByteArray();
            cell.reset();
            boolean carriageReturn = next != delimiter && bytes.length > 0 && bytes[bytes.length - 1] == '\r';
            cells.add(carriageReturn ? Arrays.copyOf(bytes, bytes.length - 1) : bytes);
            recordBytes += bytes.length;
            checkSize(cells.size());
            if (next != delimiter) {
                line += next == '\n' ? 1 : 0;
                return cells;
            }
            next = in.read();
        }
    }

    /** Skips the spaces before a quoted cell. Returns the next byte: the quote, or else the given byte. */
    private int afterSpaces(int first) throws IOException {
        if (first != ' ' || delimiter == ' ') {
            return first;
        }
        in.mark(MAX_SPACES);
        int next = first;
        for (int i = 0; i < MAX_SPACES && next == ' '; i++) {
            next = in.read();
        }
        if (next == '"') {
            return next;
        }
        in.reset();
        return first;
    }

    /** Returns whether a record is a line {@code sep=;}, which declares the delimiter, and applies it. */
    private boolean declaresDelimiter(List<byte[]> cells) {
        String first = new String(cells.getFirst(), StandardCharsets.UTF_8);
        boolean atDelimiter = first.equals("sep=") && cells.size() == 2 && cells.getLast().length == 0;
        if (!atDelimiter && !(cells.size() == 1 && first.matches("sep=[^\\p{Alnum}\"\\s]"))) {
            return false;
        }
        if (columns.delimiter() == null && !atDelimiter) {
            declared = first.charAt(4);
        } else if (columns.delimiter() == null) {
            declared = delimiter;
        }
        return true;
    }

    /** Reads a quoted cell after a number of cells, up to its closing quote. Returns the byte after the quote. */
    private int quoted(int cells) throws IOException {
        long begin = line;
        while (true) {
            int next = in.read();
            if (next < 0) {
                throw new IOException(where + ": line " + begin + " has a quoted cell that is not closed; close it");
            }
            if (next == '"') {
                next = in.read();
                if (next != '"') {
                    return next;
                }
            }
            line += next == '\n' ? 1 : 0;
            cell.write(next);
            checkSize(cells);
        }
    }

    private void checkSize(int cells) throws IOException {
        if (recordBytes + cell.size() > MAX_RECORD) {
            throw new IOException(where + ": line " + line + " belongs to a record of more than 64 MiB; a quote is"
                    + " probably not closed");
        }
        if (cells > MAX_CELLS) {
            throw new IOException(where + ": line " + line + " has more than " + MAX_CELLS
                    + " cells; correct it or choose another delimiter");
        }
    }

    /** Returns the number of records so far that consist of blank cells. */
    long blankRecords() {
        return blankRecords;
    }

    /** The most frequent of comma, semicolon and tab in the first line. */
    private int guessDelimiter() throws IOException {
        in.mark(1 << 16);
        int[] counts = new int[3];
        String candidates = ",;\t";
        for (int i = 0; i < (1 << 15); i++) {
            int next = in.read();
            if (next < 0 || next == '\n') {
                break;
            }
            int candidate = candidates.indexOf(next);
            if (candidate >= 0) {
                counts[candidate]++;
            }
        }
        in.reset();
        int best = 0;
        for (int i = 1; i < counts.length; i++) {
            best = counts[i] > counts[best] ? i : best;
        }
        return candidates.charAt(best);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
