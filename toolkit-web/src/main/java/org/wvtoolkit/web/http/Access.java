package org.wvtoolkit.web.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may send requests. A server bound to loopback answers only requests addressed to a loopback name, so that a
 * page of another site
 * cannot reach it through a name of its own (DNS rebinding); any other server requires a token. Pages of other sites
 * are refused everywhere.
 *
 * @param token the required token, or null where none is required
 * @param loopback whether the server is bound to a loopback address
 */
record Access(@Nullable String token, boolean loopback) {
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Refuses what may not be answered. */
    void check(Optional<String> host, Optional<String> origin, Optional<String> authorization) throws ProblemException {
        if (loopback && host.isPresent() && !LOOPBACK_NAMES.contains(name(host.get()))) {
            throw new ProblemException(
                    ProblemCode.FORBIDDEN, "this server answers to localhost only; use the address it printed");
        }
        if (origin.isPresent()
                && !origin.get().equalsIgnoreCase("http://" + host.orElse(""))
                && !origin.get().equalsIgnoreCase("https://" + host.orElse(""))) {
            throw new ProblemException(ProblemCode.FORBIDDEN, "pages of other sites may not use this server");
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
                // Takes the same time wherever the two differ.
                && MessageDigest.isEqual(
                        authorization.substring(prefix.length()).strip().getBytes(StandardCharsets.UTF_8),
                        token.getBytes(StandardCharsets.UTF_8));
    }

    /** The host without its port. */
    private static String name(String host) {
        int bracket = host.indexOf(']');
        int colon = host.indexOf(':', Math.max(0, bracket));
        return (colon < 0 ? host : host.substring(0, colon)).toLowerCase(Locale.ROOT);
    }
}
