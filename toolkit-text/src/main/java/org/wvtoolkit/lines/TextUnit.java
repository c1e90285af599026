package org.wvtoolkit.lines;

import java.io.IOException;
import java.util.Locale;

/** What is sampled, split, shuffled or compared: a piece of text that stays whole. */
public enum TextUnit {
    /** A line that is not empty. */
    LINE("\n"),
    /** Lines that no empty line parts. */
    DOCUMENT("\n\n");

    private final String end;

    TextUnit(String end) {
        this.end = end;
    }

    /** What parts two units in a text. */
    String end() {
        return end;
    }

    /** As the command line has it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Cuts text into units.
     *
     * @param consumer takes the units
     * @return takes the text, every line ended by a line feed; {@link Cutter#finish} ends it
     */
    public Cutter cutter(UnitConsumer consumer) {
        return new Cutter(this, consumer);
    }

    /** Cuts text into units. Confined to one thread at a time. */
    public static final class Cutter implements ByteConsumer {
        private static final byte[] LINE_FEED = {'\n'};

        private final TextUnit unit;
        private final UnitConsumer consumer;
        private boolean inUnit;
        private boolean inLine;
        private long units;

        Cutter(TextUnit unit, UnitConsumer consumer) {
            this.unit = unit;
            this.consumer = consumer;
        }

        @Override
        public void accept(byte[] bytes, int offset, int length) throws IOException {
            int from = offset;
            int end = offset + length;
            for (int at = offset; at < end; at++) {
                if (bytes[at] == '\n') {
                    text(bytes, from, at - from);
                    lineEnd();
                    from = at + 1;
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
         * The text is at its end.
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
         * How many units there were.
         *
         * @return at least 0
         */
        public long units() {
            return units;
        }
    }
}
