package org.wvtoolkit.container;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writer of a safetensors file. The data go to a temporary file that is renamed to the target on
 * commit, so that a failure, Ctrl-C or a full disk leaves an existing file intact. Equal metadata,
 * declarations and data produce equal bytes.
 *
 * <p>Thread safety: {@link #write} may be called concurrently and in any order, as long as no byte
 * is written twice. {@link #commit} and {@link #close} must be called from one thread after all
 * writing has ended. Interrupting a writing thread closes the file (contract of
 * {@link FileChannel}), and the file is lost.
 */
public final class TensorFileWriter implements AutoCloseable {
    /**
     * Number of bytes copied from the heap at a time: large enough for the disk, small enough for
     * the processor cache.
     */
    private static final int HEAP_CHUNK = 1 << 17;

    /** Number of bytes written from native memory at a time, well below the limit of one system call. */
    private static final int NATIVE_CHUNK = 1 << 28;

    private final Path target;
    private final TemporaryFile temporary;
    private final FileChannel channel;
    private final long fileSize;
    private final Map<String, Slot> slots = new LinkedHashMap<>();

    /** Position of a tensor in the file, and the number of bytes written so far. */
    private record Slot(TensorDeclaration declaration, long begin, AtomicLong written) {}

    private TensorFileWriter(Path target, TemporaryFile temporary, FileChannel channel, Header header) {
        this.target = target;
        this.temporary = temporary;
        this.channel = channel;
        this.fileSize = header.dataBegin() + header.dataBytes();
        for (Header.Entry entry : header.entries()) {
            slots.put(
                    entry.declaration().name(),
                    new Slot(entry.declaration(), header.dataBegin() + entry.begin(), new AtomicLong()));
        }
    }

    /**
     * Creates a temporary file in the folder of the target and writes the header.
     *
     * @param target the file to create; a symbolic link is followed, and an existing file is
     *     replaced on commit
     * @param metadata strings by name, written in the order of their names
     * @param declarations all tensors; those with the same element width are stored in this order
     * @return the writer; the caller closes it
     * @throws IllegalArgumentException if two tensors have the same name or the header would exceed
     *     100 MB
     * @throws IOException if the folder does not exist or is not writable, or the target is not a
     *     regular file
     */
    public static TensorFileWriter create(
            Path target, Map<String, String> metadata, List<TensorDeclaration> declarations) throws IOException {
        if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
            throw new IOException(target + ": big-endian machines are not supported; use a little-endian machine");
        }
        List<Header.Entry> entries = Header.layOut(declarations);
        byte[] header = Header.encode(metadata, entries);
        Path resolved = AtomicFile.resolve(target);
        TemporaryFile temporary = AtomicFile.beside(resolved);
        try {
            FileChannel channel = FileChannel.open(temporary.path(), StandardOpenOption.WRITE);
            TensorFileWriter writer =
                    new TensorFileWriter(resolved, temporary, channel, new Header(metadata, entries, header.length));
            try {
                writer.writeFully(ByteBuffer.wrap(header), 0);
                return writer;
            } catch (Throwable failure) {
                channel.close();
                throw failure;
            }
        } catch (Throwable failure) {
            temporary.close();
            throw failure;
        }
    }

    /**
     * Writes part of a tensor.
     *
     * @param name name of the tensor
     * @param byteOffset offset in the tensor, at least 0
     * @param source the bytes, little-endian, on or off the heap; not modified
     * @throws IllegalArgumentException if the tensor was not declared or the bytes exceed it
     * @throws IOException if writing fails, for example because the disk is full; the message
     *     states the remedy
     */
    public void write(String name, long byteOffset, MemorySegment source) throws IOException {
        Slot slot = slots.get(name);
        if (slot == null) {
            throw new IllegalArgumentException("no tensor " + name + " was declared");
        }
        long size = source.byteSize();
        if (byteOffset < 0 || byteOffset > slot.declaration().byteSize() - size) {
            throw new IllegalArgumentException(
                    size + " bytes at " + byteOffset + " do not lie within tensor " + slot.declaration());
        }
        long position = slot.begin() + byteOffset;
        if (source.isNative()) {
            for (long done = 0; done < size; done += NATIVE_CHUNK) {
                long length = Math.min(NATIVE_CHUNK, size - done);
                writeFully(source.asSlice(done, length).asByteBuffer(), position + done);
            }
        } else {
            writeFromHeap(source, position);
        }
        slot.written().addAndGet(size);
    }

    /**
     * Copies through a small native buffer: the channel would allocate and retain one of the size
     * of the source.
     */
    private void writeFromHeap(MemorySegment source, long position) throws IOException {
        long size = source.byteSize();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment chunk = arena.allocate(Math.min(HEAP_CHUNK, size));
            for (long done = 0; done < size; done += HEAP_CHUNK) {
                long length = Math.min(HEAP_CHUNK, size - done);
                MemorySegment.copy(source, done, chunk, 0, length);
                writeFully(chunk.asSlice(0, length).asByteBuffer(), position + done);
            }
        }
    }

    private void writeFully(ByteBuffer bytes, long position) throws IOException {
        try {
            long at = position;
            while (bytes.hasRemaining()) {
                at += channel.write(bytes, at);
            }
        } catch (IOException failure) {
            throw AtomicFile.cannotWrite(target, fileSize, failure);
        }
    }

    /**
     * Forces the data written so far to disk, which shortens {@link #commit}. May be called
     * concurrently with {@link #write}.
     *
     * @throws IOException if that fails
     */
    public void force() throws IOException {
        try {
            channel.force(false);
        } catch (IOException failure) {
            throw AtomicFile.cannotWrite(target, fileSize, failure);
        }
    }

    /**
     * Forces all data to disk and renames the file to its target.
     *
     * @throws IllegalStateException if a tensor is incomplete
     * @throws IOException if that fails; the target is then unchanged
     */
    public void commit() throws IOException {
        for (Slot slot : slots.values()) {
            if (slot.written().get() != slot.declaration().byteSize()) {
                throw new IllegalStateException("tensor " + slot.declaration() + ": " + slot.written() + " of "
                        + slot.declaration().byteSize() + " bytes were written");
            }
        }
        try {
            channel.force(true);
            channel.close();
            temporary.moveTo(target);
        } catch (IOException failure) {
            throw AtomicFile.cannotWrite(target, fileSize, failure);
        }
    }

    /** Deletes the temporary file unless {@link #commit} succeeded. Closing twice has no effect. */
    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            temporary.close();
        }
    }
}
