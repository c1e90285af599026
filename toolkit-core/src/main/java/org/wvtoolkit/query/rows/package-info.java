/**
 * Read access to the rows of dense, sparse, compressed and composed models for similarity search.
 */
@NullMarked
package org.wvtoolkit.query.rows;

import org.jspecify.annotations.NullMarked;
