package org.wvtoolkit.text.stream;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Decompresses bzip2 files of one or more streams on several threads. Blocks of at most 900 kB are
 * independent of each other. The stream is not thread-safe; its own threads decompress blocks only.
 */
final class ParallelBzip2Stream extends InputStream {
    /**
     * Maximum number of bytes that a thread decompresses ahead, about one block of text. A block
     * can contain fifty times as many; the rest is decompressed by the reader.
     */
    private static final int AHEAD_BYTES = 1 << 20;

    /** Time after which an idle thread ends if the stream is not closed. */
    private static final int IDLE_SECONDS = 5;

    private final InputStream in;
    private final Bzip2Blocks blocks;
    private final ExecutorService decompressors;
    private final Deque<Future<Block>> ahead = new ArrayDeque<>();
    private final int maxAhead;
    private final byte[] single = new byte[1];

    private @Nullable Block current;
    private int at;
    /**
     * The error that ended the search for blocks. It is reported after all blocks before it have
     * been read.
     */
    private @Nullable IOException broken;

    private boolean found;

    /** Decompresses with the given number of threads. */
    ParallelBzip2Stream(InputStream in, int threads) {
        this.in = in;
        blocks = new Bzip2Blocks(in);
        maxAhead = threads + 1;
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads,
                threads,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("wv-bunzip2-", 0).factory());
        pool.allowCoreThreadTimeOut(true);
        decompressors = pool;
    }

    /** The decompressed beginning of a block and a stream of the rest. */
    private static final class Block {
        private final byte[] begin;
        private final InputStream rest;

        private Block(byte[] begin, InputStream rest) {
            this.begin = begin;
            this.rest = rest;
        }

        byte[] begin() {
            return begin;
        }

        InputStream rest() {
            return rest;
        }

        static Block of(byte[] file) throws IOException {
            InputStream plain = new BZip2CompressorInputStream(new ByteArrayInputStream(file));
            return new Block(plain.readNBytes(AHEAD_BYTES), plain);
        }
    }

    @Override
    public int read() throws IOException {
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (true) {
            Block block = current;
            if (block != null && at < block.begin().length) {
                int taken = Math.min(length, block.begin().length - at);
                System.arraycopy(block.begin(), at, bytes, offset, taken);
                at += taken;
                return taken;
            }
            if (block != null && block.begin().length == AHEAD_BYTES) {
                int read = block.rest().read(bytes, offset, length);
                if (read > 0) {
                    return read;
                }
            }
            current = next();
            at = 0;
            if (current == null) {
                return -1;
            }
        }
    }

    private @Nullable Block next() throws IOException {
        while (!found && ahead.size() < maxAhead) {
            try {
                byte[] file = blocks.next();
                if (file == null) {
                    found = true;
                } else {
                    ahead.add(decompressors.submit(() -> Block.of(file)));
                }
            } catch (UnreadableTextException | InterruptedIOException e) {
                throw e;
            } catch (IOException e) {
                broken = e;
                found = true;
            }
        }
        Future<Block> first = ahead.poll();
        if (first == null) {
            if (broken != null) {
                throw broken;
            }
            return null;
        }
        try {
            return first.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("decompressing was interrupted").initCause(e);
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        }
    }

    /**
     * Returns the exception for a block that cannot be decompressed. The block is complete, so an
     * early end means that its data are damaged.
     */
    private static IOException failure(@Nullable Throwable cause) {
        return switch (cause) {
            case EOFException e -> new IOException("a block is damaged", e);
            case IOException e -> e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case null, default -> new IOException("a block cannot be decompressed", cause);
        };
    }

    @Override
    public void close() throws IOException {
        decompressors.shutdownNow();
        in.close();
    }
}
