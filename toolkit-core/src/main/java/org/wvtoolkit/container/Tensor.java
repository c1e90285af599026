package org.wvtoolkit.container;

import java.lang.foreign.MemorySegment;

/**
 * Tensor of an open {@link TensorFile}.
 *
 * @param declaration name, type and shape
 * @param data the elements in row-major order, little-endian, naturally aligned and read-only;
 *     exactly {@code declaration.byteSize()} bytes, accessible until the file is closed
 */
public record Tensor(TensorDeclaration declaration, MemorySegment data) {
    /**
     * Returns the name.
     *
     * @return not empty
     */
    public String name() {
        return declaration.name();
    }

    /**
     * Returns the element type.
     *
     * @return the type
     */
    public DType dtype() {
        return declaration.dtype();
    }

    /**
     * Returns the shape.
     *
     * @return a copy, outermost dimension first
     */
    public long[] shape() {
        return declaration.shape();
    }

    /**
     * Returns the length of one dimension.
     *
     * @param dimension 0 (outermost) to rank − 1
     * @return at least 0
     */
    public long length(int dimension) {
        return declaration.length(dimension);
    }
}
