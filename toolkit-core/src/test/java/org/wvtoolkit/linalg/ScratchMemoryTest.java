package org.wvtoolkit.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchMemoryTest {
    @TempDir
    Path folder;

    @Test
    @DisplayName("Memory beyond the budget is in an unlinked file")
    void beyondBudget() throws IOException {
        try (ScratchMemory memory = new ScratchMemory(10_000, folder)) {
            List<MemorySegment> segments = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                MemorySegment segment = memory.allocate(4_000 + i, 64);
                assertEquals(4_000 + i, segment.byteSize());
                assertEquals(0, segment.address() % 64);
                assertEquals(-1, segment.mismatch(MemorySegment.ofArray(new byte[4_000 + i])), "zeroed");
                segments.add(segment.fill((byte) i));
            }
            assertEquals(4 * 4096 * (long) Math.ceil(4_002 / 4096.0), memory.mappedBytes());
            for (int i = 0; i < 6; i++) {
                assertEquals((byte) i, segments.get(i).get(ValueLayout.JAVA_BYTE, 3_999));
            }
            try (Stream<Path> files = Files.list(folder)) {
                assertEquals(0, files.count());
            }
        }
    }

    @Test
    @DisplayName("Blocks of a region are zeroed, aligned and disjoint, and count against the budget")
    void regions() throws IOException {
        Random random = new Random(5);
        long budget = 150L << 20;
        try (ScratchMemory memory = new ScratchMemory(budget, folder)) {
            List<MemorySegment> segments = new ArrayList<>();
            long used = 0;
            while (true) {
                long size = 1L + random.nextInt(30 << 20);
                long alignment = 1L << random.nextInt(13);
                if (used + size > budget) {
                    break;
                }
                used += size;
                MemorySegment segment = memory.allocate(size, alignment);
                assertEquals(size, segment.byteSize());
                assertEquals(0, segment.address() % alignment);
                assertEquals(0, segment.get(ValueLayout.JAVA_BYTE, 0));
                assertEquals(0, segment.get(ValueLayout.JAVA_BYTE, size - 1));
                segments.add(segment.fill((byte) (segments.size() + 1)));
            }
            assertEquals(0, memory.mappedBytes());
            for (int i = 0; i < segments.size(); i++) {
                MemorySegment segment = segments.get(i);
                assertEquals((byte) (i + 1), segment.get(ValueLayout.JAVA_BYTE, 0));
                assertEquals((byte) (i + 1), segment.get(ValueLayout.JAVA_BYTE, segment.byteSize() - 1));
            }
            memory.allocate(budget - used, 1);
            memory.allocate(1, 1);
            assertEquals(4096, memory.mappedBytes());
        }
    }

    @Test
    @DisplayName("Nothing is written within the budget")
    void withinBudget() throws IOException {
        Path missing = folder.resolve("missing");
        try (ScratchMemory memory = new ScratchMemory(10_000, missing)) {
            memory.allocate(10_000, 64);
            memory.allocate(0, 64);
            assertEquals(0, memory.mappedBytes());
            UncheckedIOException failure = assertThrows(UncheckedIOException.class, () -> memory.allocate(1, 1));
            assertTrue(String.valueOf(failure.getCause()).contains("missing"), failure.toString());
        }
    }
}
