package org.wvtoolkit.cli.reliability;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.cli.Models;

/**
 * A model file that another program truncates while a shell or a server uses the model. System property:
 * {@code wv.truncations} is the number of truncations of the long run.
 */
class TruncatedModelTest {
    private static final int SHORT_RUN = 3;
    private static final int LONG_RUN = Integer.getInteger("wv.truncations", 200);
    private static final int WORDS = 3000;
    private static final int DIMENSION = 40;
    private static final int WARM_UP = 300;

    @TempDir
    private Path folder;

    /** Truncates the model at a random length, runs queries, and restores it. */
    private interface Queries {
        void run(int count) throws Exception;
    }

    private void truncate(int times, Path model, Queries queries) throws Exception {
        Random random = new Random(times);
        byte[] whole = Files.readAllBytes(model);
        queries.run(WARM_UP);
        for (int i = 0; i < times; i++) {
            try (FileChannel channel = FileChannel.open(model, StandardOpenOption.WRITE)) {
                channel.truncate(random.nextInt(whole.length));
            }
            queries.run(5);
            if (random.nextBoolean()) {
                Files.write(model, whole);
                queries.run(2);
            }
        }
    }

    private void shell(int times) throws Exception {
        Path model = Models.large(folder.resolve("model"), WORDS, DIMENSION);
        Path messages = folder.resolve("messages");
        Process process = new ProcessBuilder(WvProcess.command(List.of("shell", model.toString())))
                .redirectError(messages.toFile())
                .start();
        try (BufferedWriter in =
                        new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
                BufferedReader out =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            Random random = new Random(1);
            truncate(times, model, count -> {
                for (int i = 0; i < count; i++) {
                    in.write("similar -n 1 word" + random.nextInt(WORDS) + "\n");
                    in.flush();
                    String answer = out.readLine();
                    assertTrue(answer != null && answer.startsWith("word"), Files.readString(messages));
                }
            });
        }
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), Files.readString(messages));
    }

    private void server(int times) throws Exception {
        Path model = Models.large(folder.resolve("model"), WORDS, DIMENSION);
        Path messages = folder.resolve("messages");
        Process process = new ProcessBuilder(
                        WvProcess.command(List.of("serve", model.toString(), "--port", "0", "--quiet")))
                .redirectError(messages.toFile())
                .start();
        try (BufferedReader out =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
                HttpClient client = HttpClient.newHttpClient()) {
            String url = out.readLine();
            assertTrue(url != null && url.startsWith("http"), url + Files.readString(messages));
            Random random = new Random(1);
            truncate(times, model, count -> {
                for (int i = 0; i < count; i++) {
                    HttpResponse<String> answer =
                            get(client, url + "api/models/model/similar?n=1&word=word" + random.nextInt(WORDS));
                    assertEquals(200, answer.statusCode(), answer.body());
                }
            });
            assertTrue(process.isAlive());
            assertEquals(143, WvProcess.end(process, "TERM", "server"), Files.readString(messages));
        } finally {
            process.destroyForcibly();
        }
    }

    private static HttpResponse<String> get(HttpClient client, String url) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(url.replaceAll("(?<!:)//", "/")))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    @DisplayName("a shell answers while its model is truncated")
    void truncatedShell() throws Exception {
        shell(SHORT_RUN);
    }

    @Test
    @DisplayName("a server answers while its model is truncated")
    void truncatedServer() throws Exception {
        server(SHORT_RUN);
    }

    @Test
    @Tag("slow")
    @DisplayName("a shell answers while its model is truncated 200 times")
    void manyTruncationsShell() throws Exception {
        shell(LONG_RUN);
    }

    @Test
    @Tag("slow")
    @DisplayName("a server answers while its model is truncated 200 times")
    void manyTruncationsServer() throws Exception {
        server(LONG_RUN);
    }
}
