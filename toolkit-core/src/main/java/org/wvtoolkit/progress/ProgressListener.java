package org.wvtoolkit.progress;

/**
 * Callback for the progress of long-running operations. The library itself neither prints nor logs. All methods do
 * nothing by default.
 *
 * <p>Threading: {@link #stage} and {@link #note} are called from the thread that runs the stage.
 * {@link #advanced} may be called concurrently by worker threads, at most some tens of times a
 * second. Implementations must be thread-safe and fast.
 *
 * <p>Cancellation: an unchecked exception that a method throws ends the operation, which throws it after all its
 * threads have ended. Interrupting the thread that runs the operation has the same effect, with an {@link
 * java.io.InterruptedIOException}.
 */
public interface ProgressListener {
    /** A listener that ignores all calls. */
    ProgressListener NONE = new ProgressListener() {};

    /** Unit of progress of a stage. */
    enum Unit {
        /** Bytes of input. */
        BYTES,
        /** Tokens of the corpus, counted once per epoch. */
        TOKENS,
        /** Rows of a matrix. */
        ROWS,
        /** Iterations of an iterative method. */
        ITERATIONS
    }

    /**
     * Begins a stage. The preceding stage, if any, has ended.
     *
     * @param name a short readable phrase: "reading", "training cbow"
     * @param unit unit of {@code total} and of {@link #advanced}
     * @param total total number of units, or −1 if unknown
     */
    default void stage(String name, Unit unit, long total) {}

    /**
     * Reports progress of the current stage.
     *
     * @param done number of units completed since the beginning of the stage; never decreases
     * @param detail a short description of the state ("learning rate 0.031"), or empty
     */
    default void advanced(long done, String detail) {}

    /**
     * Reports information that the user should see after the stage, such as a count or a warning.
     *
     * @param message one line, without a line separator
     */
    default void note(String message) {}
}
