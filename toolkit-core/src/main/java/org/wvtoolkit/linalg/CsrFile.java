package org.wvtoolkit.linalg;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.wvtoolkit.container.DType;
import org.wvtoolkit.container.Tensor;
import org.wvtoolkit.container.TensorDeclaration;
import org.wvtoolkit.container.TensorFile;
import org.wvtoolkit.container.TensorFileWriter;

/**
 * Storage of a sparse matrix as tensors in a container file that may contain other tensors:
 * {@code indptr} I64 [rows + 1], {@code indices} I32 [non-zeros] and {@code data} F32 or F64
 * [non-zeros], as in SciPy.
 *
 * <p>Not part of the public API.
 */
public final class CsrFile {
    private static final String INDPTR = "indptr";
    private static final String INDICES = "indices";
    private static final String DATA = "data";

    private CsrFile() {}

    /**
     * Returns the tensors of a matrix.
     *
     * @param rows number of rows
     * @param nonZeros number of cells
     * @param doubles whether values have double precision
     * @return their declarations
     */
    public static List<TensorDeclaration> declare(int rows, long nonZeros, boolean doubles) {
        return List.of(
                new TensorDeclaration(INDPTR, DType.I64, rows + 1L),
                new TensorDeclaration(DATA, doubles ? DType.F64 : DType.F32, nonZeros),
                new TensorDeclaration(INDICES, DType.I32, nonZeros));
    }

    /**
     * Returns a target that writes a matrix in parts to a file.
     *
     * @param writer a writer with the tensors of {@link #declare}
     * @param doubles as declared
     * @return receives the parts
     */
    public static CsrTarget target(TensorFileWriter writer, boolean doubles) {
        return new CsrTarget() {
            @Override
            public void writeIndptr(MemorySegment indptr) throws IOException {
                writer.write(INDPTR, 0, indptr);
            }

            @Override
            public void writeCells(long position, MemorySegment indices, MemorySegment data) throws IOException {
                writer.write(INDICES, position * Integer.BYTES, indices);
                writer.write(DATA, position * (doubles ? Double.BYTES : Float.BYTES), data);
            }
        };
    }

    /**
     * Writes a complete matrix to a file.
     *
     * @param matrix the matrix
     * @param writer a writer with the tensors of {@link #declare}
     * @throws IOException if writing fails
     */
    public static void write(CsrMatrix matrix, TensorFileWriter writer) throws IOException {
        CsrTarget target = target(writer, matrix.isDouble());
        target.writeIndptr(matrix.indptr());
        target.writeCells(0, matrix.indices(), matrix.data());
    }

    /**
     * Returns the memory-mapped matrix of a file after validating its structure. Its
     * values are checked when they are read.
     *
     * @param file an open file
     * @param rows the required number of rows
     * @param columns the required number of columns
     * @param doubles whether values must have double precision
     * @return the matrix, valid until the file is closed
     * @throws org.wvtoolkit.container.MalformedFileException if the matrix is missing or invalid
     */
    public static CsrMatrix read(TensorFile file, int rows, int columns, boolean doubles) throws IOException {
        MemorySegment indptr = file.require(INDPTR, DType.I64, rows + 1L).data();
        MemorySegment indices = file.require(INDICES, DType.I32, -1).data();
        Tensor data = file.require(DATA, doubles ? DType.F64 : DType.F32, -1);
        try {
            CsrMatrix matrix = doubles
                    ? CsrMatrix.viewDoubles(rows, columns, indptr, indices, data.data())
                    : CsrMatrix.viewFloats(rows, columns, indptr, indices, data.data());
            matrix.validate();
            return matrix.checked(file.valueFault(data));
        } catch (IllegalArgumentException e) {
            throw file.malformed("has an invalid sparse matrix: " + e.getMessage());
        }
    }
}
