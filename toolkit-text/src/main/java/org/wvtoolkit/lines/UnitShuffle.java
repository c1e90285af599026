package org.wvtoolkit.lines;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.wvtoolkit.container.TemporaryFile;
import org.wvtoolkit.container.TemporaryFiles;

/**
 * Brings the units of a text of any size into random order: each goes to one of {@value #BUCKETS} temporary files by chance, and each
 * file is then shuffled on its own, which makes every order equally likely. Memory holds the places of one file's units, eight
 * bytes each; the disk holds the text once.
 */
public final class UnitShuffle implements UnitConsumer, AutoCloseable {
    private static final int BUCKETS = 64;
    private static final int BUFFER = 1 << 16;

    /** Parts units; no byte of UTF-8. */
    private static final byte END = (byte) 0xFF;

    private final Path folder;
    private final List<TemporaryFile> files = new ArrayList<>();
    private final List<OutputStream> streams = new ArrayList<>();
    private final UnitDraw buckets;
    private final UnitDraw order;
    private long number;
    private int bucket = -1;

    /**
     * Makes the temporary files.
     *
     * @param folder where
     * @param seed makes the draws; equal seeds, equal orders
     * @throws IOException if they cannot be made
     */
    public UnitShuffle(Path folder, long seed) throws IOException {
        this(folder, BUCKETS, seed);
    }

    UnitShuffle(Path folder, int bucketCount, long seed) throws IOException {
        this.folder = folder;
        buckets = new UnitDraw(seed);
        order = new UnitDraw(~seed);
        try {
            for (int i = 0; i < bucketCount; i++) {
                TemporaryFile file = TemporaryFiles.create(folder, "shuffle");
                files.add(file);
                streams.add(new BufferedOutputStream(Files.newOutputStream(file.path()), BUFFER));
            }
        } catch (Throwable failure) {
            close();
            throw failure;
        }
    }

    @Override
    public void piece(byte[] bytes, int offset, int length) throws IOException {
        if (bucket < 0) {
            bucket = (int) buckets.below(number, files.size());
        }
        try {
            streams.get(bucket).write(bytes, offset, length);
        } catch (IOException failure) {
            throw TemporaryFiles.cannotWrite(folder, failure);
        }
    }

    @Override
    public void end() throws IOException {
        try {
            streams.get(bucket).write(END);
        } catch (IOException failure) {
            throw TemporaryFiles.cannotWrite(folder, failure);
        }
        bucket = -1;
        number++;
    }

    /**
     * Hands out all units in random order. To be called once.
     *
     * @param consumer takes the units
     * @throws IOException if the consumer throws it, or a temporary file cannot be read
     */
    public void drain(UnitConsumer consumer) throws IOException {
        long draws = 0;
        for (int i = 0; i < files.size(); i++) {
            try {
                streams.get(i).close();
            } catch (IOException failure) {
                throw TemporaryFiles.cannotWrite(folder, failure);
            }
            try (FileChannel channel = FileChannel.open(files.get(i).path());
                    Arena arena = Arena.ofConfined()) {
                MemorySegment text = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
                draws = drain(text, draws, consumer);
            }
            files.get(i).close();
        }
    }

    private long drain(MemorySegment text, long firstDraw, UnitConsumer consumer) throws IOException {
        long[] begins = begins(text);
        long draw = firstDraw;
        byte[] buffer = new byte[BUFFER];
        // Fisher and Yates, from the end: what is drawn is handed out, and its place taken by the last.
        for (int left = begins.length; left > 0; left--) {
            int chosen = (int) order.below(draw++, left);
            long from = begins[chosen];
            begins[chosen] = begins[left - 1];
            copy(text, from, buffer, consumer);
            consumer.end();
        }
        return draw;
    }

    private static long[] begins(MemorySegment text) {
        long[] begins = new long[1 << 10];
        int units = 0;
        byte[] block = new byte[BUFFER];
        long begin = 0;
        for (long at = 0; at < text.byteSize(); at += BUFFER) {
            int length = (int) Math.min(BUFFER, text.byteSize() - at);
            MemorySegment.copy(text, ValueLayout.JAVA_BYTE, at, block, 0, length);
            for (int i = 0; i < length; i++) {
                if (block[i] == END) {
                    if (units == begins.length) {
                        begins = Arrays.copyOf(begins, 2 * units);
                    }
                    begins[units++] = begin;
                    begin = at + i + 1;
                }
            }
        }
        return Arrays.copyOf(begins, units);
    }

    private static void copy(MemorySegment text, long from, byte[] buffer, UnitConsumer consumer) throws IOException {
        long at = from;
        while (true) {
            int length = (int) Math.min(buffer.length, text.byteSize() - at);
            MemorySegment.copy(text, ValueLayout.JAVA_BYTE, at, buffer, 0, length);
            int end = 0;
            while (end < length && buffer[end] != END) {
                end++;
            }
            if (end > 0) {
                consumer.piece(buffer, 0, end);
            }
            if (end < length) {
                return;
            }
            at += length;
        }
    }

    /** Deletes the temporary files. */
    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (OutputStream stream : streams) {
            try {
                stream.close();
            } catch (IOException e) {
                failure = e;
            }
        }
        files.forEach(TemporaryFile::close);
        if (failure != null) {
            throw failure;
        }
    }
}
