package org.wvtoolkit.spark.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ByteWriterTest {
    private static long[] numbers() {
        Random random = new Random(1);
        long[] numbers = new long[5000];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = random.nextLong() >>> (1 + random.nextInt(63));
        }
        for (int bits = 0; bits < 63; bits++) {
            numbers[2 * bits] = 1L << bits;
            numbers[2 * bits + 1] = (1L << bits) - 1;
        }
        return numbers;
    }

    @Test
    @DisplayName("Numbers of all lengths are read as they were written, to the last byte")
    void roundTrip() {
        long[] numbers = numbers();
        for (int last = 1; last < numbers.length; last += last < 200 ? 1 : 997) {
            ByteWriter writer = new ByteWriter();
            for (int i = 0; i < last; i++) {
                writer.number(numbers[i]);
            }
            ByteReader reader = new ByteReader(writer.toArray());
            for (int i = 0; i < last; i++) {
                assertEquals(numbers[i], reader.number(), "number " + i + " of " + last);
            }
            assertFalse(reader.hasMore());
        }
    }

    @Test
    @DisplayName("Packed numbers have the same bytes, and 0 has none")
    void packed() {
        ByteWriter direct = new ByteWriter();
        ByteWriter packed = new ByteWriter();
        for (long number : numbers()) {
            if (number < 1L << 49) {
                direct.number(number);
                packed.packed(ByteWriter.pack(number));
                packed.packed(0);
            }
        }
        assertArrayEquals(direct.toArray(), packed.toArray());
    }
}
