package org.wvtoolkit.container;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * An open safetensors file: metadata and tensors, mapped read-only.
 *
 * <p>Opening reads the header alone, whatever the file's size, and checks it wholly before anything is mapped; the values
 * themselves are for the stage that knows their meaning to check. All data comes from one shared arena that this object owns:
 * whoever opens closes, and a tensor used after that throws {@link IllegalStateException}.
 *
 * <p>Threads: safe from any; closing must not race with use. A file that another program cuts short while it is mapped
 * ends in an {@link InternalError} on access; files that this toolkit writes are renamed into place and never cut.
 */
public final class TensorFile implements AutoCloseable {
    private static final long READ_AT_ONCE = 16 << 20;

    private final Path path;
    private final Arena arena;
    private final Map<String, String> metadata;
    private final SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();

    private TensorFile(Path path, Arena arena, MemorySegment mapped, Header header) {
        this.path = path;
        this.arena = arena;
        this.metadata = header.metadata();
        for (Header.Entry entry : header.entries()) {
            MemorySegment data = mapped.asSlice(
                    header.dataBegin() + entry.begin(),
                    entry.declaration().byteSize(),
                    entry.declaration().dtype().bytes());
            tensors.put(entry.declaration().name(), new Tensor(entry.declaration(), data));
        }
    }

    /**
     * Opens and maps a file.
     *
     * @param path a file
     * @return the open file; the caller closes it
     * @throws MalformedFileException if it is not a whole, valid safetensors file with element types that this toolkit knows
     * @throws IOException if there is no such file, or it cannot be read
     */
    public static TensorFile open(Path path) throws IOException {
        return open(path, (channel, size, arena) -> channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena));
    }

    /**
     * Reads a whole file into memory, which later changes of the file do not affect. For processes that run for long: a mapped file
     * must not be cut short by another program.
     *
     * @param path a file
     * @return the tensors; the caller closes them
     * @throws MalformedFileException if it is not a whole, valid safetensors file with element types that this toolkit knows
     * @throws IOException if there is no such file, or it cannot be read
     */
    public static TensorFile load(Path path) throws IOException {
        return open(path, (channel, size, arena) -> read(path, channel, size, arena));
    }

    private static MemorySegment read(Path path, FileChannel channel, long size, Arena arena) throws IOException {
        MemorySegment memory = arena.allocate(size, 64);
        for (long at = 0; at < size; ) {
            int length = channel.read(
                    memory.asSlice(at, Math.min(READ_AT_ONCE, size - at)).asByteBuffer(), at);
            if (length < 0) {
                throw new MalformedFileException(
                        path, at, "ends while it is being read", "wait until it has been written and try again");
            }
            at += length;
        }
        return memory.asReadOnly();
    }

    /** Brings the bytes of a file into memory. */
    @FunctionalInterface
    private interface Content {
        MemorySegment of(FileChannel channel, long size, Arena arena) throws IOException;
    }

    @SuppressWarnings("MustBeClosedChecker") // the arena is closed with the file that is returned
    private static TensorFile open(Path path, Content content) throws IOException {
        if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
            throw new IOException(path + ": cannot be mapped on a big-endian machine; use a little-endian one");
        }
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString(), null, "no such file; check the path");
        }
        if (Files.isDirectory(path)) {
            throw new IOException(path + ": is a folder; give a file");
        }
        if (!Files.isRegularFile(path)) {
            throw new IOException(path + ": cannot be mapped: not a regular file; save it as a file first");
        }
        if (!Files.isReadable(path)) {
            throw new IOException(path + ": no permission to read it; change its permissions");
        }
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            long size = channel.size();
            Header header = HeaderReader.read(path, channel, size);
            return new TensorFile(path, arena, content.of(channel, size, arena), header);
        } catch (Throwable failure) {
            arena.close();
            throw failure;
        }
    }

    /**
     * The file.
     *
     * @return its path as it was given
     */
    public Path path() {
        return path;
    }

    /**
     * The strings that describe the file.
     *
     * @return unmodifiable, without order
     */
    public Map<String, String> metadata() {
        return metadata;
    }

    /**
     * All tensors.
     *
     * @return unmodifiable, in the order of their data
     */
    public List<Tensor> tensors() {
        return List.copyOf(tensors.values());
    }

    /**
     * Looks a tensor up.
     *
     * @param name its name
     * @return the tensor, or empty
     */
    public Optional<Tensor> find(String name) {
        return Optional.ofNullable(tensors.get(name));
    }

    /**
     * A tensor that must be there, of a given type and shape.
     *
     * @param name its name
     * @param dtype its type
     * @param shape the length of each dimension; −1 where any will do
     * @return the tensor
     * @throws MalformedFileException if it is missing or different
     */
    public Tensor require(String name, DType dtype, long... shape) throws MalformedFileException {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw malformed("has no tensor \"" + name + "\"; it has " + names());
        }
        boolean fits = tensor.dtype() == dtype && tensor.shape().length == shape.length;
        for (int i = 0; fits && i < shape.length; i++) {
            fits = shape[i] == -1 || shape[i] == tensor.length(i);
        }
        if (!fits) {
            throw malformed("tensor " + tensor.declaration() + " should be " + dtype + " "
                    + Arrays.toString(shape).replace("-1", "any"));
        }
        return tensor;
    }

    /**
     * The exception for a file whose tensors or metadata do not mean what a stage needs.
     *
     * @param problem what is wrong
     * @return the exception, to be thrown
     */
    public MalformedFileException malformed(String problem) {
        return new MalformedFileException(
                path, -1, problem, "give a file of the kind that is asked for, or make it again");
    }

    private String names() {
        return tensors.isEmpty()
                ? "none"
                : String.join(", ", tensors.keySet().stream().limit(10).toList()) + (tensors.size() > 10 ? ", …" : "");
    }

    /** Unmaps the file. Closing twice does nothing. */
    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }
}
