package org.wvtoolkit.forecast;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the anonymous memory of this process: memory without a backing file, which the out-of-memory killer counts. */
final class MemoryGauge {
    private static final Path STATUS = Path.of("/proc/self/status");

    private MemoryGauge() {}

    /** Returns the size in bytes, or −1 if the system does not report it. */
    static long anonymousBytes() {
        try {
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith("RssAnon:")) {
                    return Long.parseLong(line.replaceAll("\\D", "")) << 10;
                }
            }
        } catch (IOException | NumberFormatException notLinux) {
            return -1;
        }
        return -1;
    }
}
