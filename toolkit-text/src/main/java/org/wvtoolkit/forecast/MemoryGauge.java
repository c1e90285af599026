package org.wvtoolkit.forecast;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much anonymous memory this process has: what no file backs, and what it is killed for. */
final class MemoryGauge {
    private static final Path STATUS = Path.of("/proc/self/status");

    private MemoryGauge() {}

    /** Bytes, or −1 where the system does not tell. */
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
