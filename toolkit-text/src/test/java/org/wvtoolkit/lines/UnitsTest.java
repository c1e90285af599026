package org.wvtoolkit.lines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Splitting, sampling, shuffling and deduplication of lines and documents. */
class UnitsTest {
    @TempDir
    Path folder;

    /** Consumer that collects units as strings. */
    private static final class Units implements UnitConsumer {
        final List<String> all = new ArrayList<>();
        private final ByteArrayOutputStream unit = new ByteArrayOutputStream();

        @Override
        public void piece(byte[] bytes, int offset, int length) {
            assertTrue(length > 0);
            unit.write(bytes, offset, length);
        }

        @Override
        public void end() {
            all.add(unit.toString(StandardCharsets.UTF_8));
            unit.reset();
        }
    }

    private static List<String> numbered(int count) {
        return IntStream.range(0, count).mapToObj(i -> "line " + i).toList();
    }

    private static void feed(List<String> units, UnitConsumer consumer) throws IOException {
        for (String unit : units) {
            byte[] utf8 = unit.getBytes(StandardCharsets.UTF_8);
            int middle = utf8.length / 2;
            if (middle > 0) {
                consumer.piece(utf8, 0, middle);
            }
            consumer.piece(utf8, middle, utf8.length - middle);
            consumer.end();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            ""                    | ""      | ""
            a                     | a       | a
            a;b;                  | a,b     | a;b
            ;;a;;;b;c;;           | a,b,c   | a,b;c
            a;;b                  | a,b     | a,b
            """)
    @DisplayName("Text is split into lines and documents for any block size")
    void splitter(String text, String lines, String documents) throws IOException {
        String with = text.replace(';', '\n');
        for (TextUnit unit : TextUnit.values()) {
            String expected = unit == TextUnit.LINE ? lines : documents;
            for (int size = 1; size <= with.length() + 1; size++) {
                Units units = new Units();
                TextUnit.Splitter splitter = unit.splitter(units);
                byte[] utf8 = with.getBytes(StandardCharsets.UTF_8);
                for (int from = 0; from < utf8.length; from += size) {
                    splitter.accept(utf8, from, Math.min(size, utf8.length - from));
                }
                splitter.finish();
                assertEquals(
                        Stream.of(expected.split(",", -1))
                                .filter(u -> !u.isEmpty())
                                .map(u -> u.replace(';', '\n'))
                                .toList(),
                        units.all);
                assertEquals(units.all.size(), splitter.units());
            }
        }
    }

    @Test
    @DisplayName("A split assigns each unit once, in the given shares")
    void split() throws IOException {
        Units some = new Units();
        Units rest = new Units();
        feed(numbered(20_000), new UnitSplit(List.of(some, rest), List.of(0.3, 0.7), 5));
        assertEquals(20_000, some.all.size() + rest.all.size());
        assertEquals(6_000, some.all.size(), 250);
        assertEquals(
                20_000,
                new HashSet<>(Stream.concat(some.all.stream(), rest.all.stream())
                                .toList())
                        .size());
        Units again = new Units();
        feed(numbered(20_000), new UnitSplit(List.of(again), List.of(0.3), 5));
        assertEquals(some.all, again.all);
        Units other = new Units();
        feed(numbered(20_000), new UnitSplit(List.of(other), List.of(0.3), 6));
        assertNotEquals(some.all, other.all);
        assertThrows(IllegalArgumentException.class, () -> new UnitSplit(List.of(some, rest), List.of(0.6, 0.6), 1));
        assertThrows(IllegalArgumentException.class, () -> new UnitSplit(List.of(some), List.of(Double.NaN), 1));
    }

    @Test
    @DisplayName("A reservoir samples each unit with the same probability")
    void reservoir() throws IOException {
        int[] kept = new int[100];
        for (int seed = 0; seed < 2_000; seed++) {
            UnitReservoir reservoir = new UnitReservoir(10, 1 << 20, seed);
            feed(numbered(100), reservoir);
            Units units = new Units();
            reservoir.drain(units);
            assertEquals(10, new HashSet<>(units.all).size());
            List<Integer> numbers = units.all.stream()
                    .map(line -> Integer.parseInt(line.substring(5)))
                    .toList();
            assertEquals(numbers.stream().sorted().toList(), numbers);
            numbers.forEach(number -> kept[number]++);
        }
        for (int count : kept) {
            assertEquals(200, count, 75); // five standard deviations
        }
    }

    @Test
    @DisplayName("A reservoir reports that it is full")
    void fullReservoir() throws IOException {
        UnitReservoir reservoir = new UnitReservoir(100, 200, 1);
        String message = String.valueOf(assertThrows(IOException.class, () -> feed(numbered(100), reservoir))
                .getMessage());
        assertTrue(message.contains("a share of the text"), message);
        UnitReservoir few = new UnitReservoir(100, 200, 1);
        feed(numbered(3), few);
        Units units = new Units();
        few.drain(units);
        assertEquals(numbered(3), units.all);
    }

    @Test
    @DisplayName("A shuffle keeps all units and deletes its temporary files")
    void shuffle() throws IOException {
        List<String> lines = new ArrayList<>(numbered(30_000));
        lines.add("long ".repeat(50_000));
        List<List<String>> orders = new ArrayList<>();
        for (long seed : new long[] {1, 1, 2}) {
            Units units = new Units();
            try (UnitShuffle shuffle = new UnitShuffle(folder, seed)) {
                feed(lines, shuffle);
                shuffle.drain(units);
            }
            assertEquals(new HashSet<>(lines), new HashSet<>(units.all));
            assertEquals(lines.size(), units.all.size());
            orders.add(units.all);
        }
        assertEquals(orders.get(0), orders.get(1));
        assertNotEquals(orders.get(0), orders.get(2));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
        // In a random order, about half of all adjacent pairs ascend.
        long ascending = IntStream.range(1, lines.size())
                .filter(i -> orders.get(0).get(i - 1).compareTo(orders.get(0).get(i)) < 0)
                .count();
        assertEquals(lines.size() / 2.0, (double) ascending, 500);
    }

    @Test
    @DisplayName("All orders of a shuffle are equally likely")
    void shuffleIsUniform() throws IOException {
        int[][] places = new int[4][4];
        for (int seed = 0; seed < 400; seed++) {
            Units units = new Units();
            try (UnitShuffle shuffle = new UnitShuffle(folder, 2, seed)) {
                feed(numbered(4), shuffle);
                shuffle.drain(units);
            }
            for (int place = 0; place < 4; place++) {
                places[Integer.parseInt(units.all.get(place).substring(5))][place]++;
            }
        }
        for (int[] unit : places) {
            for (int count : unit) {
                assertEquals(100, count, 44); // five standard deviations
            }
        }
    }

    @Test
    @DisplayName("Repeated units are removed")
    void deduplication() throws IOException {
        Random random = new Random(4);
        List<String> lines =
                random.ints(50_000, 0, 20_000).mapToObj(i -> "l" + i).toList();
        Units units = new Units();
        try (UnitDeduplication filter = new UnitDeduplication(units, 1 << 24, folder)) {
            feed(lines, filter);
            assertEquals(List.copyOf(new LinkedHashSet<>(lines)), units.all);
            assertEquals(lines.size() - units.all.size(), filter.dropped());
        }
    }

    @Test
    @DisplayName("Long units are compared through a temporary file, however they are divided into pieces")
    void longUnits() throws IOException {
        Random random = new Random(5);
        String prefix = "x".repeat(1 << 20);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            // Lengths just below, at and above the size that is buffered.
            lines.add((prefix + "abcdefgh".repeat(100_000) + i % 4).substring(i % 3 == 0 ? 1 << 18 : 0));
            lines.add("short" + i % 5);
            lines.add(prefix.substring(i % 2));
        }
        Units units = new Units();
        try (UnitDeduplication filter = new UnitDeduplication(units, 1 << 24, folder)) {
            for (String line : lines) {
                byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
                for (int from = 0; from < bytes.length; ) {
                    int length = Math.min(bytes.length - from, 1 + random.nextInt(1 << 19));
                    filter.piece(bytes, from, length);
                    from += length;
                }
                filter.end();
            }
            assertEquals(List.copyOf(new LinkedHashSet<>(lines)), units.all);
            filter.piece(prefix.getBytes(StandardCharsets.UTF_8), 0, prefix.length());
            filter.piece(new byte[] {'y'}, 0, 1);
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    @DisplayName("Deduplication fails if the memory limit is exceeded")
    void deduplicationMemory() throws IOException {
        try (UnitDeduplication filter = new UnitDeduplication(new Units(), 1 << 18, folder)) {
            String message = String.valueOf(assertThrows(IOException.class, () -> feed(numbered(50_000), filter))
                    .getMessage());
            assertTrue(message.contains("increase the memory"), message);
        }
    }

    @Test
    @DisplayName("JSON escapes are correct for units in several pieces")
    void jsonEscapes() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        UnitWriter writer = new UnitWriter(TextUnit.DOCUMENT, true, out::write);
        feed(List.of("a \"b\"\n\\c\u0001é", "d"), writer);
        assertEquals(
                "{\"text\":\"a \\\"b\\\"\\n\\\\c\\u0001é\"}\n{\"text\":\"d\"}\n", out.toString(StandardCharsets.UTF_8));
        assertEquals(2, writer.written());
    }
}
