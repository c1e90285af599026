package org.wvtoolkit.container;

/**
 * Creates exceptions for invalid values of one tensor. Values are checked when they are used,
 * because reading all values of a large file would take longer than most queries. Thread-safe.
 */
@FunctionalInterface
public interface ValueFault {
    /**
     * Creates an exception.
     *
     * @param element index of the invalid element, from 0
     * @param problem the problem, as the predicate of a sentence about the file
     * @return an {@link java.io.UncheckedIOException} caused by a {@link MalformedFileException} with
     *     the file and the position, to be thrown
     */
    RuntimeException of(long element, String problem);
}
