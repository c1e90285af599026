package org.wvtoolkit.container;

import java.util.Arrays;
import java.util.Objects;

/**
 * Name, element type and shape of a tensor, without its data. Immutable.
 *
 * @see Tensor
 */
public final class TensorDeclaration {
    /** Maximum number of dimensions. */
    public static final int MAX_RANK = 16;

    private final String name;
    private final DType dtype;
    private final long[] shape;
    private final long byteSize;

    /**
     * Declares a tensor.
     *
     * @param name not empty and not {@code __metadata__}
     * @param dtype element type
     * @param shape length of each dimension, each at least 0; no dimensions mean a single element
     * @throws IllegalArgumentException if the name is not allowed, a length is negative, or the
     *     size exceeds 2^63 − 1 bytes
     */
    public TensorDeclaration(String name, DType dtype, long... shape) {
        if (name.isEmpty() || name.equals(Header.METADATA)) {
            throw new IllegalArgumentException("invalid tensor name \"" + name + "\"");
        }
        if (shape.length > MAX_RANK) {
            throw new IllegalArgumentException(
                    "tensor " + name + " has " + shape.length + " dimensions; the maximum is " + MAX_RANK);
        }
        this.name = name;
        this.dtype = dtype;
        this.shape = shape.clone();
        this.byteSize = byteSize(name, dtype, this.shape);
    }

    private static long byteSize(String name, DType dtype, long[] shape) {
        boolean empty = false;
        for (long length : shape) {
            if (length < 0) {
                throw new IllegalArgumentException(
                        "tensor " + name + " has a negative length in its shape " + Arrays.toString(shape));
            }
            empty |= length == 0;
        }
        if (empty) {
            return 0;
        }
        try {
            long bytes = dtype.bytes();
            for (long length : shape) {
                bytes = Math.multiplyExact(bytes, length);
            }
            return bytes;
        } catch (ArithmeticException overflow) {
            throw new IllegalArgumentException(
                    "tensor " + name + " of shape " + Arrays.toString(shape) + " exceeds 2^63 - 1 bytes", overflow);
        }
    }

    /**
     * Returns the name.
     *
     * @return not empty
     */
    public String name() {
        return name;
    }

    /**
     * Returns the element type.
     *
     * @return the type
     */
    public DType dtype() {
        return dtype;
    }

    /**
     * Returns the shape.
     *
     * @return a copy, outermost dimension first
     */
    public long[] shape() {
        return shape.clone();
    }

    /**
     * Returns the number of dimensions.
     *
     * @return 0 to {@value #MAX_RANK}
     */
    public int rank() {
        return shape.length;
    }

    /**
     * Returns the length of one dimension.
     *
     * @param dimension 0 (outermost) to rank − 1
     * @return at least 0
     */
    public long length(int dimension) {
        return shape[Objects.checkIndex(dimension, shape.length)];
    }

    /**
     * Returns the size of all elements.
     *
     * @return number of bytes
     */
    public long byteSize() {
        return byteSize;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TensorDeclaration that
                && name.equals(that.name)
                && dtype == that.dtype
                && Arrays.equals(shape, that.shape);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(shape);
    }

    @Override
    public String toString() {
        return name + " " + dtype + " " + Arrays.toString(shape);
    }
}
