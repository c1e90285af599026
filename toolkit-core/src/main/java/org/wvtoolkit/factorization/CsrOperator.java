package org.wvtoolkit.factorization;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import org.wvtoolkit.linalg.CsrMatrix;

/** {@link LinearOperator} of a sparse matrix in memory and its transpose. */
final class CsrOperator implements LinearOperator {
    private final CsrMatrix matrix;
    private final CsrMatrix transposed;
    private final int[] bounds;
    private final int[] transposedBounds;
    private final PanelAlgebra algebra;

    CsrOperator(CsrMatrix matrix, CsrMatrix transposed, PanelAlgebra algebra) {
        this.matrix = matrix;
        this.transposed = transposed;
        this.bounds = PanelAlgebra.rowBounds(matrix);
        this.transposedBounds = PanelAlgebra.rowBounds(transposed);
        this.algebra = algebra;
    }

    @Override
    public int rows() {
        return matrix.rows();
    }

    @Override
    public int columns() {
        return matrix.columns();
    }

    @Override
    public void multiply(MemorySegment panel, MemorySegment target, int width) throws IOException {
        algebra.multiply(matrix, bounds, new Panel(panel, columns(), width), new Panel(target, rows(), width));
    }

    @Override
    public void multiplyTransposed(MemorySegment panel, MemorySegment target, int width) throws IOException {
        algebra.multiply(
                transposed, transposedBounds, new Panel(panel, rows(), width), new Panel(target, columns(), width));
    }
}
