/**
 * Dense and sparse off-heap matrices with checked access.
 *
 * <p>Entry classes: {@link org.wvtoolkit.linalg.FloatMatrix} and
 * {@link org.wvtoolkit.linalg.CsrMatrix}. The package depends on no other stage. The loops, scalar
 * and vectorized, are in {@code org.wvtoolkit.linalg.kernel}.
 */
@NullMarked
package org.wvtoolkit.linalg;

import org.jspecify.annotations.NullMarked;
