package org.wvtoolkit.examples.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.corpus.TokenSource;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.factorization.SvdOptions;
import org.wvtoolkit.pipeline.SvdMethod;
import org.wvtoolkit.pipeline.Training;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Resources;
import org.wvtoolkit.vocabulary.VocabularyOptions;

class NeighbourServiceTest {
    @TempDir
    Path folder;

    private Path model;

    @BeforeEach
    void train() throws IOException {
        List<List<String>> text = IntStream.range(0, 2000)
                .mapToObj(i -> List.of("w" + i % 7, "w" + i % 11, "w" + i % 13, "w" + i % 17))
                .toList();
        model = folder.resolve("model.safetensors");
        try (Embeddings made = Training.train(
                TokenSource.of("mine", text),
                VocabularyOptions.ofMinCount(1),
                SvdMethod.of(SvdOptions.builder().dimension(8).build()),
                Resources.defaults(folder),
                ProgressListener.NONE)) {
            made.save(model);
        }
    }

    private static HttpResponse<String> get(HttpClient client, NeighbourService service, String query)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://localhost:" + service.port() + "/similar?" + query);
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    @DisplayName("queries, unknown words and bad parameters are answered")
    void answers() throws Exception {
        try (NeighbourService service = new NeighbourService(model, 0);
                HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> near = get(client, service, "text=w1&n=3");
            assertEquals(200, near.statusCode());
            assertEquals(3, near.body().lines().count());
            assertEquals(404, get(client, service, "text=nothing").statusCode());
            assertEquals(400, get(client, service, "text=").statusCode());
            assertEquals(400, get(client, service, "text=w1&n=many").statusCode());
        }
    }

    @Test
    @DisplayName("200 clients query while the model is replaced 100 times: every answer is the same, none fails")
    void replacement() throws Exception {
        ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        AtomicInteger interrupted = new AtomicInteger();
        AtomicInteger answers = new AtomicInteger();
        AtomicBoolean ending = new AtomicBoolean();
        CountDownLatch begun = new CountDownLatch(200);
        try (NeighbourService service = new NeighbourService(model, 0);
                HttpClient client = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            String expected = get(client, service, "text=w5&n=5").body();
            List<Thread> readers = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                readers.add(Thread.ofPlatform().start(() -> {
                    try {
                        do {
                            HttpResponse<String> response = get(client, service, "text=w5&n=5");
                            assertEquals(200, response.statusCode());
                            assertEquals(expected, response.body());
                            answers.incrementAndGet();
                            begun.countDown();
                        } while (!ending.get());
                    } catch (Throwable failure) {
                        failures.add(failure);
                        begun.countDown();
                    }
                    if (Thread.currentThread().isInterrupted()) {
                        interrupted.incrementAndGet();
                    }
                }));
            }
            begun.await();
            for (int i = 0; i < 100; i++) {
                service.replace(model);
            }
            ending.set(true);
            for (Thread reader : readers) {
                reader.join();
            }
        }
        assertEquals(List.of(), List.copyOf(failures));
        assertEquals(0, interrupted.get());
        assertTrue(answers.get() >= 200, "answers: " + answers);
    }
}
