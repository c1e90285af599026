package org.wvtoolkit.progress;

/**
 * Is told how far long work has come. The library itself prints and logs nothing.
 *
 * <p>Threads: {@link #stage} and {@link #note} come from the thread that runs the stage; {@link #advanced} may come from any
 * worker, several at once, some tens of times a second at most; implementations must be safe for that and quick.
 */
public interface ProgressListener {
    /** Hears nothing. */
    ProgressListener NONE = new ProgressListener() {
        @Override
        public void stage(String name, Unit unit, long total) {}

        @Override
        public void advanced(long done, String detail) {}

        @Override
        public void note(String message) {}
    };

    /** What a stage counts in. */
    enum Unit {
        /** Bytes of input. */
        BYTES,
        /** Tokens of the corpus, each counted once an epoch. */
        TOKENS,
        /** Rows of a matrix. */
        ROWS,
        /** Passes of an iterative method. */
        ITERATIONS
    }

    /**
     * A stage begins; the stage before it, if any, has ended.
     *
     * @param name what is done, as a short phrase for a person: "reading", "training cbow"
     * @param unit what {@code total} and {@link #advanced} count
     * @param total how much there is to do, or −1 where nobody knows
     */
    void stage(String name, Unit unit, long total);

    /**
     * The current stage has come this far.
     *
     * @param done units done since the stage began; never falls
     * @param detail a few words on the state ("learning rate 0.031"), or empty
     */
    void advanced(long done, String detail);

    /**
     * Something a person should know once the stage is over: a count, a warning.
     *
     * @param message one line, without its end
     */
    void note(String message);
}
