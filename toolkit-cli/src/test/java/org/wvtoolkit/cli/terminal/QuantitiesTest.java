package org.wvtoolkit.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class QuantitiesTest {
    @Test
    @DisplayName("counts have thousands separators")
    void count() {
        assertEquals("0", Quantities.count(0));
        assertEquals("999", Quantities.count(999));
        assertEquals("1,000", Quantities.count(1000));
        assertEquals("-1,234,567", Quantities.count(-1_234_567));
        assertEquals("-123", Quantities.count(-123));
    }

    @Test
    void fixedAgreesWithDecimalArithmetic() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            double value = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(8));
            int places = random.nextInt(7);
            String expected = BigDecimal.valueOf(Math.abs(value))
                    .setScale(places, RoundingMode.HALF_UP)
                    .toPlainString();
            boolean negative = value < 0 && new BigDecimal(expected).signum() != 0;
            // A value on the boundary may be rounded either way, because its product with the scale is rounded,
            // too.
            double difference = Math.abs(Double.parseDouble(Quantities.fixed(value, places))
                    - Double.parseDouble((negative ? "-" : "") + expected));
            assertEquals(0, difference, Math.pow(10, -places) * 1.001, value + " to " + places);
        }
        assertEquals("-0.500", Quantities.fixed(-0.5, 3));
        assertEquals("0.00", Quantities.fixed(-0.001, 2));
        assertEquals("1", Quantities.fixed(0.5, 0));
        assertEquals("NaN", Quantities.fixed(Double.NaN, 2));
    }

    @Test
    @DisplayName("numbers have a decimal point in every locale")
    void anyLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertEquals("0.123", Quantities.fixed(0.1234, 3));
            assertEquals("1.5 kB", Quantities.bytes(1500));
            assertEquals("1,500", Quantities.count(1500));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void bytes() {
        assertEquals("0 bytes", Quantities.bytes(0));
        assertEquals("999 bytes", Quantities.bytes(999));
        assertEquals("1.0 kB", Quantities.bytes(1000));
        assertEquals("62.3 MB", Quantities.bytes(62_300_000));
        assertEquals("623 MB", Quantities.bytes(623_000_000));
        assertEquals("1.0 GB", Quantities.bytes(999_900_000));
    }

    @Test
    void durations() {
        assertEquals("0.4 s", Quantities.duration(400_000_000L));
        assertEquals("31.2 s", Quantities.duration(31_200_000_000L));
        assertEquals("2 min 05 s", Quantities.duration(125_000_000_000L));
        assertEquals("1 h 02 min", Quantities.duration(3_725_000_000_000L));
    }

    @Test
    void controlCharactersAreReplaced() {
        assertEquals("plain 中国", Quantities.oneLine("plain 中国"));
        assertEquals("a\uFFFDb\uFFFD[2J", Quantities.oneLine("a\nb\u001b[2J"));
    }
}
