package org.wvtoolkit.text;

import java.util.ArrayList;
import java.util.List;
import org.wvtoolkit.text.format.Utf8Repair;
import org.wvtoolkit.text.stream.TextObserver;

/**
 * Looks for bytes that are not UTF-8, and for the longest line, and remembers the file and the place. Confined to the reading thread
 * while text is read.
 */
public final class EncodingScan implements TextObserver {
    private static final int MOST_FAULTS = 10;

    /** A character has four bytes at most. */
    private static final int MOST_CHARACTER = 4;

    private final List<Fault> faults = new ArrayList<>();
    private final byte[] joined = new byte[2 * MOST_CHARACTER];
    private String where = "";
    private long position;
    private long inFile;
    private Fault first = new Fault("", 0, 0);
    private int waiting;
    private long files;
    private long lineBegin;
    private LongestLine longest = new LongestLine("", 0, 0);

    /**
     * The bytes of one file that are not UTF-8.
     *
     * @param where the file
     * @param offset where the first one lies, in bytes of the decompressed text, after a byte order mark
     * @param sequences how many sequences of such bytes the file has
     */
    public record Fault(String where, long offset, long sequences) {}

    /**
     * The longest line of all files.
     *
     * @param where the file
     * @param offset where it begins, in bytes of the decompressed text
     * @param bytes how long it is
     */
    public record LongestLine(String where, long offset, long bytes) {}

    /** Nothing seen yet. */
    public EncodingScan() {}

    @Override
    public void begin(String file) {
        where = file;
        position = 0;
        inFile = 0;
        waiting = 0;
        lineBegin = 0;
        files++;
    }

    @Override
    public void text(byte[] bytes, int offset, int length) {
        int at = offset;
        int end = offset + length;
        if (waiting > 0) {
            at = offset + finishWaiting(bytes, offset, length);
        }
        while (at < end) {
            byte b = bytes[at];
            if (b >= 0) {
                if (b == '\n') {
                    lineEnd(position + at - offset);
                }
                at++;
            } else {
                int sequence = Utf8Repair.sequence(bytes, at, end);
                if (sequence < 0 && end - at < MOST_CHARACTER && -sequence == end - at) {
                    // Cut off by the end of the piece, perhaps; the next one tells.
                    waiting = end - at;
                    System.arraycopy(bytes, at, joined, 0, waiting);
                    break;
                }
                if (sequence < 0) {
                    fault(position + at - offset);
                }
                at += Math.abs(sequence);
            }
        }
        position += length;
    }

    /** Judges a character that began in the piece before. Returns how many bytes of this piece belong to it. */
    private int finishWaiting(byte[] bytes, int offset, int length) {
        int more = Math.min(MOST_CHARACTER, length);
        System.arraycopy(bytes, offset, joined, waiting, more);
        int from = 0;
        while (from < waiting) {
            int sequence = joined[from] >= 0 ? 1 : Utf8Repair.sequence(joined, from, waiting + more);
            if (sequence < 0 && -sequence == waiting + more - from && more == length && more < MOST_CHARACTER) {
                // Still cut off, by a piece of a byte or two.
                System.arraycopy(joined, from, joined, 0, waiting + more - from);
                waiting += more - from;
                return length;
            }
            if (sequence < 0) {
                fault(position - waiting + from);
            }
            from += Math.abs(sequence);
        }
        int taken = from - waiting;
        waiting = 0;
        return taken;
    }

    private void fault(long at) {
        if (inFile++ == 0) {
            first = new Fault(where, at, 1);
        }
    }

    private void lineEnd(long at) {
        if (at - lineBegin > longest.bytes()) {
            longest = new LongestLine(where, lineBegin, at - lineBegin);
        }
        lineBegin = at + 1;
    }

    @Override
    public void end() {
        if (waiting > 0) {
            fault(position - waiting);
        }
        lineEnd(position);
        if (inFile > 0 && faults.size() < MOST_FAULTS) {
            faults.add(new Fault(first.where(), first.offset(), inFile));
        }
    }

    /**
     * The first files that hold bytes that are not UTF-8.
     *
     * @return at most {@value #MOST_FAULTS}
     */
    public List<Fault> faults() {
        return List.copyOf(faults);
    }

    /**
     * The longest line, in bytes.
     *
     * @return of no bytes, where there is no text
     */
    public LongestLine longestLine() {
        return longest;
    }

    /**
     * How many files held text.
     *
     * @return at least 0
     */
    public long files() {
        return files;
    }
}
