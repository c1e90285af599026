package org.wvtoolkit.lines;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Keeps a fixed number of units of a text of any length, each with the same chance (algorithm R, Vitter 1985), in memory that holds
 * those units and no others.
 */
public final class UnitReservoir implements UnitConsumer {
    private final Kept[] kept;
    private final UnitDraw draw;
    private final long mostBytes;
    private final ByteBuilder unit = new ByteBuilder(1 << 12);
    private long number;
    private long bytes;
    /** Where the unit at hand goes, or −1 if it is not kept. */
    private int place = -1;

    private boolean inUnit;

    /** A unit and its place in the text. */
    private static final class Kept {
        final long number;
        final byte[] text;

        Kept(long number, byte[] text) {
            this.number = number;
            this.text = text;
        }
    }

    /**
     * A reservoir.
     *
     * @param count units to keep, at least 1
     * @param mostBytes memory for their text
     * @param seed makes the draws
     */
    public UnitReservoir(int count, long mostBytes, long seed) {
        if (count < 1) {
            throw new IllegalArgumentException("count must be at least 1: " + count);
        }
        kept = new Kept[count];
        draw = new UnitDraw(seed);
        this.mostBytes = mostBytes;
    }

    @Override
    public void piece(byte[] text, int offset, int length) throws IOException {
        if (!inUnit) {
            inUnit = true;
            long at = number < kept.length ? number : draw.below(number, number + 1);
            place = at < kept.length ? (int) at : -1;
            unit.clear();
        }
        if (place < 0) {
            return;
        }
        if (bytes + unit.length() + length > mostBytes) {
            throw new IOException("the sample does not fit into memory: " + mostBytes
                    + " bytes are full; sample fewer, or a share of the text, which needs no memory");
        }
        unit.append(text, offset, length);
    }

    @Override
    public void end() {
        if (place >= 0) {
            Kept before = kept[place];
            bytes += unit.length() - (before == null ? 0 : before.text.length);
            kept[place] = new Kept(number, unit.copy());
        }
        number++;
        inUnit = false;
    }

    /**
     * Hands out what was kept, in the order of the text.
     *
     * @param consumer takes the units
     * @throws IOException if the consumer throws it
     */
    public void drain(UnitConsumer consumer) throws IOException {
        Kept[] inOrder = Arrays.copyOf(kept, (int) Math.min(number, kept.length));
        Arrays.sort(inOrder, Comparator.comparingLong(one -> one.number));
        for (Kept one : inOrder) {
            consumer.piece(one.text, 0, one.text.length);
            consumer.end();
        }
    }
}
