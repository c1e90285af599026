/**
 * Read access to the rows of dense, sparse, compressed and composed models for similarity search.
 *
 * <p>Not part of the public API.
 */
@NullMarked
package org.wvtoolkit.query.rows;

import org.jspecify.annotations.NullMarked;
