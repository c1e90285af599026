package org.wvtoolkit.embedding;

/** Precision of compressed vectors. */
public enum Precision {
    /** IEEE half precision: half the size of single precision, three significant decimal digits. */
    HALF("half"),

    /** 8-bit integers with a scale for each vector: a quarter of the size of single precision. */
    INT8("int8"),

    /**
     * Sign bits to select candidates by Hamming distance, plus 8-bit integers to score them.
     * Slightly larger than {@link #INT8}, but a query reads only the sign bits of all vectors, 1/32
     * of the size of single precision.
     */
    BINARY("binary");

    private final String label;

    Precision(String label) {
        this.label = label;
    }

    /**
     * Returns the name in metadata and user interfaces.
     *
     * @return a lower-case word
     */
    public String label() {
        return label;
    }
}
