package org.wvtoolkit.web.http;

import java.io.IOException;

/**
 * Handler of the requests of a route. Implementations must be thread-safe.
 *
 * <p>Not part of the public API.
 */
@FunctionalInterface
public interface Handler {
    /**
     * Answers a request.
     *
     * @param request the request
     * @return the response
     * @throws ProblemException if the request is invalid or cannot be answered
     * @throws IOException if a file or connection fails
     */
    Response handle(Request request) throws ProblemException, IOException;
}
