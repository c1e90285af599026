package org.wvtoolkit.format.stream;

import java.util.function.Supplier;
import org.wvtoolkit.container.MalformedFileException;

/**
 * Treatment of the defects that are found while a vector file is read: {@link #STRICT} makes each
 * of them an error, and {@link Faults} records them, so that the rest of the file can be read.
 * Thread-safe.
 */
public sealed interface FaultPolicy permits FaultPolicy.Strict, Faults {
    /** The policy under which every defect is an error. */
    FaultPolicy STRICT = new Strict();

    /**
     * Returns whether defective parts of a file are skipped.
     *
     * @return false if the first defect ends reading with an exception
     */
    boolean skipsDefects();

    /**
     * Returns whether the description of the next defect is used, so that callers need not create the others.
     *
     * @param fault the kind of defect
     * @return false if enough defects of this kind are described
     */
    default boolean describes(Fault fault) {
        return true;
    }

    /**
     * Handles one defect. If this method returns, the caller skips the defective part.
     *
     * @param fault the kind of defect
     * @param description a readable description of the defect, such as the word or line affected
     * @param error creates the exception for a policy that does not skip defects
     * @throws MalformedFileException if the policy does not skip defects
     */
    void handle(Fault fault, String description, Supplier<MalformedFileException> error) throws MalformedFileException;

    /** The policy under which every defect is an error. */
    final class Strict implements FaultPolicy {
        private Strict() {}

        @Override
        public boolean skipsDefects() {
            return false;
        }

        @Override
        public void handle(Fault fault, String description, Supplier<MalformedFileException> error)
                throws MalformedFileException {
            throw error.get();
        }
    }
}
