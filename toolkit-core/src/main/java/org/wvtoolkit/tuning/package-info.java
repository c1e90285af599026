/**
 * Hyperparameter search over named ranges and a cost function, independent of word vectors.
 *
 * <p>Entry class: {@link org.wvtoolkit.tuning.Search}. Input: a
 * {@link org.wvtoolkit.tuning.SearchSpace} and an {@link org.wvtoolkit.tuning.Objective}. Output:
 * trials; the trial with the lowest cost is the result. {@link org.wvtoolkit.tuning.SearchMethods}
 * lists the search methods; {@link org.wvtoolkit.tuning.TrialFile} stores trials, so that an
 * interrupted search can continue.
 */
@NullMarked
package org.wvtoolkit.tuning;

import org.jspecify.annotations.NullMarked;
