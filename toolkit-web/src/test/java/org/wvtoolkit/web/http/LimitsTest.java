package org.wvtoolkit.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.wvtoolkit.option.InvalidOptionException;

@DisplayName("Limits")
class LimitsTest {
    private static String rejected(int address, int body, int concurrent, int queued, long seconds) {
        return assertThrows(
                        InvalidOptionException.class,
                        () -> new Limits(address, body, concurrent, queued, Duration.ofSeconds(seconds)))
                .option();
    }

    @Test
    @DisplayName("rejects each value out of range by the name of its option")
    void ranges() {
        assertEquals("max-address", rejected(0, 1, 1, 1, 1));
        assertEquals("max-body", rejected(1, 0, 1, 1, 1));
        assertEquals("concurrent", rejected(1, 1, 0, 1, 1));
        assertEquals("queue", rejected(1, 1, 1, 0, 1));
        assertEquals("timeout", rejected(1, 1, 1, 1, 0));
        assertEquals(1, new Limits(1, 1, 1, 1, Duration.ofSeconds(1)).queued());
    }
}
