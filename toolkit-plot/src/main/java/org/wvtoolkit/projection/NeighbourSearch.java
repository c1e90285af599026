package org.wvtoolkit.projection;

import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.wvtoolkit.embedding.Embeddings;
import org.wvtoolkit.progress.ProgressListener;
import org.wvtoolkit.query.Candidates;
import org.wvtoolkit.query.Combination;
import org.wvtoolkit.query.Neighbour;
import org.wvtoolkit.query.Neighbours;
import org.wvtoolkit.query.Outcome;
import org.wvtoolkit.query.Question;

/** Exact nearest-neighbour search for many words, in batches of queries. */
public final class NeighbourSearch {
    /** Number of queries per batch; progress is reported after each batch. */
    private static final int BATCH = 1024;

    private NeighbourSearch() {}

    /**
     * Finds the nearest neighbours of the most frequent words among themselves. A word with a zero
     * vector has none.
     *
     * @param embeddings dense or compressed embeddings; must stay open
     * @param points number of words
     * @param count number of neighbours per word, at least 1
     * @param progress receives progress after each batch
     * @return the neighbours by cosine
     * @throws InterruptedIOException if the thread is interrupted
     */
    public static NearestNeighbours of(Embeddings embeddings, int points, int count, ProgressListener progress)
            throws InterruptedIOException {
        progress.stage("neighbours", ProgressListener.Unit.ROWS, points);
        Neighbours neighbours = Neighbours.of(embeddings).exact();
        Candidates candidates = Candidates.among(Math.max(1, points));
        int[] ids = new int[points * count];
        float[] distances = new float[points * count];
        Arrays.fill(ids, -1);
        for (int from = 0; from < points; from += BATCH) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("interrupted");
            }
            int to = Math.min(points, from + BATCH);
            List<Question> questions = new ArrayList<>();
            for (int id = from; id < to; id++) {
                String word = embeddings.vocabulary().word(id);
                questions.add(new Question(List.of(word), List.of(), Combination.ADD, count, candidates));
            }
            List<Outcome<List<Neighbour>>> answers = neighbours.askAll(questions);
            for (int id = from; id < to; id++) {
                List<Neighbour> found =
                        answers.get(id - from) instanceof Outcome.Known(List<Neighbour> near) ? near : List.of();
                for (int i = 0; i < found.size(); i++) {
                    ids[id * count + i] = found.get(i).id();
                    distances[id * count + i] = Math.max(0, 1 - found.get(i).score());
                }
            }
            progress.advanced(to, "");
        }
        return new NearestNeighbours(count, ids, distances);
    }

    /**
     * Finds the nearest neighbours of a few vectors by comparing all pairs: n² · d multiplications.
     *
     * @param rows n × d matrix; not modified
     * @param count number of neighbours per row, 1 to n − 1
     * @return the neighbours by cosine; equal cosines in row order
     */
    public static NearestNeighbours of(double[][] rows, int count) {
        int points = rows.length;
        int[] ids = new int[points * count];
        float[] distances = new float[points * count];
        double[] norms =
                Arrays.stream(rows).mapToDouble(row -> Math.sqrt(dot(row, row))).toArray();
        for (int i = 0; i < points; i++) {
            int row = i;
            double[] cosines = new double[points];
            for (int j = 0; j < points; j++) {
                double product = norms[i] * norms[j];
                cosines[j] = j == i ? Double.NEGATIVE_INFINITY : product > 0 ? dot(rows[i], rows[j]) / product : 0;
            }
            List<Integer> order = IntStream.range(0, points)
                    .filter(j -> j != row)
                    .boxed()
                    .sorted((a, b) -> Double.compare(cosines[b], cosines[a]))
                    .toList();
            for (int k = 0; k < count; k++) {
                ids[i * count + k] = order.get(k);
                distances[i * count + k] = (float) Math.max(0, 1 - cosines[order.get(k)]);
            }
        }
        return new NearestNeighbours(count, ids, distances);
    }

    private static double dot(double[] one, double[] other) {
        double sum = 0;
        for (int k = 0; k < one.length; k++) {
            sum += one[k] * other[k];
        }
        return sum;
    }
}
