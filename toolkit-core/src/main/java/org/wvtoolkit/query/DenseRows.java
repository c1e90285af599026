package org.wvtoolkit.query;

import org.wvtoolkit.embedding.DenseEmbeddings;

/** Dense vectors. */
record DenseRows(DenseEmbeddings embeddings) implements VectorRows {
    @Override
    public void addUnitVector(int id, int sign, double[] sum) {
        float[] row = new float[sum.length];
        embeddings.vectors().copyRow(id, row, 0);
        // The stored norm is rounded to a float; a word subtracted from itself must still leave nothing.
        double norm = embeddings.norm(id);
        double weight = norm == 0 ? 0 : sign / norm;
        for (int j = 0; j < row.length; j++) {
            sum[j] += weight * row[j];
        }
    }

    @Override
    public long work(int rows) {
        return (long) rows * embeddings.dimension();
    }

    @Override
    public int bound(int rows, int part, int parts) {
        return (int) ((long) rows * part / parts);
    }

    @Override
    public void scan(float[] direction, int[] excluded, int from, int to, Best best) {
        Scan.run(embeddings, direction, excluded, from, to, best);
    }
}
