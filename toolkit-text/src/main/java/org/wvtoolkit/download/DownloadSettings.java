package org.wvtoolkit.download;

import java.time.Duration;

/**
 * How patient a download is.
 *
 * @param connect how long to wait for an answer
 * @param stall how long to wait for the next byte
 * @param attempts how often to try without getting a single byte further, at least 1
 * @param pause how long to wait before the second attempt; doubled for each further one
 */
public record DownloadSettings(Duration connect, Duration stall, int attempts, Duration pause) {
    /** Checks the number of attempts. */
    public DownloadSettings {
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts must be at least 1: " + attempts);
        }
    }

    /**
     * Half a minute for an answer or a byte, five attempts.
     *
     * @return the default settings
     */
    public static DownloadSettings defaults() {
        return new DownloadSettings(Duration.ofSeconds(30), Duration.ofSeconds(30), 5, Duration.ofSeconds(1));
    }
}
