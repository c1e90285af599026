/**
 * From counts to weights: how much a context says about a word.
 *
 * <p>Entry class: {@link org.wvtoolkit.weighting.MatrixWeigher}. Comes in:
 * {@link org.wvtoolkit.cooccurrence.ContextMatrix} of counts. Goes out: another one, of weights in single
 * precision, written row by row, so that it is never in memory beside the counts. A weighting is one class that implements
 * {@link org.wvtoolkit.weighting.Weighting} and one line in {@link org.wvtoolkit.weighting.Weightings}.
 */
@NullMarked
package org.wvtoolkit.weighting;

import org.jspecify.annotations.NullMarked;
