/**
 * Weighting of co-occurrence counts by the association between word and context.
 *
 * <p>Entry class: {@link org.wvtoolkit.weighting.MatrixWeigher}. Input: a
 * {@link org.wvtoolkit.cooccurrence.ContextMatrix} of counts. Output: another one of weights in
 * single precision, written row by row, so that it is never in memory together with the counts. A
 * weighting scheme is one class that implements {@link org.wvtoolkit.weighting.Weighting} and one
 * line in {@link org.wvtoolkit.weighting.Weightings}.
 */
@NullMarked
package org.wvtoolkit.weighting;

import org.jspecify.annotations.NullMarked;
