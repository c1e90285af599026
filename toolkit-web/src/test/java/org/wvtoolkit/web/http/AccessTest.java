package org.wvtoolkit.web.http;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Access")
class AccessTest {
    private static void check(String bound, String host) throws ProblemException {
        new Access(null, InetAddress.ofLiteral(bound)).check(Optional.of(host), Optional.empty(), Optional.empty());
    }

    @Test
    @DisplayName("accepts the printed name of any loopback address, and the usual loopback names")
    void printedName() {
        for (String bound : List.of("127.0.0.1", "127.0.0.2", "::1")) {
            String printed = Access.urlHost(InetAddress.ofLiteral(bound));
            for (String host : List.of(printed, printed + ":8080", "localhost:8080", "127.0.0.1", "[::1]:8080")) {
                assertDoesNotThrow(() -> check(bound, host), bound + " " + host);
            }
        }
        assertEquals("[0:0:0:0:0:0:0:1]", Access.urlHost(InetAddress.ofLiteral("::1")));
    }

    @Test
    @DisplayName("rejects other names on a loopback address only")
    void otherNames() {
        for (String host : List.of("evil.example:8080", "127.0.0.3", "127.0.0.2.evil.example")) {
            assertThrows(ProblemException.class, () -> check("127.0.0.2", host), host);
        }
        assertDoesNotThrow(() -> check("192.0.2.1", "server.example:8080"));
    }
}
