package org.wvtoolkit.lines;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import org.wvtoolkit.option.InvalidOptionException;

/**
 * Uniform random sample with a fixed number of units from a text of any length, by reservoir
 * sampling (algorithm R, Vitter 1985). Memory holds the sampled units only. Not thread-safe.
 */
public final class UnitReservoir implements UnitConsumer {
    private final SampledUnit[] sample;
    private final UnitRandom draw;
    private final long maxBytes;
    private final ByteBuilder unit = new ByteBuilder(1 << 12);
    private long number;
    private long bytes;
    /** Index of the current unit in the sample, or −1 if it is not sampled. */
    private int slot = -1;

    private boolean inUnit;

    /** Sampled unit and its position in the text. */
    private static final class SampledUnit {
        final long number;
        final byte[] text;

        SampledUnit(long number, byte[] text) {
            this.number = number;
            this.text = text;
        }
    }

    /**
     * Creates a reservoir.
     *
     * @param count the number of units to sample, at least 1
     * @param maxBytes the maximum size of the sampled text in bytes
     * @param seed the seed of the random numbers
     */
    public UnitReservoir(int count, long maxBytes, long seed) {
        if (count < 1) {
            throw new InvalidOptionException("count", count, "must be at least 1");
        }
        sample = new SampledUnit[count];
        draw = new UnitRandom(seed);
        // The sample is on the heap, and the last unit takes up to three times its size while it is added.
        this.maxBytes = Math.min(maxBytes, Runtime.getRuntime().maxMemory() / 4);
    }

    @Override
    public void piece(byte[] text, int offset, int length) throws IOException {
        if (!inUnit) {
            inUnit = true;
            long position = number < sample.length ? number : draw.below(number, number + 1);
            slot = position < sample.length ? (int) position : -1;
            unit.clear();
        }
        if (slot < 0) {
            return;
        }
        if (bytes + unit.length() + length > maxBytes) {
            throw new IOException("the sample exceeds its memory limit of " + maxBytes
                    + " bytes; sample fewer units, or a share of the text, which needs no memory");
        }
        unit.append(text, offset, length);
    }

    @Override
    public void end() {
        if (slot >= 0) {
            SampledUnit before = sample[slot];
            bytes += unit.length() - (before == null ? 0 : before.text.length);
            sample[slot] = new SampledUnit(number, unit.copy());
        }
        number++;
        inUnit = false;
    }

    /**
     * Passes the sampled units to a consumer, in text order.
     *
     * @param consumer receives the units
     * @throws IOException if the consumer throws it
     */
    public void drain(UnitConsumer consumer) throws IOException {
        SampledUnit[] inOrder = Arrays.copyOf(sample, (int) Math.min(number, sample.length));
        Arrays.sort(inOrder, Comparator.comparingLong(sampled -> sampled.number));
        for (SampledUnit sampled : inOrder) {
            consumer.piece(sampled.text, 0, sampled.text.length);
            consumer.end();
        }
    }
}
