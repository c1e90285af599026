package org.wvtoolkit.embedding;

/** How exactly compressed vectors are kept. */
public enum Precision {
    /** IEEE half precision: half the size of floats, three decimal digits of each value. */
    HALF("half"),

    /** Bytes, with a scale for each vector: a quarter of the size. */
    INT8("int8"),

    /**
     * Signs, one bit a value, to find candidates by how many of them differ, beside bytes to score these: a little larger than
     * {@link #INT8}, but a question reads only the signs, a 32nd of the floats.
     */
    BINARY("binary");

    private final String label;

    Precision(String label) {
        this.label = label;
    }

    /**
     * What it is called on the command line and in metadata.
     *
     * @return a lower-case word
     */
    public String label() {
        return label;
    }
}
