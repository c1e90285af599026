package org.wvtoolkit.query.rows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wvtoolkit.embedding.SubwordVectors;

/**
 * Rows of a model with subword vectors. Out-of-vocabulary words get ids after the last row, so that
 * they can be queried, but are never returned as neighbours. Their vectors are composed on each
 * access; only the words are stored. Thread-safe.
 */
final class ComposedRows implements VectorRows {
    private final VectorRows rows;
    private final SubwordVectors subwords;
    private final int size;
    private final Map<String, Integer> ids = new HashMap<>();
    private final List<String> words = new ArrayList<>();

    /**
     * Creates rows that extend others by out-of-vocabulary words.
     *
     * @param rows rows of the vocabulary
     * @param size number of these rows
     */
    ComposedRows(VectorRows rows, int size, SubwordVectors subwords) {
        this.rows = rows;
        this.size = size;
        this.subwords = subwords;
    }

    @Override
    public int composedId(String word) {
        if (!subwords.vector(word, new float[dimension()])) {
            return -1;
        }
        synchronized (ids) {
            return ids.computeIfAbsent(word, added -> {
                words.add(added);
                return size + words.size() - 1;
            });
        }
    }

    @Override
    public String composedWord(int id) {
        synchronized (ids) {
            return words.get(id - size);
        }
    }

    @Override
    public void addUnitVector(int id, double weight, double[] sum) {
        if (id < size) {
            rows.addUnitVector(id, weight, sum);
            return;
        }
        float[] vector = new float[dimension()];
        copy(id, vector);
        double squares = 0;
        for (float value : vector) {
            squares += (double) value * value;
        }
        if (squares > 0) {
            double factor = weight / Math.sqrt(squares);
            for (int i = 0; i < vector.length; i++) {
                sum[i] += factor * vector[i];
            }
        }
    }

    @Override
    public void copy(int id, float[] target) {
        if (id < size) {
            rows.copy(id, target);
        } else {
            subwords.vector(composedWord(id), target);
        }
    }

    @Override
    public int dimension() {
        return rows.dimension();
    }

    @Override
    public int rowsAtATime() {
        return rows.rowsAtATime();
    }

    @Override
    public long work(int count) {
        return rows.work(count);
    }

    @Override
    public int bound(int count, int part, int parts) {
        return rows.bound(count, part, parts);
    }

    @Override
    public void cosines(float[] direction, int first, int count, float[] out) {
        rows.cosines(direction, first, count, out);
    }

    @Override
    public void verify(int id) {
        rows.verify(id);
    }

    @Override
    public boolean unpacks() {
        return rows.unpacks();
    }

    @Override
    public void unpackUnitVectors(int first, int count, float[] block, int stride) {
        rows.unpackUnitVectors(first, count, block, stride);
    }
}
