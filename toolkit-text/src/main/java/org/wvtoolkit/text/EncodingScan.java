package org.wvtoolkit.text;

import java.util.ArrayList;
import java.util.List;
import org.wvtoolkit.text.format.Utf8Repair;
import org.wvtoolkit.text.stream.TextObserver;

/**
 * Observer that records malformed UTF-8 and the longest line of each file. Not thread-safe: the
 * reading thread alone calls it while text is read.
 *
 * <p>Not part of the public API.
 */
public final class EncodingScan implements TextObserver {
    private static final int MAX_FAULTS = 10;

    /** Maximum number of bytes of a character. */
    private static final int MAX_CHARACTER_BYTES = 4;

    private final List<Fault> faults = new ArrayList<>();
    private final byte[] joined = new byte[2 * MAX_CHARACTER_BYTES];
    private String where = "";
    private long position;
    private long malformedInFile;
    private Fault first = new Fault("", 0, 0);
    private int pending;
    private long files;
    private long lineBegin;
    private LongestLine longest = new LongestLine("", 0, 0);

    /**
     * Malformed UTF-8 in one file.
     *
     * @param where the file
     * @param offset the position of the first malformed byte in the decompressed text, after a byte
     *     order mark
     * @param sequences the number of malformed sequences in the file
     */
    public record Fault(String where, long offset, long sequences) {}

    /**
     * Longest line of all files.
     *
     * @param where the file
     * @param offset the position of the line in the decompressed text, in bytes
     * @param bytes the length of the line in bytes
     */
    public record LongestLine(String where, long offset, long bytes) {}

    /** Creates a scan. */
    public EncodingScan() {}

    @Override
    public void begin(String file) {
        where = file;
        position = 0;
        malformedInFile = 0;
        pending = 0;
        lineBegin = 0;
        files++;
    }

    @Override
    public void text(byte[] bytes, int offset, int length) {
        int at = offset;
        int end = offset + length;
        if (pending > 0) {
            at = offset + completeCharacter(bytes, offset, length);
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
                if (sequence < 0 && end - at < MAX_CHARACTER_BYTES && -sequence == end - at) {
                    // The character may continue in the next block, which decides.
                    pending = end - at;
                    System.arraycopy(bytes, at, joined, 0, pending);
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

    /**
     * Decodes a character that began in the previous block. Returns the number of bytes of this
     * block that belong to it.
     */
    private int completeCharacter(byte[] bytes, int offset, int length) {
        int more = Math.min(MAX_CHARACTER_BYTES, length);
        System.arraycopy(bytes, offset, joined, pending, more);
        int from = 0;
        while (from < pending) {
            int sequence = joined[from] >= 0 ? 1 : Utf8Repair.sequence(joined, from, pending + more);
            if (sequence < 0 && -sequence == pending + more - from && more == length && more < MAX_CHARACTER_BYTES) {
                // Still incomplete, because the block has only one or two bytes.
                System.arraycopy(joined, from, joined, 0, pending + more - from);
                pending += more - from;
                return length;
            }
            if (sequence < 0) {
                fault(position - pending + from);
            }
            from += Math.abs(sequence);
        }
        int taken = from - pending;
        pending = 0;
        return taken;
    }

    private void fault(long at) {
        if (malformedInFile++ == 0) {
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
        if (pending > 0) {
            fault(position - pending);
        }
        lineEnd(position);
        if (malformedInFile > 0 && faults.size() < MAX_FAULTS) {
            faults.add(new Fault(first.where(), first.offset(), malformedInFile));
        }
    }

    /**
     * Returns the first files that contain malformed UTF-8.
     *
     * @return at most {@value #MAX_FAULTS} files
     */
    public List<Fault> faults() {
        return List.copyOf(faults);
    }

    /**
     * Returns the longest line, in bytes.
     *
     * @return the line; its length is 0 if there is no text
     */
    public LongestLine longestLine() {
        return longest;
    }

    /**
     * Returns the number of files that contained text.
     *
     * @return at least 0
     */
    public long files() {
        return files;
    }
}
