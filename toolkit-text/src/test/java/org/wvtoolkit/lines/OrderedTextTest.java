package org.wvtoolkit.lines;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.corpus.ByteConsumer;
import org.wvtoolkit.corpus.TokenSink;
import org.wvtoolkit.progress.Workers;

/** Order and completeness of text that is divided at arbitrary tokens and written by several threads. */
class OrderedTextTest {
    /** Returns random tokens, with empty strings for line ends. */
    private static List<String> tokens(Random random) {
        List<String> tokens = new ArrayList<>();
        int count = random.nextInt(200);
        for (int i = 0; i < count; i++) {
            tokens.add(
                    random.nextInt(4) == 0 ? "" : "w" + random.nextInt(50) + (random.nextInt(9) == 0 ? "\"\\é" : ""));
        }
        return tokens;
    }

    private static List<List<String>> lines(List<String> tokens) {
        List<List<String>> lines = new ArrayList<>();
        List<String> line = new ArrayList<>();
        for (String token : tokens) {
            if (token.isEmpty()) {
                lines.add(line);
                line = new ArrayList<>();
            } else {
                line.add(token);
            }
        }
        if (!line.isEmpty()) {
            lines.add(line);
        }
        return lines;
    }

    private static String write(List<String> tokens, OrderedTextMaker maker, int threads, Random random)
            throws IOException {
        List<List<String>> chunks = new ArrayList<>();
        for (int from = 0; from < tokens.size(); ) {
            int to = Math.min(tokens.size(), from + random.nextInt(8));
            chunks.add(tokens.subList(from, to));
            from = to;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        OrderedText text = maker.make(out::write);
        AtomicInteger next = new AtomicInteger();
        Workers.run(threads, threads, worker -> {
            TokenSink sink = text.newSink();
            for (int chunk = next.getAndIncrement(); chunk < chunks.size(); chunk = next.getAndIncrement()) {
                sink.beginChunk(chunk);
                for (String token : chunks.get(chunk)) {
                    if (token.isEmpty()) {
                        sink.endSentence();
                    } else {
                        byte[] utf8 = ("xx" + token).getBytes(StandardCharsets.UTF_8);
                        sink.token(utf8, 2, utf8.length - 2);
                    }
                }
                sink.endChunk();
            }
        });
        text.finish();
        assertEquals(out.toString(StandardCharsets.UTF_8).lines().count(), text.lineCount());
        return out.toString(StandardCharsets.UTF_8);
    }

    private interface OrderedTextMaker {
        OrderedText make(ByteConsumer consumer);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    @DisplayName("Text is written in order")
    void order(int threads) throws IOException {
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            List<String> tokens = tokens(random);
            List<List<String>> lines = lines(tokens);
            String words = lines.stream()
                    .filter(line -> !line.isEmpty())
                    .map(line -> String.join(" ", line) + "\n")
                    .collect(Collectors.joining());
            assertEquals(words, write(tokens, OrderedText::words, threads, random), "seed " + seed);
            String json = lines.stream()
                    .filter(line -> !line.isEmpty())
                    .map(line -> line.stream()
                            .map(word -> "\"" + word.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                            .collect(Collectors.joining(",", "[", "]\n")))
                    .collect(Collectors.joining());
            assertEquals(json, write(tokens, OrderedText::jsonWords, threads, random), "seed " + seed);
            String verbatim =
                    lines.stream().map(line -> String.join("", line) + "\n").collect(Collectors.joining());
            assertEquals(verbatim, write(tokens, OrderedText::lines, threads, random), "seed " + seed);
        }
    }
}
