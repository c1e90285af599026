package org.wvtoolkit.embedding;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Embeddings that many threads query while others replace or close them. Each query holds a {@link Lease}. Embeddings
 * are closed when they have been replaced or closed here and their last lease has ended. Thread-safe.
 *
 * <pre>{@code
 * try (SharedEmbeddings.Lease lease = shared.lease()) {
 *     Neighbours.of(lease.embeddings()).similar(List.of("good"), 5);
 * }
 * }</pre>
 *
 * <p>Interrupting a thread that reads embeddings has no effect on the embeddings or on other threads. A thread that
 * ends its lease may close replaced embeddings, which takes as long as unmapping their file.
 */
public final class SharedEmbeddings implements AutoCloseable {
    /** Guards the fields below and the number of uses of all embeddings. No embeddings are closed under it. */
    private final Object lock = new Object();

    private Counted current;
    private boolean closed;

    /** Embeddings with the number of their leases, plus one while they are current. */
    private static final class Counted {
        private final Embeddings embeddings;
        private int uses = 1;

        Counted(Embeddings embeddings) {
            this.embeddings = embeddings;
        }
    }

    /** The right to read embeddings until {@link #close}. Usable by any thread; closing twice has no effect. */
    public final class Lease implements AutoCloseable {
        private final Counted counted;
        private final AtomicBoolean ended = new AtomicBoolean();

        private Lease(Counted counted) {
            this.counted = counted;
        }

        /**
         * Returns the embeddings.
         *
         * @return open until this lease is closed; must not be closed by the caller
         * @throws IllegalStateException if the lease has ended
         */
        public Embeddings embeddings() {
            if (ended.get()) {
                throw new IllegalStateException("the lease has ended");
            }
            return counted.embeddings;
        }

        @Override
        public void close() {
            if (!ended.getAndSet(true)) {
                release(counted);
            }
        }
    }

    /**
     * Shares embeddings.
     *
     * @param embeddings closed by this object from now on
     */
    public SharedEmbeddings(Embeddings embeddings) {
        current = new Counted(embeddings);
    }

    /**
     * Begins to read the current embeddings.
     *
     * @return the lease; the caller closes it after the query
     * @throws IllegalStateException if this object is closed
     */
    public Lease lease() {
        synchronized (lock) {
            if (closed) {
                throw new IllegalStateException("the shared embeddings are closed");
            }
            current.uses++;
            return new Lease(current);
        }
    }

    /**
     * Replaces the embeddings. Existing leases keep the old ones, which the last of them closes; new leases have the
     * new ones. Does not wait for leases.
     *
     * @param embeddings closed by this object from now on, also if this method fails
     * @throws IllegalStateException if this object is closed
     */
    public void replace(Embeddings embeddings) {
        Counted old = null;
        synchronized (lock) {
            if (!closed) {
                old = current;
                current = new Counted(embeddings);
            }
        }
        if (old == null) {
            embeddings.close();
            throw new IllegalStateException("the shared embeddings are closed");
        }
        release(old);
    }

    /**
     * Ends sharing: new leases fail, and the embeddings are closed when their last lease ends. Does not wait. Closing
     * twice has no effect.
     */
    @Override
    public void close() {
        @Nullable Counted last = null;
        synchronized (lock) {
            if (!closed) {
                closed = true;
                last = current;
            }
        }
        if (last != null) {
            release(last);
        }
    }

    private void release(Counted counted) {
        boolean unused;
        synchronized (lock) {
            unused = --counted.uses == 0;
        }
        if (unused) {
            counted.embeddings.close();
        }
    }
}
