package org.wvtoolkit.text.format;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Fuzz test of every registered text format with randomly changed files. A reader must return text or reject the file
 * with a one-line message, in a bounded time.
 */
class TextFormatsFuzzTest {
    private static final int SHORT_RUN = 250;
    private static final int LONG_RUN = 10_000;

    /** Files of all layouts: a format reads its own kind and meets all others. */
    private static final List<String> SAMPLES = List.of(
            "{\"id\": 1, \"text\": \"one \\u4e2d \\\"two\\\"\", \"a\": [1, {\"b\": null}]}\n{\"text\": \"three\"}\n",
            "id,text,label\n1,\"one, \"\"two\"\"\nthree\",x\n2,four,y\n",
            "id\ttext\n1\tone two\n2\tthree four\n",
            "<html><head><title>t</title><script>x</script></head><body><p>one &amp; two<br>three</body></html>",
            "<mediawiki><page><title>A</title><ns>0</ns><revision><text>'''one''' [[two|three]] {{t|a={{u}}}}\n"
                    + "{| class=x\n| cell\n|}\n[[File:a.jpg|thumb|caption]]</text></revision></page></mediawiki>",
            "<doc id=\"1\" url=\"u\" title=\"T\">\nT\n\none two &lt;b&gt;\n</doc>\n",
            "one two three.\n\nfour five \u00e9\u4e2d\ud83d\ude00 six\n");

    private static final List<String> FRAGMENTS = List.of(
            "<",
            ">",
            "</",
            "{{",
            "}}",
            "[[",
            "]]",
            "{|",
            "|}",
            "''",
            "'''''",
            "\"",
            "\\u",
            "\\ud800",
            "&#x110000;",
            "&",
            "<!--",
            "<nowiki>",
            "<ref",
            "\0",
            "\r",
            "\n\n",
            "\ufeff",
            ",",
            "\t",
            "{",
            "[",
            "]",
            "}",
            "1e999",
            "<![CDATA[");

    static Stream<TextFormat> formats() {
        return TextFormats.all().stream();
    }

    @ParameterizedTest
    @MethodSource("formats")
    @DisplayName("a damaged file is rejected or read safely")
    void damagedFile(TextFormat format) {
        damage(format, SHORT_RUN, 20);
    }

    @ParameterizedTest
    @MethodSource("formats")
    @Tag("slow")
    @DisplayName("10,000 damaged files are rejected or read safely")
    void damagedFiles(TextFormat format) {
        damage(format, LONG_RUN, System.nanoTime());
    }

    private static void damage(TextFormat format, int files, long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < files; i++) {
            byte[] file = damaged(random);
            String attempt = format.name() + ", file " + i + ", seed " + seed;
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> read(format, file, attempt), attempt);
        }
    }

    private static void read(TextFormat format, byte[] file, String attempt) {
        try {
            ReadingOptions options = new ReadingOptions(format.name(), null, null, Sentences.LINE);
            ReadText read = ReadText.of("text", file, options);
            assertTrue(read.prose().length() <= 64 * file.length + 1024, attempt + ": more text than the file holds");
        } catch (IOException refused) {
            assertFalse(String.valueOf(refused.getMessage()).contains("\n"), attempt);
        }
    }

    private static byte[] damaged(Random random) {
        byte[] bytes = SAMPLES.get(random.nextInt(SAMPLES.size()))
                .repeat(1 + random.nextInt(3))
                .getBytes(StandardCharsets.UTF_8);
        for (int change = random.nextInt(5); change >= 0; change--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes = joined(bytes, at, new byte[0], at + random.nextInt(bytes.length - at));
                case 2 -> {
                    String fragment = FRAGMENTS.get(random.nextInt(FRAGMENTS.size()));
                    String repeated = fragment.repeat(random.nextInt(4) == 0 ? 5000 : 1 + random.nextInt(3));
                    bytes = joined(bytes, at, repeated.getBytes(StandardCharsets.UTF_8), at);
                }
                default -> {
                    byte[] noise = new byte[random.nextInt(40)];
                    random.nextBytes(noise);
                    bytes = joined(bytes, at, noise, at);
                }
            }
            if (bytes.length == 0) {
                return new byte[] {'\n'};
            }
        }
        return bytes;
    }

    private static byte[] joined(byte[] bytes, int end, byte[] middle, int begin) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(bytes, 0, end);
        all.writeBytes(middle);
        all.write(bytes, begin, bytes.length - begin);
        return all.toByteArray();
    }
}
