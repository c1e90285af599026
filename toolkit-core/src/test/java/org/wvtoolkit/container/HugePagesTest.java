package org.wvtoolkit.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HugePagesTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 100, HugePages.MIN_BYTES - 1, HugePages.MIN_BYTES, HugePages.MIN_BYTES + 4097, 9 << 20})
    @DisplayName("Memory of any size is zeroed, aligned, writable to the last byte, and freed with its arena")
    void allocates(long bytes) {
        MemorySegment memory;
        try (Arena arena = Arena.ofShared()) {
            memory = HugePages.allocate(arena, bytes);
            assertEquals(bytes, memory.byteSize());
            assertEquals(0, memory.address() % 64);
            for (long at = 0; at < bytes; at += 1009) {
                assertEquals(0, memory.get(ValueLayout.JAVA_BYTE, at));
            }
            memory.fill((byte) 7);
            if (bytes > 0) {
                assertEquals(7, memory.get(ValueLayout.JAVA_BYTE, bytes - 1));
            }
        }
        assertFalse(memory.scope().isAlive());
        assertThrows(IllegalStateException.class, () -> memory.fill((byte) 1));
    }

    @Test
    @DisplayName("Arenas of every kind can own the memory")
    void arenas() {
        try (Arena confined = Arena.ofConfined()) {
            assertEquals(
                    8 << 20,
                    HugePages.allocate(confined, 8 << 20).fill((byte) 1).byteSize());
        }
        assertTrue(HugePages.allocate(Arena.ofAuto(), 8 << 20).scope().isAlive());
        assertTrue(HugePages.allocate(Arena.global(), 100).scope().isAlive());
    }
}
