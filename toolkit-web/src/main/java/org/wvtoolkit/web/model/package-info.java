/**
 * Models as a server holds them: loaded into memory, replaced while requests run, with what is derived from them
 * (word ids of typed words,
 * batches of queries, maps, clusters). Contains nothing about HTTP.
 *
 * <p>Entry class: {@link org.wvtoolkit.web.model.ModelCatalogue}. Input: model files. Output: leases of loaded models.
 */
@NullMarked
package org.wvtoolkit.web.model;

import org.jspecify.annotations.NullMarked;
