package org.wvtoolkit.web.http;

import java.io.IOException;

/** Answers the requests of a route. Called from many threads at once. */
@FunctionalInterface
public interface Handler {
    /**
     * Answers a request.
     *
     * @param request the request
     * @return the answer
     * @throws ProblemException if the client asked for something that cannot be given
     * @throws IOException if a file or connection fails
     */
    Response handle(Request request) throws ProblemException, IOException;
}
