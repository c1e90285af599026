package org.wvtoolkit.web.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Access control. A server bound to loopback answers only requests addressed to a loopback name,
 * which prevents access by pages of other sites through DNS rebinding. Any other server requires a
 * token. Requests from pages of other sites are always rejected.
 *
 * @param token required token, or null for none
 * @param loopback whether the server is bound to a loopback address
 */
record Access(@Nullable String token, boolean loopback) {
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Rejects requests that are not permitted. */
    void check(Optional<String> host, Optional<String> origin, Optional<String> authorization) throws ProblemException {
        if (loopback && host.isPresent() && !LOOPBACK_NAMES.contains(name(host.get()))) {
            throw new ProblemException(
                    ProblemCode.FORBIDDEN,
                    "this server accepts requests to localhost only; use the address it printed");
        }
        if (origin.isPresent()
                && !origin.get().equalsIgnoreCase("http://" + host.orElse(""))
                && !origin.get().equalsIgnoreCase("https://" + host.orElse(""))) {
            throw new ProblemException(ProblemCode.FORBIDDEN, "requests from pages of other sites are not permitted");
        }
        if (token != null && !isToken(authorization.orElse(""))) {
            throw new ProblemException(
                    ProblemCode.UNAUTHORIZED, "the token is missing or wrong; send Authorization: Bearer TOKEN");
        }
    }

    private boolean isToken(String authorization) {
        String prefix = "bearer ";
        return token != null
                && authorization.toLowerCase(Locale.ROOT).startsWith(prefix)
                // Comparison in constant time.
                && MessageDigest.isEqual(
                        authorization.substring(prefix.length()).strip().getBytes(StandardCharsets.UTF_8),
                        token.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the host without its port. */
    private static String name(String host) {
        int bracket = host.indexOf(']');
        int colon = host.indexOf(':', Math.max(0, bracket));
        return (colon < 0 ? host : host.substring(0, colon)).toLowerCase(Locale.ROOT);
    }
}
