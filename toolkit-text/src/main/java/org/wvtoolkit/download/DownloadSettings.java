package org.wvtoolkit.download;

import java.time.Duration;

/**
 * Timeouts and retries of a download.
 *
 * @param connect time limit for the response headers
 * @param stall time limit for the next bytes
 * @param attempts number of consecutive attempts without progress after which the download fails,
 *     at least 1
 * @param pause time before the second attempt; doubled before each further attempt
 */
public record DownloadSettings(Duration connect, Duration stall, int attempts, Duration pause) {
    /** Validates the number of attempts. */
    public DownloadSettings {
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts must be at least 1: " + attempts);
        }
    }

    /**
     * Returns the default settings: time limits of 30 seconds, five attempts, and an initial pause
     * of one second.
     *
     * @return the default settings
     */
    public static DownloadSettings defaults() {
        return new DownloadSettings(Duration.ofSeconds(30), Duration.ofSeconds(30), 5, Duration.ofSeconds(1));
    }
}
