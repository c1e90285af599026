package org.wvtoolkit.web.http;

import java.time.Duration;

/**
 * Limits for each client.
 *
 * @param addressBytes maximum length of a request address including its query, in bytes
 * @param bodyBytes maximum size of a request body, in bytes
 * @param concurrent maximum number of requests processed concurrently, at least 1; others wait
 * @param queued maximum number of waiting requests, at least 0; further requests are rejected with
 *     status 503
 * @param time maximum duration of a request, including waiting
 */
public record Limits(int addressBytes, int bodyBytes, int concurrent, int queued, Duration time) {
    /** Validates the ranges. */
    public Limits {
        if (addressBytes < 1 || bodyBytes < 1 || concurrent < 1 || queued < 0 || !time.isPositive()) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }

    /**
     * Returns the default limits.
     *
     * @return addresses of 32 KiB, bodies of 1 MiB, 64 requests at once, 1,024 waiting, 30 seconds
     */
    public static Limits defaults() {
        return new Limits(32 << 10, 1 << 20, 64, 1024, Duration.ofSeconds(30));
    }
}
