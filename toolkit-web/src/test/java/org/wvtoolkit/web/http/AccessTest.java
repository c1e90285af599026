package org.wvtoolkit.web.http;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Access")
class AccessTest {
    private static void check(String bound, String host) throws ProblemException {
        check(bound, Map.of("Host", host));
    }

    private static void check(String bound, Map<String, String> headers) throws ProblemException {
        new Access(null, InetAddress.ofLiteral(bound)).check(name -> Optional.ofNullable(headers.get(name)));
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

    @Test
    @DisplayName("rejects resources that pages of other sites embed, and permits links to the page")
    void embedded() {
        for (String site : List.of("cross-site", "same-site")) {
            Map<String, String> image =
                    Map.of("Host", "localhost", "Sec-Fetch-Site", site, "Sec-Fetch-Mode", "no-cors");
            assertThrows(ProblemException.class, () -> check("127.0.0.1", image), site);
            Map<String, String> link =
                    Map.of("Host", "localhost", "Sec-Fetch-Site", site, "Sec-Fetch-Mode", "navigate");
            assertDoesNotThrow(() -> check("127.0.0.1", link), site);
        }
        for (String site : List.of("none", "same-origin")) {
            Map<String, String> own = Map.of("Host", "localhost", "Sec-Fetch-Site", site, "Sec-Fetch-Mode", "cors");
            assertDoesNotThrow(() -> check("127.0.0.1", own), site);
        }
    }
}
