/**
 * The server behind {@code wv explore} and {@code wv serve}.
 *
 * <p>Entry class: {@link org.wvtoolkit.web.WvServer}. Input: model files and {@link org.wvtoolkit.web.ServerOptions}.
 * Output: the JSON interface
 * described by {@code openapi.json} in this package and, for the explorer, the page.
 */
@NullMarked
package org.wvtoolkit.web;

import org.jspecify.annotations.NullMarked;
