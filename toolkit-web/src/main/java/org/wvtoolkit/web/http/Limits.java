package org.wvtoolkit.web.http;

import java.time.Duration;

/**
 * What one client may take of the server.
 *
 * @param addressBytes the longest address of a request, query included, in bytes
 * @param bodyBytes the largest request body, in bytes
 * @param concurrent requests that are answered at once, at least 1; others wait
 * @param queued requests that wait at most, at least 0; more are refused with status 503
 * @param time how long a request may take, waiting included
 */
public record Limits(int addressBytes, int bodyBytes, int concurrent, int queued, Duration time) {
    /** Checks the ranges. */
    public Limits {
        if (addressBytes < 1 || bodyBytes < 1 || concurrent < 1 || queued < 0 || !time.isPositive()) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }

    /**
     * The limits without other options.
     *
     * @return addresses of 32 KiB, bodies of 1 MiB, 64 requests at once, 1,024 waiting, 30 seconds
     */
    public static Limits defaults() {
        return new Limits(32 << 10, 1 << 20, 64, 1024, Duration.ofSeconds(30));
    }
}
