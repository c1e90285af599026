package org.wvtoolkit.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.wvtoolkit.vocabulary.Vocabulary;

/**
 * The k best candidates seen so far, in a heap with the worst of them on top. A candidate is better
 * if it has a higher score, or the same score and a lower id. This order is total, so the result
 * does not depend on the order of insertion. Not thread-safe.
 */
final class TopK {
    private final int capacity;
    private float[] scores;
    private int[] ids;
    private int size;

    /**
     * Creates an empty heap.
     *
     * @param capacity k, at least 1
     */
    TopK(int capacity) {
        this.capacity = capacity;
        int initial = Math.min(capacity, 16);
        this.scores = new float[initial];
        this.ids = new int[initial];
    }

    /** Returns a lower bound: candidates with a lower score need not be added. */
    float threshold() {
        return size < capacity ? Float.NEGATIVE_INFINITY : scores[0];
    }

    void add(int id, float score) {
        if (size < capacity) {
            if (size == scores.length) {
                int length = (int) Math.min(capacity, 2L * size);
                scores = Arrays.copyOf(scores, length);
                ids = Arrays.copyOf(ids, length);
            }
            int hole = size++;
            while (hole > 0 && worse(score, id, (hole - 1) / 2)) {
                move((hole - 1) / 2, hole);
                hole = (hole - 1) / 2;
            }
            put(hole, id, score);
        } else if (!worse(score, id, 0)) {
            sink(id, score);
        }
    }

    void addAll(TopK other) {
        for (int i = 0; i < other.size; i++) {
            add(other.ids[i], other.scores[i]);
        }
    }

    private boolean worse(float score, int id, int than) {
        return score < scores[than] || (score == scores[than] && id > ids[than]);
    }

    /** Replaces the worst candidate, on top of the heap, by a better one and restores the heap order. */
    private void sink(int id, float score) {
        int hole = 0;
        for (int child = 1; child < size; child = 2 * hole + 1) {
            if (child + 1 < size && worse(scores[child + 1], ids[child + 1], child)) {
                child++;
            }
            if (worse(score, id, child)) {
                break;
            }
            move(child, hole);
            hole = child;
        }
        put(hole, id, score);
    }

    private void move(int from, int to) {
        scores[to] = scores[from];
        ids[to] = ids[from];
    }

    private void put(int index, int id, float score) {
        scores[index] = score;
        ids[index] = id;
    }

    /** Returns the candidates, best first, and clears the heap. */
    List<Neighbour> sorted(Vocabulary vocabulary) {
        List<Neighbour> neighbours = new ArrayList<>(size);
        while (size > 0) {
            neighbours.add(new Neighbour(ids[0], vocabulary.word(ids[0]), scores[0]));
            size--;
            sink(ids[size], scores[size]);
        }
        Collections.reverse(neighbours);
        return Collections.unmodifiableList(neighbours);
    }

    /** Returns the ids of the candidates, best first, and clears the heap. */
    int[] sortedIds() {
        int[] sorted = new int[size];
        while (size > 0) {
            sorted[size - 1] = ids[0];
            size--;
            sink(ids[size], scores[size]);
        }
        return sorted;
    }
}
