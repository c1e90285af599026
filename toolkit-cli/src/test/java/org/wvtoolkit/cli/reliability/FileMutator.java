package org.wvtoolkit.cli.reliability;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Random changes of a file: bits, lengths, numbers, floating-point values, markup, repetitions. */
final class FileMutator {
    private static final List<String> FRAGMENTS = List.of(
            "0",
            "-1",
            "2147483647",
            "4294967296",
            "9223372036854775808",
            "nan",
            "-inf",
            "1e400",
            "\0",
            "\n",
            "\n\n",
            "\r",
            "\t",
            " ",
            ",",
            "\"",
            "'",
            "\\",
            "{",
            "}",
            "[",
            "]",
            "<",
            ">",
            "</",
            "<![CDATA[",
            "<!--",
            "&#x110000;",
            "&a;",
            "{{",
            "[[",
            "{|",
            "'''''",
            ":",
            "#",
            "\\ud800",
            "\ufeff",
            "é",
            "中",
            "__label__");

    /** Integers and the bits of floats: NaN, infinity, the largest values. */
    private static final long[] NUMBERS = {
        0,
        -1,
        1,
        Byte.MAX_VALUE,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        1L << 31,
        1L << 33,
        1L << 40,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        0x7FC00000L,
        0x7F800000L,
        0xFF800000L,
        0x7F7FFFFFL,
        0x7FF8000000000000L,
        0x7FF0000000000000L
    };

    private FileMutator() {}

    /** Returns a changed copy. */
    static byte[] mutate(byte[] original, Random random) {
        byte[] bytes = original.clone();
        for (int change = random.nextInt(4); change >= 0; change--) {
            // Headers are short and matter more than the rest.
            int range = random.nextInt(3) == 0 ? Math.min(bytes.length, 300) : bytes.length;
            int at = range == 0 ? 0 : random.nextInt(range);
            bytes = changed(bytes, at, random);
        }
        return bytes;
    }

    private static byte[] changed(byte[] bytes, int at, Random random) {
        int length = Math.min(bytes.length - at, 1 + random.nextInt(random.nextInt(8) == 0 ? 2000 : 20));
        return switch (random.nextInt(9)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> splice(bytes, at, at + length, new byte[0]);
            case 2 -> splice(bytes, at, at, Arrays.copyOfRange(bytes, at, at + length));
            case 3 -> {
                String fragment = FRAGMENTS.get(random.nextInt(FRAGMENTS.size()));
                int times = random.nextInt(6) == 0 ? random.nextInt(6000) : 1;
                int end = random.nextBoolean() ? at : at + length;
                yield splice(bytes, at, end, fragment.repeat(times).getBytes(StandardCharsets.UTF_8));
            }
            case 4 -> put(bytes, at & ~3, NUMBERS[random.nextInt(NUMBERS.length)], Integer.BYTES);
            case 5 -> put(bytes, at & ~7, NUMBERS[random.nextInt(NUMBERS.length)], Long.BYTES);
            case 6 -> number(bytes, at, FRAGMENTS.get(random.nextInt(8)));
            case 7 -> {
                byte[] noise = new byte[length];
                random.nextBytes(noise);
                yield splice(bytes, at, at + length, noise);
            }
            default -> {
                if (at < bytes.length) {
                    bytes[at] ^= (byte) (1 << random.nextInt(8));
                }
                yield bytes;
            }
        };
    }

    /** Replaces the digits at or after a position. */
    private static byte[] number(byte[] bytes, int at, String number) {
        int from = at;
        while (from < bytes.length && (bytes[from] < '0' || bytes[from] > '9')) {
            from++;
        }
        int to = from;
        while (to < bytes.length && bytes[to] >= '0' && bytes[to] <= '9') {
            to++;
        }
        return splice(bytes, from, to, number.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] splice(byte[] bytes, int from, int to, byte[] between) {
        byte[] result = Arrays.copyOf(bytes, bytes.length - (to - from) + between.length);
        System.arraycopy(between, 0, result, from, between.length);
        System.arraycopy(bytes, to, result, from + between.length, bytes.length - to);
        return result;
    }

    private static byte[] put(byte[] bytes, int at, long number, int count) {
        for (int i = 0; i < count && at + i < bytes.length; i++) {
            bytes[at + i] = (byte) (number >>> (Byte.SIZE * i));
        }
        return bytes;
    }
}
