/**
 * Operations of the JSON interface. Each reads its parameters, queries a
 * {@link org.wvtoolkit.web.model.LoadedModel} and writes a response as described in
 * {@code openapi.json}.
 *
 * <p>Entry class: {@link org.wvtoolkit.web.api.Api}. Input: a
 * {@link org.wvtoolkit.web.model.ModelCatalogue}. Output: routes.
 *
 * <p>Not part of the public API.
 */
@NullMarked
package org.wvtoolkit.web.api;

import org.jspecify.annotations.NullMarked;
