/**
 * Search for good settings, whatever they are settings of: it knows named ranges and what a trial cost, no words, no text, no
 * training.
 *
 * <p>Comes in: a {@link org.wvtoolkit.tuning.SearchSpace} and an {@link org.wvtoolkit.tuning.Objective}. Goes out: trials,
 * of which the cheapest is the answer. Entry class: {@link org.wvtoolkit.tuning.Search}; the ways of searching are listed in
 * {@link org.wvtoolkit.tuning.SearchMethods}; {@link org.wvtoolkit.tuning.TrialFile} keeps trials, so that a search goes on where
 * it stopped.
 */
@NullMarked
package org.wvtoolkit.tuning;

import org.jspecify.annotations.NullMarked;
