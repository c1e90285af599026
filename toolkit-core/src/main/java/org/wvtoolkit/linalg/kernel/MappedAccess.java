package org.wvtoolkit.linalg.kernel;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Protection of vector kernels against files that shrink while they are mapped.
 *
 * <p>Access to a page that the file no longer has raises SIGBUS. HotSpot converts the signal into
 * an {@link InternalError} only in compiled methods that contain a scalar access to off-heap
 * memory: loads and stores of the Vector API do not mark a method as one that may fault (JDK 25), and
 * the process ends. A method with such loads therefore calls {@link #mayFault}, which inlines to
 * nothing but marks every method it is compiled into.
 *
 * <p>The call is in the smallest methods that load vectors, not in the loops that call them. A
 * single query is about 8 % faster with the calls in the loops, but during warm-up the small methods
 * are compiled on their own: 2 of 40 processes whose model was truncated then ended, and 0 of 40 with
 * the calls in the small methods.
 */
final class MappedAccess {
    private MappedAccess() {}

    /**
     * Marks the calling method as one that may fault.
     *
     * @param segment the memory that is about to be read, at least one byte
     */
    static void mayFault(MemorySegment segment) {
        segment.get(ValueLayout.JAVA_BYTE, 0);
    }
}
