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
 * Writes a safetensors file beside its target and renames it into place, so that a failure, Ctrl-C or a full disk leaves the
 * old file whole. Equal metadata, declarations and data make equal bytes.
 *
 * <p>Threads: {@link #write} is safe from any, several at once, in any order, as long as no byte is written twice;
 * {@link #commit} and {@link #close} come from one thread after all writing has ended. Interrupting a writing thread closes
 * the file ({@link FileChannel}'s contract) and loses it.
 */
public final class TensorFileWriter implements AutoCloseable {
    /** Bytes copied at a time from the heap: large enough for the disk, small enough to stay in the cache of the processor. */
    private static final int HEAP_CHUNK = 1 << 17;

    /** Bytes written at a time from native memory, well below what one call of the system takes. */
    private static final int NATIVE_CHUNK = 1 << 28;

    private final Path target;
    private final TemporaryFile temporary;
    private final FileChannel channel;
    private final long fileSize;
    private final Map<String, Slot> slots = new LinkedHashMap<>();

    /** Where a tensor goes, and how much of it has come. */
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
     * Opens a temporary file beside the target and writes the header.
     *
     * @param target where the file shall be; a symbolic link is followed, an existing file replaced on commit
     * @param metadata strings by name, written in the order of their names
     * @param declarations all tensors; within a width of elements they are laid out in this order
     * @return the writer; the caller closes it
     * @throws IllegalArgumentException if two tensors share a name or the header would exceed 100 MB
     * @throws IOException if the target's folder does not exist or cannot be written to, or the target is not a file
     */
    public static TensorFileWriter create(
            Path target, Map<String, String> metadata, List<TensorDeclaration> declarations) throws IOException {
        if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
            throw new IOException(target + ": cannot be written on a big-endian machine; use a little-endian one");
        }
        List<Header.Entry> entries = Header.layOut(declarations);
        byte[] header = Header.encode(metadata, entries);
        Path place = ReplacedFile.resolve(target);
        TemporaryFile temporary = ReplacedFile.beside(place);
        try {
            FileChannel channel = FileChannel.open(temporary.path(), StandardOpenOption.WRITE);
            TensorFileWriter writer =
                    new TensorFileWriter(place, temporary, channel, new Header(metadata, entries, header.length));
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
     * @param name the tensor
     * @param byteOffset where in the tensor, at least 0
     * @param source the bytes, little-endian, on the heap or off it; not modified
     * @throws IllegalArgumentException if there is no such tensor or the bytes do not lie within it
     * @throws IOException if they cannot be written, the disk being full for one; the message says what to do
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

    /** Through a small native buffer of our own: the channel would allocate one as large as the source, and keep it. */
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
            throw ReplacedFile.cannotWrite(target, fileSize, failure);
        }
    }

    /**
     * Forces what was written so far to disk, so that {@link #commit} has less to wait for; safe beside {@link #write}.
     *
     * @throws IOException if it cannot be forced
     */
    public void force() throws IOException {
        try {
            channel.force(false);
        } catch (IOException failure) {
            throw ReplacedFile.cannotWrite(target, fileSize, failure);
        }
    }

    /**
     * Forces everything to disk and renames the file into place.
     *
     * @throws IllegalStateException if a tensor has not been written wholly
     * @throws IOException if the file cannot be forced or renamed; the target is then as it was
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
            throw ReplacedFile.cannotWrite(target, fileSize, failure);
        }
    }

    /** Deletes the temporary file unless {@link #commit} has succeeded. Closing twice does nothing. */
    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            temporary.close();
        }
    }
}
