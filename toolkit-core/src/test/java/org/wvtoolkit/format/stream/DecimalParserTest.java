package org.wvtoolkit.format.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

public class DecimalParserTest {
    private static float parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return DecimalParser.parse(bytes, 0, bytes.length);
    }

    /** Parses a number inside a line of text. */
    private static float scan(String text) {
        byte[] line = ("\t " + text + " 7\n").getBytes(StandardCharsets.UTF_8);
        NumberScanner scanner = new NumberScanner(line, line.length - 1);
        assertTrue(scanner.hasNext());
        float value = scanner.next();
        assertTrue(scanner.hasNext());
        assertEquals(7, scanner.next());
        assertFalse(scanner.hasNext());
        return value;
    }

    private static void assertLikeTheJdk(String text) {
        assertEquals(Float.floatToRawIntBits(Float.parseFloat(text)), Float.floatToRawIntBits(scan(text)), text);
        assertEquals(Float.floatToRawIntBits(Float.parseFloat(text)), Float.floatToRawIntBits(parse(text)), text);
    }

    @Test
    @DisplayName("Floats are parsed from their shortest and their exact decimals")
    void randomFloats() {
        Random random = new Random(20261123);
        for (int trial = 0; trial < 15_000; trial++) {
            float value = Float.intBitsToFloat(random.nextInt());
            if (Float.isFinite(value)) {
                assertLikeTheJdk(Float.toString(value));
                assertLikeTheJdk(String.format(Locale.ROOT, "%.8e", value));
                assertLikeTheJdk(Double.toString(value));
                assertLikeTheJdk(Double.toString(value * (1 + 1e-9 * random.nextGaussian())));
            }
            assertLikeTheJdk(random.nextLong(1_000_000_000_000_000_000L) + "e" + random.nextInt(-70, 45));
            assertLikeTheJdk(Float.toString((float) random.nextGaussian()));
        }
    }

    @Test
    @DisplayName("Decimals halfway between two floats are rounded once")
    void halfwayDecimals() {
        Random random = new Random(20261124);
        for (int trial = 0; trial < 2000; trial++) {
            float value = Float.intBitsToFloat(random.nextInt(0x7F00_0000));
            BigDecimal halfway = new BigDecimal(value)
                    .add(new BigDecimal(Math.nextUp(value)))
                    .divide(BigDecimal.TWO);
            BigDecimal little = halfway.ulp();
            if (halfway.precision() < 500) {
                assertLikeTheJdk(halfway.toString());
                assertLikeTheJdk(halfway.add(little).toString());
                assertLikeTheJdk(halfway.subtract(little).toString());
            }
        }
        // Halfway between two floats when rounded to double, but above in decimal.
        assertLikeTheJdk("1.00000005960464478");
        assertLikeTheJdk("9007199791611905");
        assertLikeTheJdk("16777217");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "+1",
                "1.",
                ".5",
                "-.5e3",
                "1e-50",
                "1e50",
                "00000000000000000000000001",
                "1E+2",
                "340282350000000000000000000000000000000",
                "123456789012345678901234567890",
                "0e99999999999999999999",
                "1e-99999999999999999999",
                "1e99999999999999999999",
                "0.000000000000000000000000000000000000000001"
            })
    @DisplayName("Unusual but valid numbers are parsed")
    void unusualNumbers(String text) {
        assertLikeTheJdk(text);
    }

    @Test
    @DisplayName("NaN and infinity are parsed")
    void nonFinite() {
        assertEquals(Float.NaN, parse("-nan"));
        assertEquals(Float.POSITIVE_INFINITY, parse("inf"));
        assertEquals(Float.NEGATIVE_INFINITY, parse("-Infinity"));
    }

    @Test
    @DisplayName("Written floats are as short as the JDK's and parse back to the same bits")
    void shortestDecimal() {
        Random random = new Random(20261125);
        for (int trial = 0; trial < 20_000; trial++) {
            float value = trial % 2 == 0
                    ? Float.intBitsToFloat(random.nextInt())
                    : (float) (random.nextGaussian() * Math.pow(10, random.nextInt(-5, 9)));
            assertShortest(value);
        }
        for (int exponent = -149; exponent < 128; exponent++) {
            // Below a power of two, floats are twice as dense as above it.
            float power = Math.scalb(1f, exponent);
            assertShortest(power);
            assertShortest(Math.nextDown(power));
            assertShortest(Math.nextUp(power));
        }
        for (int power = -45; power < 39; power++) {
            assertShortest(Float.parseFloat("1e" + power));
            assertShortest(Float.parseFloat("5e" + power));
        }
        assertShortest(0f);
        assertShortest(-0f);
    }

    static void assertShortest(float value) {
        if (!Float.isFinite(value)) {
            return;
        }
        byte[] written = new byte[ShortestDecimal.MAX_LENGTH + 1];
        int length = ShortestDecimal.write(value, written, 1) - 1;
        String text = new String(written, 1, length, StandardCharsets.US_ASCII);
        assertEquals(
                Float.floatToRawIntBits(value),
                Float.floatToRawIntBits(DecimalParser.parse(written, 1, 1 + length)),
                text);
        if (new BigDecimal(text).compareTo(new BigDecimal(Float.toString(value))) != 0) {
            fail(text + " instead of " + Float.toString(value));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-", ".", "e5", "1e", "1e+", "1f", "1d", "0x10", "1,5", "1.2.3", "--1", "1e5.5", "１", "1 "})
    @DisplayName("Invalid numbers are rejected")
    void invalidNumbers(String text) {
        assertThrows(NumberFormatException.class, () -> parse(text));
    }
}
