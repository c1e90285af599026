package org.wvtoolkit.cli.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class MemorySizeTest {
    private static long bytes(String text) {
        return new MemorySize.Converter().convert(text).bytes();
    }

    @ParameterizedTest
    @CsvSource({
        "1024, 1024",
        "512m, 536870912",
        "2g, 2147483648",
        "2G, 2147483648",
        "1.5g, 1610612736",
        "2GiB, 2147483648",
        "64kb, 65536",
        "1t, 1099511627776"
    })
    void unitsArePowersOf1024(String text, long expected) {
        assertEquals(expected, bytes(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "m", "lots", "-1g", "1,5g", "1e30t", "NaN", "2gg"})
    void anythingElseIsRefused(String text) {
        assertThrows(TypeConversionException.class, () -> bytes(text));
    }

    @Test
    void spacesAroundDoNotMatter() {
        assertEquals(1 << 20, bytes(" 1m "));
    }
}
