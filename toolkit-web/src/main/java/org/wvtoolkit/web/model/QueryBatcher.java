package org.wvtoolkit.web.model;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.query.Neighbour;
import org.wvtoolkit.query.Neighbours;
import org.wvtoolkit.query.Outcome;
import org.wvtoolkit.query.Question;

/**
 * Batcher that answers concurrent queries in one pass over the vectors.
 *
 * <p>A pass for one query is limited by memory bandwidth, a pass for 32 queries by arithmetic: it
 * takes about four times as long as a pass for one query, so the throughput with 32 connections is
 * about 8×. A query that arrives alone is answered immediately.
 *
 * <p>One dispatcher thread processes all waiting queries; the answers equal those of
 * {@link Neighbours#ask}. Thread-safe.
 */
final class QueryBatcher implements AutoCloseable {
    private static final int MAX_BATCH = 64;

    private final Neighbours neighbours;
    private final LinkedBlockingQueue<Pending> waiting = new LinkedBlockingQueue<>();
    private final Thread dispatcher;

    private record Pending(Question question, CompletableFuture<Outcome<List<Neighbour>>> answer) {}

    private QueryBatcher(Neighbours neighbours) {
        this.neighbours = neighbours;
        this.dispatcher = Thread.ofPlatform().daemon().name("wv-queries").start(this::dispatch);
    }

    static QueryBatcher of(Embeddings embeddings) {
        return new QueryBatcher(Neighbours.of(embeddings));
    }

    /** Answers a query. An interrupt ends the wait. */
    Outcome<List<Neighbour>> ask(Question question) {
        Pending pending = new Pending(question, new CompletableFuture<>());
        waiting.add(pending);
        try {
            return pending.answer.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CompletionException("interrupted", interrupted);
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : new CompletionException(failure);
        }
    }

    /** Answers several queries on the calling thread. */
    List<Outcome<List<Neighbour>>> askAll(List<Question> questions) {
        return neighbours.askAll(questions);
    }

    private void dispatch() {
        List<Pending> batch = new ArrayList<>();
        try {
            while (true) {
                batch.clear();
                batch.add(waiting.take());
                waiting.drainTo(batch, MAX_BATCH - 1);
                answer(batch);
            }
        } catch (InterruptedException closed) {
            // The model has been released by all users, so no thread waits.
        }
    }

    private void answer(List<Pending> batch) {
        try {
            List<Outcome<List<Neighbour>>> answers =
                    neighbours.askAll(batch.stream().map(Pending::question).toList());
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).answer.complete(answers.get(i));
            }
        } catch (RuntimeException | Error failure) {
            batch.forEach(pending -> pending.answer.completeExceptionally(failure));
        }
    }

    @Override
    public void close() {
        dispatcher.interrupt();
    }
}
