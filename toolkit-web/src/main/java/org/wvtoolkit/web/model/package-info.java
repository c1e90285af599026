/**
 * Models of a server: loaded into memory and replaced while requests run, with derived data
 * (tokenizers, query batches, maps, clusters). Contains nothing about HTTP.
 *
 * <p>Entry class: {@link org.wvtoolkit.web.model.ModelCatalogue}. Input: model files. Output:
 * leases of loaded models.
 */
@NullMarked
package org.wvtoolkit.web.model;

import org.jspecify.annotations.NullMarked;
