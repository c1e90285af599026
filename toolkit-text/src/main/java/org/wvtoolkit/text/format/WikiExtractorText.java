package org.wvtoolkit.text.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.wvtoolkit.text.markup.CharacterReferences;

/**
 * The text output of WikiExtractor: one paragraph per line, between lines {@code <doc id=… title="…">} and
 * {@code </doc>}, which are
 * removed. WikiExtractor escapes {@code &}, {@code <} and {@code >}; character references are decoded.
 */
final class WikiExtractorText implements TextFormat {
    private static final byte[] OPENING = "<doc ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CLOSING = "</doc>".getBytes(StandardCharsets.US_ASCII);

    @Override
    public String name() {
        return "wikiextractor";
    }

    @Override
    public String description() {
        return "WikiExtractor's text in <doc> blocks, one paragraph per line";
    }

    @Override
    public boolean recognises(TextHead head) {
        return startsWith(head.bytes(), head.start(), head.length(), OPENING);
    }

    @Override
    public TextLayout layout(TextHead head, ReadingOptions options, ReadingTally tally) {
        return new Layout(options.sentences());
    }

    /**
     * Layout that can be divided at any line. Small files, which WikiExtractor creates in large
     * numbers, share blocks.
     */
    private record Layout(Sentences sentences) implements TextLayout {
        @Override
        public boolean sharesBlocks() {
            return sentences == Sentences.LINE;
        }

        @Override
        public ProseExtractor newExtractor() {
            return block -> block.setLength(extract(block.bytes(), block.length(), block.continuesLine(), sentences));
        }
    }

    private static int extract(byte[] bytes, int length, boolean continuesLine, Sentences sentences) {
        int kept = 0;
        int line = 0;
        int document = 0;
        boolean rest = continuesLine;
        boolean marker = !continuesLine && isMarker(bytes, 0, length);
        while (line < length) {
            int end = BlockBoundaries.endOfLine(bytes, line, length);
            if (!marker) {
                if (kept != line) {
                    System.arraycopy(bytes, line, bytes, kept, end - line);
                }
                kept = CharacterReferences.decodeInPlace(bytes, kept, kept + end - line);
            } else if (sentences != Sentences.LINE) {
                sentences.joinLines(bytes, document, kept, true, rest);
                bytes[kept++] = '\n'; // replaces the marker
                document = kept;
                rest = false;
            }
            line = end;
            marker = isMarker(bytes, line, length);
        }
        sentences.joinLines(bytes, document, kept, true, rest);
        return kept;
    }

    /** Returns whether a line is a marker. A line of prose with the same beginning does not end with {@code >}. */
    private static boolean isMarker(byte[] bytes, int line, int length) {
        if (line >= length || bytes[line] != '<') {
            return false;
        }
        int end = BlockBoundaries.endOfLine(bytes, line, length);
        while (end > line && bytes[end - 1] <= ' ' && bytes[end - 1] >= 0) {
            end--;
        }
        return (startsWith(bytes, line, end, OPENING) && bytes[end - 1] == '>')
                || (end - line == CLOSING.length && startsWith(bytes, line, end, CLOSING));
    }

    private static boolean startsWith(byte[] bytes, int from, int to, byte[] start) {
        return to - from >= start.length && Arrays.equals(bytes, from, from + start.length, start, 0, start.length);
    }
}
