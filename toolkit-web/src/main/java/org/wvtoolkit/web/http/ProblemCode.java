package org.wvtoolkit.web.http;

import java.util.Locale;

/**
 * Reasons for failed requests, with their HTTP status.
 *
 * <p>Not part of the public API.
 */
public enum ProblemCode {
    /** A parameter is missing or out of range. */
    BAD_PARAMETER(400),
    /** The query contains no words. */
    EMPTY_QUERY(400),
    /** The token is missing or wrong. */
    UNAUTHORIZED(401),
    /** The request comes from another site. */
    FORBIDDEN(403),
    /** The address does not exist. */
    NOT_FOUND(404),
    /** No model has this id. */
    UNKNOWN_MODEL(404),
    /** The model does not contain a word. */
    UNKNOWN_WORD(404),
    /** The address exists, but not for this method. */
    METHOD_NOT_ALLOWED(405),
    /** The vectors are zero or cancel out. */
    NO_DIRECTION(409),
    /** The model has dense vectors, whose dimensions have no names. */
    NOT_SPARSE(409),
    /** The model has sparse vectors, which are not returned as arrays. */
    SPARSE(409),
    /** The server was started without a corpus. */
    NO_CORPUS(409),
    /** The map is still being computed. */
    MAP_NOT_READY(409),
    /** The request body exceeds the limit. */
    TOO_LARGE(413),
    /** The address exceeds the limit. */
    URI_TOO_LONG(414),
    /** An error in the server. */
    INTERNAL(500),
    /** There are too many concurrent requests, or the server is shutting down. */
    BUSY(503),
    /** The request exceeded the time limit. */
    TIMEOUT(503),
    /** The model file could not be opened. */
    MODEL_UNAVAILABLE(503);

    private final int status;

    ProblemCode(int status) {
        this.status = status;
    }

    /**
     * Returns the HTTP status.
     *
     * @return 400 to 599
     */
    public int status() {
        return status;
    }

    /**
     * Returns the code used in responses.
     *
     * @return lower-case words joined by hyphens
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
