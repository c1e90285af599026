package org.wvtoolkit.progress;

import java.nio.file.Path;
import org.wvtoolkit.option.InvalidOptionException;

/**
 * What a stage may use of the machine. None of it changes a result: equal input and options give equal bytes whatever the
 * threads and memory, except where a stage says that it races.
 *
 * @param threads worker threads, at least 1
 * @param memoryBytes what large arrays off the heap may take, at least 16 MiB
 * @param temporaryFolder where temporary files go: beside the output, not a {@code /tmp} that may be memory
 */
public record Resources(int threads, long memoryBytes, Path temporaryFolder) {
    /** The least memory a stage is asked to live with. */
    public static final long LEAST_MEMORY = 16L << 20;

    /** Checks the ranges. */
    public Resources {
        if (threads < 1 || threads > 1024) {
            throw new InvalidOptionException("threads", threads, "must be 1 to 1024");
        }
        if (memoryBytes < LEAST_MEMORY) {
            throw new InvalidOptionException("memory", memoryBytes + " bytes", "must be at least 16 MiB");
        }
    }

    /**
     * All cores, a third of the machine's memory, temporary files in a folder.
     *
     * @param temporaryFolder an existing folder that can be written to
     * @return the default resources
     */
    public static Resources defaults(Path temporaryFolder) {
        return new Resources(
                Math.min(1024, Runtime.getRuntime().availableProcessors()), machineMemory() / 3, temporaryFolder);
    }

    /** The machine's memory as the JVM sees it, container limits included; 3 GiB where it cannot tell. */
    private static long machineMemory() {
        return java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean system
                ? Math.max(3 * LEAST_MEMORY, system.getTotalMemorySize())
                : 3L << 30;
    }
}
