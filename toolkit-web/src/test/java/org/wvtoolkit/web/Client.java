package org.wvtoolkit.web;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.wvtoolkit.web.http.Json;
import org.wvtoolkit.web.http.ProblemException;

/** HTTP client for a server under test. */
final class Client implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final String url;

    Client(WvServer server) {
        url = server.url();
    }

    /** A response. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Answer(int status, byte[] body, HttpResponse<byte[]> response) {
        @SuppressWarnings("unchecked")
        Map<String, Object> json() {
            return (Map<String, Object>) Objects.requireNonNull(value());
        }

        @Nullable
        Object value() {
            try {
                return Json.parse(body);
            } catch (ProblemException malformed) {
                throw new AssertionError(new String(body, StandardCharsets.UTF_8), malformed);
            }
        }

        @SuppressWarnings("unchecked")
        List<Map<String, Object>> list(String name) {
            return (List<Map<String, Object>>) Objects.requireNonNull(json().get(name), name);
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    Answer get(String address) {
        return send(HttpRequest.newBuilder(URI.create(url + address)));
    }

    Answer get(String address, String header, String value) {
        return send(HttpRequest.newBuilder(URI.create(url + address)).header(header, value));
    }

    Answer post(String address, String body) {
        return send(HttpRequest.newBuilder(URI.create(url + address)).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.close();
    }
}
