package org.wvtoolkit.progress;

import java.nio.file.Path;
import org.wvtoolkit.option.InvalidOptionException;

/**
 * Limits on the machine resources of a stage. They do not change results: equal input and options
 * produce equal bytes for any number of threads and any memory, except where a stage documents that
 * its threads race.
 *
 * @param threads number of worker threads, 1 to 1024
 * @param memoryBytes maximum size of large off-heap arrays, at least 16 MiB
 * @param temporaryFolder folder for temporary files: next to the output rather than {@code /tmp},
 *     which may be in memory
 */
public record Resources(int threads, long memoryBytes, Path temporaryFolder) {
    /** Minimum memory in bytes. */
    public static final long MIN_MEMORY = 16L << 20;

    /** Validates the ranges. */
    public Resources {
        if (threads < 1 || threads > 1024) {
            throw new InvalidOptionException("threads", threads, "must be 1 to 1024");
        }
        if (memoryBytes < MIN_MEMORY) {
            throw new InvalidOptionException("memory", memoryBytes + " bytes", "must be at least 16 MiB");
        }
    }

    /**
     * Returns limits of all processors, one third of the machine's memory, and the given folder.
     *
     * @param temporaryFolder an existing, writable folder
     * @return the default resources
     */
    public static Resources defaults(Path temporaryFolder) {
        return new Resources(
                Math.min(1024, Runtime.getRuntime().availableProcessors()), machineMemory() / 3, temporaryFolder);
    }

    /** Returns the machine's memory as the JVM reports it, within container limits; 3 GiB if unknown. */
    private static long machineMemory() {
        return java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean system
                ? Math.max(3 * MIN_MEMORY, system.getTotalMemorySize())
                : 3L << 30;
    }
}
