package org.wvtoolkit.container;

import java.io.IOException;
import java.io.UncheckedIOException;
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
 * Open safetensors file: metadata and read-only memory-mapped tensors.
 *
 * <p>Opening reads and validates only the header, whatever the size of the file. The tensor values
 * are validated by the stage that uses them. All data belong to one shared arena owned by this
 * object; the caller that opens the file closes it. Access to a tensor after closing throws
 * {@link IllegalStateException}.
 *
 * <p>Thread-safe, except that closing must not run concurrently with access.
 *
 * <p>Files written by this toolkit are replaced by renaming and never truncated. If another program
 * truncates a file while it is mapped ({@link #open}), access to the missing part throws
 * {@link InternalError}; while the JIT compiler is still warming up, the operating system may end
 * the process instead. A file that was read into memory ({@link #load}) is not affected by later
 * changes; processes that run for long use it.
 */
public final class TensorFile implements AutoCloseable {
    private static final long READ_AT_ONCE = 16 << 20;

    private final Path path;
    private final Arena arena;
    private final MemorySegment content;
    private final Map<String, String> metadata;
    private final SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();

    private TensorFile(Path path, Arena arena, MemorySegment mapped, Header header) {
        this.path = path;
        this.arena = arena;
        this.content = mapped;
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
     * @param path the file
     * @return the open file; the caller closes it
     * @throws MalformedFileException if it is not a complete, valid safetensors file with supported
     *     element types
     * @throws IOException if the file does not exist or cannot be read
     */
    public static TensorFile open(Path path) throws IOException {
        return open(path, (channel, size, arena) -> channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena));
    }

    /**
     * Reads a whole file into memory, where later changes of the file have no effect. Intended for
     * long-running processes: a mapped file must not be truncated by another program.
     *
     * @param path the file
     * @return the tensors; the caller closes them
     * @throws MalformedFileException if it is not a complete, valid safetensors file with supported
     *     element types
     * @throws IOException if the file does not exist or cannot be read
     */
    public static TensorFile load(Path path) throws IOException {
        return open(path, (channel, size, arena) -> read(path, channel, size, arena));
    }

    private static MemorySegment read(Path path, FileChannel channel, long size, Arena arena) throws IOException {
        MemorySegment memory = HugePages.allocate(arena, size);
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

    /** Loader of the bytes of a file. */
    @FunctionalInterface
    private interface Content {
        MemorySegment of(FileChannel channel, long size, Arena arena) throws IOException;
    }

    @SuppressWarnings("MustBeClosedChecker") // the returned file closes the arena
    private static TensorFile open(Path path, Content content) throws IOException {
        if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
            throw new IOException(path + ": big-endian machines are not supported; use a little-endian machine");
        }
        if (!Files.exists(path)) {
            throw new NoSuchFileException(path.toString(), null, "no such file; check the path");
        }
        if (Files.isDirectory(path)) {
            throw new IOException(path + ": is a folder; specify the path of a file");
        }
        if (!Files.isRegularFile(path)) {
            throw new IOException(path + ": cannot be memory-mapped: not a regular file; save it to a file first");
        }
        if (!Files.isReadable(path)) {
            throw new IOException(path + ": permission denied; change the file's permissions");
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
     * Returns the file.
     *
     * @return its path as it was given
     */
    public Path path() {
        return path;
    }

    /**
     * Returns the metadata.
     *
     * @return unmodifiable, in no particular order
     */
    public Map<String, String> metadata() {
        return metadata;
    }

    /**
     * Returns all tensors.
     *
     * @return unmodifiable, in the order of their data
     */
    public List<Tensor> tensors() {
        return List.copyOf(tensors.values());
    }

    /**
     * Returns the tensor with a name.
     *
     * @param name name of the tensor
     * @return the tensor, or empty
     */
    public Optional<Tensor> find(String name) {
        return Optional.ofNullable(tensors.get(name));
    }

    /**
     * Returns a tensor after checking its type and shape.
     *
     * @param name name of the tensor
     * @param dtype the expected type
     * @param shape the expected length of each dimension; −1 accepts any length
     * @return the tensor
     * @throws MalformedFileException if the tensor is missing or differs
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
     * Creates the exception for a file whose tensors or metadata are invalid for a stage.
     *
     * @param problem the problem
     * @return the exception, to be thrown
     */
    public MalformedFileException malformed(String problem) {
        return malformed(problem, "use a file of the required kind, or create it again");
    }

    /**
     * Creates the exception for a file that is invalid for a stage, with a particular remedy.
     *
     * @param problem the problem
     * @param remedy what the user can do
     * @return the exception, to be thrown
     */
    public MalformedFileException malformed(String problem, String remedy) {
        return new MalformedFileException(path, -1, problem, remedy);
    }

    /**
     * Returns the factory of exceptions for invalid values of a tensor.
     *
     * @param tensor a tensor of this file
     * @return creates exceptions that state the file, the tensor and the position
     */
    public ValueFault valueFault(Tensor tensor) {
        return new TensorFault(path, tensor.declaration(), tensor.data().address() - content.address());
    }

    /** A class instead of a lambda, which would lengthen the start of a process that answers one query. */
    private record TensorFault(Path path, TensorDeclaration tensor, long begin) implements ValueFault {
        @Override
        public RuntimeException of(long element, String problem) {
            long columns = tensor.rank() < 2 ? 0 : tensor.length(1);
            String location =
                    columns < 1 ? "element " + element : "row " + element / columns + ", column " + element % columns;
            return new UncheckedIOException(new MalformedFileException(
                    path,
                    begin + element * tensor.dtype().bytes(),
                    problem + " in tensor \"" + tensor.name() + "\", " + location,
                    "the file is damaged; create or download it again"));
        }
    }

    private String names() {
        return tensors.isEmpty()
                ? "none"
                : String.join(", ", tensors.keySet().stream().limit(10).toList()) + (tensors.size() > 10 ? ", …" : "");
    }

    /** Unmaps the file. Closing twice has no effect. */
    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }
}
