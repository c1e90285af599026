package org.wvtoolkit.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.index.HnswIndex;
import org.wvtoolkit.index.HnswOptions;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.query.Cosines;
import org.wvtoolkit.query.Neighbour;
import org.wvtoolkit.query.Neighbours;
import org.wvtoolkit.query.Outcome;
import org.wvtoolkit.query.Question;

/**
 * Times exact and indexed search of ten neighbours: {@code MODEL THREADS}. Prints one line per measurement: name,
 * setting, recall and microseconds per query, separated by tabs; for building, seconds.
 * {@code toolkit-bench/search-beside-peers} compares it with other tools.
 */
public final class SearchBeside {
    private static final int ROUNDS = 5;
    private static final int QUERIES = 1000;
    private static final int NEIGHBOURS = 10;

    /** The queries are every so many words, modulo the number of words. */
    private static final int STEP = 7919;

    private static final int[] WIDTHS = {
        3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 16, 18, 20, 22, 24, 28, 32, 36, 40, 45, 50, 57, 64, 72, 80, 100, 150, 200,
        300
    };

    private final Embeddings embeddings;
    private final Neighbours exact;
    private final List<Question> questions = new ArrayList<>();

    private SearchBeside(Embeddings embeddings) {
        this.embeddings = embeddings;
        this.exact = Neighbours.of(embeddings).exact();
        for (long i = 0; i < QUERIES; i++) {
            int id = (int) (i * STEP % embeddings.vocabulary().size());
            // One more, because the word itself is not an answer, while the other tools return it.
            questions.add(Question.similar(List.of(embeddings.vocabulary().word(id)), NEIGHBOURS - 1));
        }
    }

    /**
     * Runs the program.
     *
     * @param arguments a model and the number of threads for building
     * @throws IOException if the model cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        try (Embeddings embeddings = Embeddings.open(Path.of(arguments[0]))) {
            new SearchBeside(embeddings).run(Integer.parseInt(arguments[1]));
        }
    }

    private void run(int threads) throws IOException {
        report("exact, one at a time", "", 1, best(() -> {
            questions.forEach(exact::ask);
            return questions;
        }));
        report("exact, 1000 at once", "", 1, best(() -> exact.askAll(questions)));
        long begin = System.nanoTime();
        try (HnswIndex index = HnswIndex.build(embeddings, HnswOptions.defaults(), threads, ProgressListener.NONE)) {
            System.out.printf("HNSW, build\t%d threads\t\t%.2f s%n", threads, (System.nanoTime() - begin) / 1e9);
            Cosines cosines = Cosines.of(embeddings);
            List<Set<Integer>> truth = truth();
            for (int width : WIDTHS) {
                indexed(index.withSearchWidth(width), cosines, truth);
            }
        }
    }

    private List<Set<Integer>> truth() {
        List<Set<Integer>> truth = new ArrayList<>();
        for (int i = 0; i < QUERIES; i++) {
            Set<Integer> ids = new HashSet<>();
            if (exact.ask(questions.get(i)) instanceof Outcome.Known<List<Neighbour>>(List<Neighbour> neighbours)) {
                neighbours.forEach(neighbour -> ids.add(embeddings.vocabulary().id(neighbour.word())));
            }
            ids.add(word(i));
            truth.add(ids);
        }
        return truth;
    }

    private int word(int query) {
        return (int) ((long) query * STEP % embeddings.vocabulary().size());
    }

    /** Searches candidates with the index and computes their cosines, as a query does. */
    private void indexed(HnswIndex index, Cosines cosines, List<Set<Integer>> truth) {
        float[] scores = new float[embeddings.vocabulary().size()];
        long[] found = new long[1];
        double time = best(() -> {
            found[0] = 0;
            for (int i = 0; i < QUERIES; i++) {
                float[] direction = cosines.direction(word(i));
                if (direction != null) {
                    int[] ids = index.nearest(direction, NEIGHBOURS);
                    cosines.between(direction, ids, ids.length, scores);
                    for (int id : ids) {
                        found[0] += truth.get(i).contains(id) ? 1 : 0;
                    }
                }
            }
            return truth;
        });
        double recall = found[0] / (double) truth.stream().mapToInt(Set::size).sum();
        report("HNSW", "width " + index.searchWidth(), Math.min(1, recall), time);
    }

    private static void report(String name, String setting, double recall, double microseconds) {
        System.out.printf("%s\t%s\t%.4f\t%.1f%n", name, setting, recall, microseconds);
    }

    /** The time of the fastest of several rounds, in microseconds per query. */
    private static double best(Supplier<Object> work) {
        double best = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS; round++) {
            long begin = System.nanoTime();
            if (work.get().equals("")) {
                throw new IllegalStateException("nothing was done");
            }
            best = Math.min(best, (System.nanoTime() - begin) / 1e3 / QUERIES);
        }
        return best;
    }
}
