package org.wvtoolkit.lines;

import java.io.IOException;
import java.util.Locale;
import org.wvtoolkit.corpus.ByteConsumer;

/** Units of text for sampling, splitting, shuffling and deduplication. */
public enum TextUnit {
    /** A line that is not empty. */
    LINE("\n"),
    /** Consecutive lines without an empty line between them. */
    DOCUMENT("\n\n");

    private final String end;

    TextUnit(String end) {
        this.end = end;
    }

    /** Returns the separator of two units in a text. */
    String end() {
        return end;
    }

    /** Returns the name in lower case, as used by options. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Creates a splitter that divides a text into units.
     *
     * @param consumer receives the units
     * @return the splitter, which receives text whose lines all end with a line feed;
     *     {@link Splitter#finish} must be called at the end
     */
    public Splitter splitter(UnitConsumer consumer) {
        return new Splitter(this, consumer);
    }

    /** Splits text into units. Not thread-safe. */
    public static final class Splitter implements ByteConsumer {
        private static final byte[] LINE_FEED = {'\n'};

        private final TextUnit unit;
        private final UnitConsumer consumer;
        private boolean inUnit;
        private boolean inLine;
        private long units;

        Splitter(TextUnit unit, UnitConsumer consumer) {
            this.unit = unit;
            this.consumer = consumer;
        }

        @Override
        public void accept(byte[] bytes, int offset, int length) throws IOException {
            int from = offset;
            int end = offset + length;
            for (int position = offset; position < end; position++) {
                if (bytes[position] == '\n') {
                    text(bytes, from, position - from);
                    lineEnd();
                    from = position + 1;
                }
            }
            text(bytes, from, end - from);
        }

        private void text(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) {
                return;
            }
            if (inUnit && !inLine) {
                consumer.piece(LINE_FEED, 0, 1);
            }
            consumer.piece(bytes, offset, length);
            inUnit = true;
            inLine = true;
        }

        private void lineEnd() throws IOException {
            if (inUnit && (unit == LINE || !inLine)) {
                finish();
            }
            inLine = false;
        }

        /**
         * Ends the text, and thus the last unit.
         *
         * @throws IOException if the consumer throws it
         */
        public void finish() throws IOException {
            if (inUnit) {
                consumer.end();
                units++;
            }
            inUnit = false;
            inLine = false;
        }

        /**
         * Returns the number of units so far.
         *
         * @return at least 0
         */
        public long units() {
            return units;
        }
    }
}
