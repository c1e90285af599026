package org.wvtoolkit.web.http;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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

    /** Values of {@code Sec-Fetch-Site} for requests of the user and of the server's own pages. */
    private static final Set<String> SAME_ORIGIN = Set.of("none", "same-origin");

    /** Rejects requests that are not permitted. */
    void check(Function<String, Optional<String>> headers) throws ProblemException {
        Optional<String> host = headers.apply("Host");
        Optional<String> origin = headers.apply("Origin");
        if (address.isLoopbackAddress() && host.isPresent() && !isLoopbackName(name(host.get()))) {
            throw new ProblemException(
                    ProblemCode.FORBIDDEN,
                    "this server accepts requests to localhost only; use the address it printed");
        }
        boolean otherOrigin = origin.isPresent()
                && !origin.get().equalsIgnoreCase("http://" + host.orElse(""))
                && !origin.get().equalsIgnoreCase("https://" + host.orElse(""));
        if (otherOrigin || isFromOtherPage(headers)) {
            throw new ProblemException(ProblemCode.FORBIDDEN, "requests from pages of other sites are not permitted");
        }
        if (token != null && !isToken(headers.apply("Authorization").orElse(""))) {
            throw new ProblemException(
                    ProblemCode.UNAUTHORIZED, "the token is missing or wrong; send Authorization: Bearer TOKEN");
        }
    }

    /**
     * Returns whether a page of another origin loads the address, for example as an image. Browsers
     * send no {@code Origin} then. A link on such a page is permitted.
     */
    private static boolean isFromOtherPage(Function<String, Optional<String>> headers) {
        return !SAME_ORIGIN.contains(headers.apply("Sec-Fetch-Site").orElse("none"))
                && !headers.apply("Sec-Fetch-Mode").orElse("").equals("navigate");
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
