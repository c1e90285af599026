package org.wvtoolkit.container;

/**
 * Element types supported in files of this toolkit, with their safetensors names. All are
 * little-endian.
 */
public enum DType {
    /** 64-bit signed integers. */
    I64(8, 0),
    /** 64-bit IEEE floating point. */
    F64(8, 0),
    /** 32-bit IEEE floating point. */
    F32(4, 1),
    /** 32-bit signed integers. */
    I32(4, 1),
    /** 16-bit IEEE floating point. */
    F16(2, 2),
    /** 8-bit signed integers. */
    I8(1, 3),
    /** Bytes, 0 to 255. */
    U8(1, 3);

    private final int bytes;
    private final int rank;

    DType(int bytes, int rank) {
        this.bytes = bytes;
        this.rank = rank;
    }

    /**
     * Returns the size of one element.
     *
     * @return 1, 2, 4 or 8 bytes
     */
    public int bytes() {
        return bytes;
    }

    /**
     * Returns the sort key of tensors of this type in a file. Wider elements come first, so that
     * all tensors are naturally aligned without gaps.
     *
     * @return 0 (64 bits), 1 (32 bits), 2 (16 bits) or 3 (8 bits)
     */
    public int rank() {
        return rank;
    }
}
