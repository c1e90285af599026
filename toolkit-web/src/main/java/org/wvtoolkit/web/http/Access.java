package org.wvtoolkit.web.http;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Access control. A server bound to loopback answers only requests addressed to a loopback name or
 * to the address that it is bound to, which prevents access by pages of other sites through DNS
 * rebinding. Any other server requires a
 * token. Requests from pages of other sites are always rejected.
 *
 * @param token required token, or null for none
 * @param address address that the server is bound to
 */
record Access(@Nullable String token, InetAddress address) {
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Rejects requests that are not permitted. */
    void check(Optional<String> host, Optional<String> origin, Optional<String> authorization) throws ProblemException {
        if (address.isLoopbackAddress() && host.isPresent() && !isLoopbackName(name(host.get()))) {
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

    private boolean isLoopbackName(String name) {
        return LOOPBACK_NAMES.contains(name) || name.equals(urlHost(address));
    }

    /** Returns the host of the server's URL; an IPv6 address is in brackets. */
    static String urlHost(InetAddress address) {
        String name = address.getHostAddress();
        int zone = name.indexOf('%');
        // A loopback address needs no zone, and clients do not send one.
        String plain = zone >= 0 && address.isLoopbackAddress() ? name.substring(0, zone) : name;
        return plain.contains(":") ? "[" + plain + "]" : plain;
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
