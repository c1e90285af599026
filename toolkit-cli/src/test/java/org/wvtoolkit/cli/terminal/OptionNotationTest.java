package org.wvtoolkit.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OptionNotationTest {
    @Test
    @DisplayName("references to options are written as flags; other text is unchanged")
    void references() {
        assertEquals(
                "lower --min-count, or set --column to 2",
                OptionNotation.flags("lower the option min-count, or set the option column to 2"));
        assertEquals("a/min-count.txt: the options", OptionNotation.flags("a/min-count.txt: the options"));
        assertEquals("--min-count must be 1", OptionNotation.flags("--min-count must be 1"));
    }
}
