package org.wvtoolkit.container;

import java.lang.foreign.MemorySegment;

/**
 * A tensor of an open {@link TensorFile}.
 *
 * @param declaration name, type and shape
 * @param data its elements, little-endian, row by row, naturally aligned and read-only; exactly
 *     {@code declaration.byteSize()} bytes, which can be reached until the file is closed
 */
public record Tensor(TensorDeclaration declaration, MemorySegment data) {
    /**
     * Its name.
     *
     * @return not empty
     */
    public String name() {
        return declaration.name();
    }

    /**
     * The type of its elements.
     *
     * @return the type
     */
    public DType dtype() {
        return declaration.dtype();
    }

    /**
     * Its shape.
     *
     * @return a copy, outermost dimension first
     */
    public long[] shape() {
        return declaration.shape();
    }

    /**
     * The length of one dimension.
     *
     * @param dimension 0 (outermost) to rank − 1
     * @return at least 0
     */
    public long length(int dimension) {
        return declaration.length(dimension);
    }
}
