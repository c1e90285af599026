/**
 * The operations of the JSON interface: each reads its parameters, queries a {@link
 * org.wvtoolkit.web.model.LoadedModel} and writes an answer
 * as {@code openapi.json} describes it.
 *
 * <p>Entry class: {@link org.wvtoolkit.web.api.Api}. Input: a {@link org.wvtoolkit.web.model.ModelCatalogue}. Output:
 * routes.
 */
@NullMarked
package org.wvtoolkit.web.api;

import org.jspecify.annotations.NullMarked;
