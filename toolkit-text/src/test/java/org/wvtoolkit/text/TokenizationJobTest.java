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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wvtoolkit.corpus.SourceReport;
import org.wvtoolkit.corpus.TokenCollector;
import org.wvtoolkit.corpus.TokenSink;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.text.stream.TextInput;

/** The threads: errors, interruption, and memory. */
@Timeout(30)
class TokenizationJobTest {
    /** Counts tokens, keeps none. */
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

    /** A text of one line that is made up as it is read. */
    private static final class Generated extends InputStream {
        private final long length;
        private long at;

        Generated(long length) {
            this.length = length;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("read in bulk");
        }

        @Override
        public int read(byte[] bytes, int offset, int wanted) {
            if (at == length) {
                return -1;
            }
            int n = (int) Math.min(wanted, length - at);
            for (int i = 0; i < n; i++) {
                bytes[offset + i] = (byte) ((at + i) % 8 == 7 ? ' ' : 'a' + (at + i) % 5);
            }
            at += n;
            return n;
        }
    }

    /** A read that nothing ends, not even interruption, until it is released. */
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
                .filter(thread -> thread.getName().startsWith("wv-"))
                .count();
    }

    @Test
    void aGiantLineNeedsNoMoreMemoryThanAShortOneAndNothingIsCutOff() throws IOException {
        long length = 400L << 20;
        Counter counter = new Counter();
        SourceReport report = readTokens(new Generated(length), counter, 2);
        assertEquals(length / 8, counter.tokens.get());
        assertEquals(length / 8 * 7, counter.bytes.get());
        assertEquals(length, report.bytes());
        assertEquals(0, report.splitTokens());
        // The blocks are the bound: 2 threads go round with 6 of them, whatever the heap of the test.
        assertTrue(counter.chunks.get() >= 400, "cut into blocks");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void anErrorInAWorkerEndsAllAndIsThrownAsItIs(int threads) {
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
    void anUncheckedErrorInAWorkerEndsAllToo() {
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
    void anErrorIsNotHeldUpByAReadThatNothingEnds() throws Exception {
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
    void anInterruptionEndsAllThreads() throws Exception {
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
