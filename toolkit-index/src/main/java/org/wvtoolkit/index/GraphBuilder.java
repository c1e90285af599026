package org.wvtoolkit.index;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.progress.Workers;

/**
 * Builder of a hierarchical navigable small-world graph (Malkov and Yashunin 2018, algorithm 1).
 *
 * <p>Nodes are inserted in batches, as described by Manohar et al. (2024, "ParlayANN"). The threads
 * first search for the links of all nodes of a batch. They search the graph without the batch, which
 * does not change during this time. Then they add the opposite links, grouped by the node that
 * receives them. No locks are needed, and the graph is the same for any number of threads. The size
 * of a batch is limited to 1/16 of the current graph and 1/64 of all nodes, because nodes of the same
 * batch are not linked to each other.
 */
final class GraphBuilder {
    private static final int GROWTH = 16;
    private static final int BATCHES = 64;

    private final int threads;
    private final Worker[] workers;

    private GraphBuilder(QuantizedVectors vectors, GrowingGraph graph, int beamWidth, int threads) {
        this.threads = threads;
        this.workers = new Worker[threads];
        for (int i = 0; i < threads; i++) {
            workers[i] = new Worker(vectors, graph, beamWidth);
        }
    }

    /**
     * Builds a graph.
     *
     * @param vectors the vectors of the nodes; a node without a direction is not linked
     * @param options the build options
     * @param threads number of threads, at least 1
     * @param progress receives the number of inserted nodes, from the calling thread
     * @param arena owner of the memory
     * @return the graph
     * @throws InterruptedIOException if the calling thread is interrupted
     */
    static GrowingGraph build(
            QuantizedVectors vectors, HnswOptions options, int threads, ProgressListener progress, Arena arena)
            throws IOException {
        GrowingGraph graph = GrowingGraph.create(vectors, options.connections(), options.seed(), arena);
        GraphBuilder builder = new GraphBuilder(vectors, graph, options.beamWidth(), threads);
        int[] order = order(vectors, graph);
        for (int done = Math.min(1, order.length); done < order.length; ) {
            int limit = Math.clamp(done / GROWTH, 1, Math.max(1, order.length / BATCHES));
            int count = Math.min(limit, order.length - done);
            builder.insert(order, done, count);
            done += count;
            progress.advanced(done, "");
        }
        progress.advanced(vectors.size(), "");
        return graph;
    }

    /** Returns the nodes with a direction from the highest level to the lowest, then by id. */
    private static int[] order(QuantizedVectors vectors, GrowingGraph graph) {
        int[] starts = new int[graph.levels() + 1];
        for (int node = 0; node < graph.size(); node++) {
            if (vectors.hasDirection(node)) {
                starts[graph.levels() - graph.level(node)]++;
            }
        }
        for (int i = 1; i < starts.length; i++) {
            starts[i] += starts[i - 1];
        }
        int[] order = new int[starts[starts.length - 1]];
        for (int node = 0; node < graph.size(); node++) {
            if (vectors.hasDirection(node)) {
                order[starts[graph.levels() - graph.level(node) - 1]++] = node;
            }
        }
        return order;
    }

    private void insert(int[] order, int first, int count) throws IOException {
        AtomicInteger nextNode = new AtomicInteger(first);
        run(count, worker -> {
            worker.linkCount = 0;
            for (int i = nextNode.getAndIncrement(); i < first + count; i = nextNode.getAndIncrement()) {
                stopIfInterrupted();
                worker.insert(order[i]);
            }
        });
        long[] links = new long[0];
        for (Worker worker : workers) {
            int length = links.length;
            links = Arrays.copyOf(links, length + worker.linkCount);
            System.arraycopy(worker.opposite, 0, links, length, worker.linkCount);
            worker.linkCount = 0;
        }
        Arrays.sort(links);
        addOpposite(links);
    }

    private void addOpposite(long[] links) throws IOException {
        int[] groups = new int[links.length + 1];
        int groupCount = 0;
        for (int i = 0; i < links.length; i++) {
            if (i == 0 || row(links[i]) != row(links[i - 1])) {
                groups[groupCount++] = i;
            }
        }
        groups[groupCount] = links.length;
        int end = groupCount;
        AtomicInteger nextGroup = new AtomicInteger();
        run(groupCount, worker -> {
            for (int group = nextGroup.getAndIncrement(); group < end; group = nextGroup.getAndIncrement()) {
                stopIfInterrupted();
                worker.addLinks(row(links[groups[group]]), links, groups[group], groups[group + 1]);
            }
        });
    }

    private static int row(long link) {
        return (int) (link >>> Integer.SIZE);
    }

    private interface Phase {
        void run(Worker worker) throws IOException;
    }

    private void run(int items, Phase phase) throws IOException {
        int needed = Math.clamp(items, 1, threads);
        Workers.run(needed, needed, number -> phase.run(workers[number]));
    }

    private static void stopIfInterrupted() throws InterruptedIOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted");
        }
    }

    /** Memory of one thread. */
    private static final class Worker {
        private final QuantizedVectors vectors;
        private final GrowingGraph graph;
        private final int beamWidth;
        private final GraphSearch search;
        private final DiverseLinks diverse;
        private final float[] direction;
        private final int[] links;
        private int[] candidates;
        private float[] cosines;

        /** Links from a row to a new node that this thread found: the row, then the node. */
        private long[] opposite = new long[1 << 10];

        private int linkCount;

        Worker(QuantizedVectors vectors, GrowingGraph graph, int beamWidth) {
            this.vectors = vectors;
            this.graph = graph;
            this.beamWidth = beamWidth;
            this.search = new GraphSearch(graph, vectors);
            this.direction = vectors.newDirection();
            this.links = new int[graph.maxLinks()];
            this.candidates = new int[beamWidth];
            this.cosines = new float[beamWidth];
            this.diverse = new DiverseLinks(vectors);
        }

        void insert(int node) {
            vectors.copyDirection(node, direction);
            int entry = graph.entryNode();
            for (int level = graph.levels() - 1; level >= 0; level--) {
                boolean linked = level <= graph.level(node);
                Beam beam = search.level(level, entry, direction, linked ? beamWidth : 1, linked ? beamWidth : 1);
                entry = beam.node(0);
                if (linked) {
                    link(level, node, beam);
                }
            }
        }

        private void link(int level, int node, Beam beam) {
            int count = beam.size();
            for (int i = 0; i < count; i++) {
                candidates[i] = beam.node(i);
                cosines[i] = beam.score(i);
            }
            int row = graph.row(level, node);
            int selected = diverse.select(candidates, cosines, count, links, graph.capacity(row));
            graph.setLinks(row, links, selected);
            if (linkCount + selected > opposite.length) {
                opposite = Arrays.copyOf(opposite, 2 * opposite.length + selected);
            }
            for (int i = 0; i < selected; i++) {
                opposite[linkCount++] = (long) graph.row(level, links[i]) << Integer.SIZE | node;
            }
        }

        /** Adds the nodes of a group of links to a row. */
        void addLinks(int row, long[] group, int from, int to) {
            int present = graph.count(row);
            int count = present + to - from;
            if (count > candidates.length) {
                candidates = new int[2 * count];
                cosines = new float[2 * count];
            }
            graph.links(row, candidates);
            for (int i = from; i < to; i++) {
                candidates[present + i - from] = (int) group[i];
            }
            if (count <= graph.capacity(row)) {
                graph.setLinks(row, candidates, count);
                return;
            }
            vectors.copyDirection(graph.node(row), direction);
            vectors.cosines(direction, candidates, count, cosines);
            Beam sorted = new Beam(count, count);
            for (int i = 0; i < count; i++) {
                sorted.offer(candidates[i], cosines[i]);
            }
            for (int i = 0; i < count; i++) {
                candidates[i] = sorted.node(i);
                cosines[i] = sorted.score(i);
            }
            graph.setLinks(row, links, diverse.select(candidates, cosines, count, links, graph.capacity(row)));
        }
    }
}
