package org.wvtoolkit.query.rows;

import java.lang.foreign.MemorySegment;
import org.wvtoolkit.embedding.SparseEmbeddings;
import org.wvtoolkit.linalg.CsrMatrix;

/** Rows of a sparse matrix. */
record SparseRows(SparseEmbeddings embeddings) implements VectorRows {
    /** Cost of a cell in values of a dense vector. */
    private static final int CELL = 4;

    @Override
    public int dimension() {
        return embeddings.dimension();
    }

    @Override
    public int rowsAtATime() {
        return SparseScan.ROWS;
    }

    @Override
    public void copy(int id, float[] target) {
        embeddings.copyVector(id, target, 0);
    }

    @Override
    public void addUnitVector(int id, double multiple, double[] sum) {
        CsrMatrix rows = embeddings.vectors();
        double norm = rows.rowNorm(id);
        double weight = norm == 0 ? 0 : multiple / norm;
        for (long at = rows.rowStart(id); at < rows.rowEnd(id); at++) {
            sum[rows.column(at)] += weight * rows.value(at);
        }
    }

    @Override
    public long work(int rows) {
        return CELL * cells(rows);
    }

    private long cells(int rows) {
        return embeddings.vectors().indptr().getAtIndex(CsrMatrix.INDPTR, rows);
    }

    /** Divides by cells, because the first rows, of frequent words, are the longest. */
    @Override
    public int bound(int rows, int part, int parts) {
        MemorySegment indptr = embeddings.vectors().indptr();
        double cells = (double) cells(rows) * part / parts;
        int low = 0;
        int high = rows;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (indptr.getAtIndex(CsrMatrix.INDPTR, middle) < cells) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        // Trailing rows without cells belong to the last part.
        return part == parts ? rows : low;
    }

    @Override
    public void cosines(float[] direction, int first, int count, float[] out) {
        SparseScan.run(embeddings.vectors(), direction, first, count, out);
    }

    @Override
    public void verify(int id) {
        embeddings.vectors().verifyRow(id);
    }

    /** Returns false, because most values of a decompressed row would be zero. */
    @Override
    public boolean unpacks() {
        return false;
    }

    @Override
    public void unpackUnitVectors(int first, int count, float[] block, int stride) {
        throw new UnsupportedOperationException("rows of a sparse matrix cannot be decompressed");
    }
}
