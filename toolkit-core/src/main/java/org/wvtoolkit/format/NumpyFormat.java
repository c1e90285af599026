package org.wvtoolkit.format;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.wvtoolkit.format.stream.FaultPolicy;
import org.wvtoolkit.format.stream.OrderedOutput;
import org.wvtoolkit.format.stream.WordBytes;
import org.wvtoolkit.progress.ProgressListener;

/**
 * The {@code .npy} format of NumPy: a matrix with one row for each word, and a companion file with
 * one word per line (NAME.words for NAME.npy).
 */
final class NumpyFormat implements VectorFormat {
    private static final String EXTENSION = ".npy";
    private static final ValueLayout.OfFloat LITTLE_ENDIAN =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    @Override
    public String name() {
        return "numpy";
    }

    @Override
    public String description() {
        return "NumPy's .npy with the words in NAME.words, one per line";
    }

    @Override
    public List<String> extensions() {
        return List.of(EXTENSION);
    }

    @Override
    public boolean recognizes(FilePrefix head) {
        return !head.compressed() && NumpyTable.isNumpy(head.bytes());
    }

    @Override
    public VectorSource open(Path path, FaultPolicy policy, int threads, ProgressListener progress) throws IOException {
        return NumpyTable.open(path, stem(path), name(), policy);
    }

    /** Returns the path without its extension. */
    private static String stem(Path path) {
        String name = path.toString();
        return name.endsWith(EXTENSION) ? name.substring(0, name.length() - EXTENSION.length()) : name;
    }

    @Override
    public List<Path> companionFiles(Path target) {
        return List.of(Path.of(stem(target) + ".words"));
    }

    @Override
    public void write(VectorSource source, Path target, int threads, ProgressListener progress) throws IOException {
        int rows = source.vocabulary().size();
        progress.stage("writing vectors", ProgressListener.Unit.ROWS, rows);
        Path words = companionFiles(target).getFirst();
        try (OrderedOutput list = OrderedOutput.create(words);
                OrderedOutput output = OrderedOutput.create(target)) {
            WordList.write(source, list, words, WordBytes.Forbidden.LINE_END);
            output.write(0, NumpyTable.header(rows, source.dimension()).getBytes(StandardCharsets.ISO_8859_1));
            RowBlocks.read(source, threads, progress, () -> new Rows(source.dimension(), output));
            list.commit();
            output.commit();
        }
    }

    private record Rows(int dimension, OrderedOutput output) implements RowBlocks.Consumer {
        @Override
        public void accept(int block, int first, int count, float[] values) throws IOException {
            byte[] bytes = new byte[4 * count * dimension];
            MemorySegment.copy(values, 0, MemorySegment.ofArray(bytes), LITTLE_ENDIAN, 0, count * dimension);
            output.write(block + 1, bytes);
        }

        @Override
        public void abandon() {
            output.fail();
        }
    }
}
