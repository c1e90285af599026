/**
 * HTTP layer over the server of the JDK: routing, parameters, JSON, static files, limits and
 * metrics. Contains nothing about models.
 *
 * <p>Entry class: {@link org.wvtoolkit.web.http.HttpFront}. Input: a
 * {@link org.wvtoolkit.web.http.Router} and {@link org.wvtoolkit.web.http.Limits}. Output: a
 * listening server.
 */
@NullMarked
package org.wvtoolkit.web.http;

import org.jspecify.annotations.NullMarked;
