/**
 * Dense and sparse matrices of single precision, off the heap, behind a checked front.
 *
 * <p>Comes in: nothing; this is the ground floor. Goes out: {@link org.wvtoolkit.linalg.FloatMatrix} and the operations on
 * whole matrices. The loops themselves, scalar and vectorised, are in {@code org.wvtoolkit.linalg.kernel}.
 */
@NullMarked
package org.wvtoolkit.linalg;

import org.jspecify.annotations.NullMarked;
