package org.wvtoolkit.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.wvtoolkit.container.DType;
import org.wvtoolkit.container.HugePages;
import org.wvtoolkit.container.TensorDeclaration;
import org.wvtoolkit.container.TensorFile;
import org.wvtoolkit.container.TensorFileWriter;

/** Storage of a graph as tensors: names and validation. */
final class GraphFile {
    /** Name of the metadata entry for the kind of file. */
    static final String KIND = "kind";

    /** The kind of index files. */
    static final String GRAPH = "hnsw";

    private static final String LEVELS = "hnsw.levels";
    private static final String NODES = "hnsw.nodes";
    private static final String OFFSETS = "hnsw.offsets";
    private static final String LINKS = "hnsw.links";
    private static final String CODES = "hnsw.codes";
    private static final String SCALES = "hnsw.scales";

    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

    private GraphFile() {}

    /**
     * Copies a graph to off-heap memory in the layout of the file.
     *
     * @param graph the graph
     * @param connections number of links of a node
     * @param arena owner of the memory
     */
    static MappedGraph copy(GrowingGraph graph, int connections, Arena arena) {
        int size = graph.size();
        long total = 0;
        for (int row = 0; row < graph.rows(); row++) {
            total += graph.count(row);
        }
        long[] levelStarts = new long[graph.levels()];
        for (int level = 0; level < levelStarts.length; level++) {
            levelStarts[level] = graph.levelStart(level);
        }
        MemorySegment nodes = arena.allocate(INT, graph.rows() - size);
        MemorySegment offsets = arena.allocate(LONG, graph.rows() + 1L);
        MemorySegment links = HugePages.allocate(arena, 4L * total);
        int[] buffer = new int[graph.maxLinks()];
        long link = 0;
        for (int row = 0; row < graph.rows(); row++) {
            if (row >= size) {
                nodes.setAtIndex(INT, row - size, graph.node(row));
            }
            offsets.setAtIndex(LONG, row, link);
            int count = graph.links(row, buffer);
            MemorySegment.copy(buffer, 0, links, INT, link * Integer.BYTES, count);
            link += count;
        }
        offsets.setAtIndex(LONG, graph.rows(), link);
        return new MappedGraph(size, connections, levelStarts, nodes, offsets, links, IllegalStateException::new);
    }

    static void save(MappedGraph graph, QuantizedVectors vectors, Map<String, String> metadata, Path target)
            throws IOException {
        MappedGraph.Parts parts = graph.parts();
        List<TensorDeclaration> declarations = List.of(
                new TensorDeclaration(LEVELS, DType.I64, parts.levelStarts().byteSize() / Long.BYTES),
                new TensorDeclaration(OFFSETS, DType.I64, parts.offsets().byteSize() / Long.BYTES),
                new TensorDeclaration(SCALES, DType.F32, graph.size()),
                new TensorDeclaration(NODES, DType.I32, parts.nodes().byteSize() / Integer.BYTES),
                new TensorDeclaration(LINKS, DType.I32, parts.links().byteSize() / Integer.BYTES),
                new TensorDeclaration(CODES, DType.I8, graph.size(), vectors.dimension()));
        try (TensorFileWriter writer = TensorFileWriter.create(target, metadata, declarations)) {
            writer.write(LEVELS, 0, parts.levelStarts());
            writer.write(OFFSETS, 0, parts.offsets());
            writer.write(SCALES, 0, vectors.scales());
            writer.write(NODES, 0, parts.nodes());
            writer.write(LINKS, 0, parts.links());
            writer.write(CODES, 0, vectors.codes());
            writer.commit();
        }
    }

    static MappedGraph open(TensorFile file, int size, int connections) throws IOException {
        long[] levelStarts = file.require(LEVELS, DType.I64, -1).data().toArray(ValueLayout.JAVA_LONG);
        MemorySegment nodes = file.require(NODES, DType.I32, -1).data();
        long above = nodes.byteSize() / Integer.BYTES;
        if (levelStarts.length == 0 || levelStarts[0] != 0 || levelStarts[levelStarts.length - 1] != above) {
            throw file.malformed("has levels that do not match its nodes");
        }
        for (int level = 1; level < levelStarts.length; level++) {
            if (levelStarts[level] <= levelStarts[level - 1]) {
                throw file.malformed("has a level without nodes");
            }
        }
        for (long i = 0; i < above; i++) {
            int node = nodes.getAtIndex(INT, i);
            if (node < 0 || node >= size) {
                throw file.malformed("contains node " + node + " of " + size + " nodes");
            }
        }
        MemorySegment offsets =
                file.require(OFFSETS, DType.I64, size + above + 1).data();
        MemorySegment links = file.require(LINKS, DType.I32, -1).data();
        return new MappedGraph(
                size,
                connections,
                levelStarts,
                nodes,
                offsets,
                links,
                problem -> new UncheckedIOException(file.malformed(problem)));
    }

    static QuantizedVectors vectors(TensorFile file, int size, int dimension) throws IOException {
        return new QuantizedVectors(
                file.require(CODES, DType.I8, size, dimension).data(),
                file.require(SCALES, DType.F32, size).data(),
                dimension);
    }
}
