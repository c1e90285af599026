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
 * External random shuffle of the units of a text of any size. Each unit is appended to one of
 * {@value #BUCKETS} temporary files at random, and each file is then shuffled separately, so that
 * every order is equally likely. Memory holds the positions of the units of one file, eight bytes
 * each. The temporary files take as much space as the text. Not thread-safe.
 */
public final class UnitShuffle implements UnitConsumer, AutoCloseable {
    private static final int BUCKETS = 64;
    private static final int BUFFER = 1 << 16;

    /** Separator of units in temporary files: a byte that does not occur in UTF-8. */
    private static final byte END = (byte) 0xFF;

    private final Path folder;
    private final List<TemporaryFile> files = new ArrayList<>();
    private final List<OutputStream> streams = new ArrayList<>();
    private final UnitRandom buckets;
    private final UnitRandom order;
    private long number;
    private int bucket = -1;

    /**
     * Creates the temporary files.
     *
     * @param folder the folder of the temporary files
     * @param seed the seed of the random numbers; equal seeds yield equal orders
     * @throws IOException if the files cannot be created
     */
    public UnitShuffle(Path folder, long seed) throws IOException {
        this(folder, BUCKETS, seed);
    }

    UnitShuffle(Path folder, int bucketCount, long seed) throws IOException {
        this.folder = folder;
        buckets = new UnitRandom(seed);
        order = new UnitRandom(~seed);
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
     * Passes all units to a consumer, in random order. Must be called at most once.
     *
     * @param consumer receives the units
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
        // Fisher–Yates shuffle from the end: each selected unit is written, and the last remaining one takes
        // its place.
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
        for (long position = 0; position < text.byteSize(); position += BUFFER) {
            int length = (int) Math.min(BUFFER, text.byteSize() - position);
            MemorySegment.copy(text, ValueLayout.JAVA_BYTE, position, block, 0, length);
            for (int i = 0; i < length; i++) {
                if (block[i] == END) {
                    if (units == begins.length) {
                        begins = Arrays.copyOf(begins, 2 * units);
                    }
                    begins[units++] = begin;
                    begin = position + i + 1;
                }
            }
        }
        return Arrays.copyOf(begins, units);
    }

    private static void copy(MemorySegment text, long from, byte[] buffer, UnitConsumer consumer) throws IOException {
        long position = from;
        while (true) {
            int length = (int) Math.min(buffer.length, text.byteSize() - position);
            MemorySegment.copy(text, ValueLayout.JAVA_BYTE, position, buffer, 0, length);
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
            position += length;
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
