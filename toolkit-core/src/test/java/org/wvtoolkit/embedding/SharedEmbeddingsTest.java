package org.wvtoolkit.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wvtoolkit.linalg.FloatMatrix;
import org.wvtoolkit.query.Neighbour;
import org.wvtoolkit.query.Neighbours;
import org.wvtoolkit.query.Outcome;
import org.wvtoolkit.vocabulary.VocabularyBuilder;

class SharedEmbeddingsTest {
    private static final int WORDS = 300;
    private static final int DIMENSION = 20;

    @TempDir
    Path folder;

    private Path model;

    @BeforeEach
    void save() throws IOException {
        model = folder.resolve("a.safetensors");
        try (DenseEmbeddings made = random(1)) {
            made.save(model);
        }
    }

    private static DenseEmbeddings random(long seed) {
        Random random = new Random(seed);
        Arena arena = Arena.ofShared();
        FloatMatrix vectors = FloatMatrix.allocate(arena, WORDS, DIMENSION);
        for (int row = 0; row < WORDS; row++) {
            for (int column = 0; column < DIMENSION; column++) {
                vectors.set(row, column, (float) random.nextGaussian());
            }
        }
        List<String> words = IntStream.range(0, WORDS).mapToObj(id -> "w" + id).toList();
        return DenseEmbeddings.of(VocabularyBuilder.of(words, new long[WORDS]), vectors, ModelMetadata.EMPTY)
                .owning(arena);
    }

    private static boolean isOpen(Embeddings embeddings) {
        return ((DenseEmbeddings) embeddings).vectors().segment().scope().isAlive();
    }

    @Test
    @DisplayName("200 threads query while the model is replaced 100 times; no query fails and no thread is interrupted")
    void readers() throws Exception {
        List<Neighbour> expected = neighbours(random(1));
        SharedEmbeddings shared = new SharedEmbeddings(Embeddings.open(model));
        ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<Embeddings> seen = new ConcurrentLinkedQueue<>();
        AtomicInteger interrupted = new AtomicInteger();
        AtomicInteger answers = new AtomicInteger();
        AtomicBoolean ending = new AtomicBoolean();
        CountDownLatch begun = new CountDownLatch(200);
        List<Thread> readers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            readers.add(Thread.ofPlatform().start(() -> {
                try {
                    do {
                        try (SharedEmbeddings.Lease lease = shared.lease()) {
                            assertEquals(expected, neighbours(lease.embeddings()));
                            answers.incrementAndGet();
                        }
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
            Embeddings next = Embeddings.open(model);
            seen.add(next);
            shared.replace(next);
        }
        ending.set(true);
        for (Thread reader : readers) {
            reader.join();
        }
        shared.close();
        assertEquals(List.of(), List.copyOf(failures));
        assertEquals(0, interrupted.get());
        assertTrue(answers.get() >= 200, "answers: " + answers);
        assertEquals(100, seen.size());
        seen.forEach(embeddings -> assertFalse(isOpen(embeddings)));
    }

    private static List<Neighbour> neighbours(Embeddings embeddings) {
        return switch (Neighbours.of(embeddings, 2).similar(List.of("w7"), 5)) {
            case Outcome.Known<List<Neighbour>>(List<Neighbour> near) -> near;
            case Outcome.Unknown<?> unknown -> throw new AssertionError(unknown);
            case Outcome.NoDirection<?> none -> throw new AssertionError(none);
        };
    }

    @Test
    @DisplayName("replaced embeddings stay open until their last lease ends")
    void replaced() {
        DenseEmbeddings first = random(1);
        DenseEmbeddings second = random(2);
        try (SharedEmbeddings shared = new SharedEmbeddings(first)) {
            SharedEmbeddings.Lease early = shared.lease();
            SharedEmbeddings.Lease other = shared.lease();
            shared.replace(second);
            assertSame(first, early.embeddings());
            try (SharedEmbeddings.Lease late = shared.lease()) {
                assertSame(second, late.embeddings());
            }
            early.close();
            early.close();
            assertTrue(isOpen(first));
            other.close();
            assertFalse(isOpen(first));
            assertTrue(isOpen(second));
        }
        assertFalse(isOpen(second));
    }

    @Test
    @DisplayName("closing does not wait for leases, and new leases fail")
    void closed() {
        DenseEmbeddings only = random(1);
        SharedEmbeddings shared = new SharedEmbeddings(only);
        SharedEmbeddings.Lease lease = shared.lease();
        shared.close();
        shared.close();
        assertTrue(isOpen(lease.embeddings()));
        assertThrows(IllegalStateException.class, shared::lease);
        lease.close();
        assertFalse(isOpen(only));
        assertThrows(IllegalStateException.class, lease::embeddings);
    }

    @Test
    @DisplayName("a replacement after closing is closed and refused")
    void replacementTooLate() {
        SharedEmbeddings shared = new SharedEmbeddings(random(1));
        shared.close();
        DenseEmbeddings late = random(2);
        assertThrows(IllegalStateException.class, () -> shared.replace(late));
        assertFalse(isOpen(late));
    }
}
