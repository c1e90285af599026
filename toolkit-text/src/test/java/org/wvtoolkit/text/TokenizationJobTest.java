package org.wvtoolkit.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.corpus.SourceReport;
import org.wvtoolkit.corpus.TokenCollector;
import org.wvtoolkit.corpus.TokenSink;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.text.stream.TextInput;

/** Tests the threads of a job: errors, interruption and memory. */
@Timeout(30)
class TokenizationJobTest {
    /** Collector that counts tokens without keeping them. */
    private static class Counter implements TokenCollector {
        final AtomicLong tokens = new AtomicLong();
        final AtomicLong bytes = new AtomicLong();
        final AtomicLong chunks = new AtomicLong();

        void atEndOfChunk() throws IOException {}

        @Override
        public TokenSink newSink() {
            return new TokenSink() {
                @Override
                public void beginChunk(long chunkNumber) {}

                @Override
                public void token(byte[] utf8, int offset, int length) {
                    tokens.incrementAndGet();
                    bytes.addAndGet(length);
                }

                @Override
                public void endSentence() {}

                @Override
                public void endChunk() throws IOException {
                    chunks.incrementAndGet();
                    atEndOfChunk();
                }
            };
        }
    }

    /** Text of one line, generated as it is read: words of seven letters, each followed by a space. */
    private static final class Generated extends InputStream {
        private final long length;
        /** Number of bytes generated so far; only the reading thread changes it. */
        private final AtomicLong at = new AtomicLong();

        Generated(long length) {
            this.length = length;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("read in bulk");
        }

        @Override
        public int read(byte[] bytes, int offset, int wanted) {
            long begin = at.get();
            if (begin == length) {
                return -1;
            }
            int n = (int) Math.min(wanted, length - begin);
            for (int i = 0; i < n; i++) {
                bytes[offset + i] = (byte) ((begin + i) % 8 == 7 ? ' ' : 'a' + (begin + i) % 5);
            }
            at.addAndGet(n);
            return n;
        }
    }

    /** Stream with a read that blocks until it is released and ignores interruption. */
    private static final class Stuck extends InputStream {
        final CountDownLatch entered = new CountDownLatch(1);
        final CountDownLatch released = new CountDownLatch(1);
        private long given;

        @Override
        public int read() {
            throw new UnsupportedOperationException("read in bulk");
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (given++ < 4) {
                java.util.Arrays.fill(bytes, offset, offset + length, (byte) ' ');
                bytes[offset] = 'x';
                return length;
            }
            entered.countDown();
            boolean interrupted = false;
            while (true) {
                try {
                    released.await();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return -1;
        }
    }

    private static SourceReport readTokens(InputStream in, TokenCollector collector, int threads) throws IOException {
        return TextCorpus.of(List.of(TextInput.stream("text", in)), new TextOptions("whitespace"))
                .readTokens(collector, threads, ProgressListener.NONE);
    }

    @AfterEach
    void noThreadIsLeft() throws InterruptedException {
        for (int i = 0; i < 100 && ourThreads() > 0; i++) {
            Thread.sleep(10);
        }
        assertEquals(0, ourThreads());
    }

    private static long ourThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread ->
                        thread.getName().startsWith("wv-") && !thread.getName().startsWith("wv-worker-"))
                .count();
    }

    @Test
    @DisplayName("A line of 400 MiB is read completely, with at most six blocks of it in memory")
    void boundedMemory() throws IOException {
        long length = 400L << 20;
        Generated text = new Generated(length);
        AtomicLong mostInMemory = new AtomicLong();
        Counter slow = new Counter() {
            @Override
            void atEndOfChunk() throws IOException {
                long read = text.at.get();
                // Each token is followed by one space. Reading the counts in this order can only make the
                // difference smaller.
                long tokenized = 8 * tokens.get();
                mostInMemory.accumulateAndGet(read - tokenized, Math::max);
                try {
                    // The reader is faster than the workers and fills all blocks that it can get.
                    Thread.sleep(1);
                } catch (InterruptedException e) {
                    throw new InterruptedIOException();
                }
            }
        };
        SourceReport report = readTokens(text, slow, 2);
        assertEquals(length / 8, slow.tokens.get());
        assertEquals(length / 8 * 7, slow.bytes.get());
        assertEquals(length, report.bytes());
        assertEquals(0, report.splitTokens());
        assertTrue(slow.chunks.get() >= 400, slow.chunks + " chunks");
        // Two workers share a pool of six blocks of 1 MiB with the reader, which has a small buffer besides.
        long bound = (6L << 20) + (64 << 10);
        assertTrue(mostInMemory.get() <= bound, mostInMemory + " bytes were read but not yet tokenized");
    }

    @ParameterizedTest
    @DisplayName("An exception in a worker ends all threads and is thrown unchanged")
    @ValueSource(ints = {1, 3})
    void errorInWorker(int threads) {
        IOException full = new IOException("no space left on device");
        Counter failing = new Counter() {
            @Override
            void atEndOfChunk() throws IOException {
                throw full;
            }
        };
        assertSame(
                full,
                assertThrows(IOException.class, () -> readTokens(new Generated(Long.MAX_VALUE), failing, threads)));
    }

    @Test
    @DisplayName("An unchecked exception in a worker ends all threads too")
    void uncheckedError() {
        Counter failing = new Counter() {
            @Override
            void atEndOfChunk() {
                throw new IllegalStateException("a bug");
            }
        };
        assertEquals(
                "a bug",
                assertThrows(IllegalStateException.class, () -> readTokens(new Generated(Long.MAX_VALUE), failing, 2))
                        .getMessage());
    }

    @Test
    @DisplayName("An error is reported although the reader is blocked in an uninterruptible read")
    void errorDuringBlockedRead() throws Exception {
        Stuck stuck = new Stuck();
        Counter failing = new Counter() {
            @Override
            void atEndOfChunk() throws IOException {
                throw new IOException("no space left on device");
            }
        };
        assertThrows(IOException.class, () -> readTokens(stuck, failing, 1));
        stuck.released.countDown();
    }

    @Test
    @DisplayName("Interrupting the caller ends all threads")
    void interruption() throws Exception {
        Stuck stuck = new Stuck();
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicReference<Boolean> status = new AtomicReference<>(false);
        Thread caller = new Thread(() -> {
            try {
                readTokens(stuck, new Counter(), 2);
            } catch (Throwable t) {
                thrown.set(t);
                status.set(Thread.currentThread().isInterrupted());
            }
        });
        caller.start();
        stuck.entered.await();
        caller.interrupt();
        caller.join(5000);
        assertFalse(caller.isAlive());
        assertTrue(thrown.get() instanceof InterruptedIOException, String.valueOf(thrown.get()));
        assertTrue(status.get());
        stuck.released.countDown();
    }
}
