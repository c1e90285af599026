package org.wvtoolkit.web.http;

import java.time.Duration;
import org.wvtoolkit.option.InvalidOptionException;

/**
 * Limits for each client.
 *
 * @param addressBytes maximum length of a request address including its query, in bytes
 * @param bodyBytes maximum size of a request body, in bytes
 * @param concurrent maximum number of requests processed concurrently, at least 1; others wait
 * @param queued maximum number of waiting requests, at least 1; further requests are rejected with
 *     status 503
 * @param time maximum duration of a request, including waiting
 */
public record Limits(int addressBytes, int bodyBytes, int concurrent, int queued, Duration time) {
    /** Validates the ranges. */
    public Limits {
        requirePositive("max-address", addressBytes);
        requirePositive("max-body", bodyBytes);
        requirePositive("concurrent", concurrent);
        requirePositive("queue", queued);
        if (!time.isPositive()) {
            throw new InvalidOptionException("timeout", time, "must be positive");
        }
    }

    private static void requirePositive(String option, int value) {
        if (value < 1) {
            throw new InvalidOptionException(option, value, "must be at least 1");
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
